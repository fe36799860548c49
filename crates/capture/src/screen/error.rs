use thiserror::Error;

/// Why there is no picture of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum NoScreen {
    /// The user, or the system on the user's behalf, refused.
    #[error("reading the screen was not allowed")]
    Refused,
    /// There is no screen, or no way to see it.
    #[error("the screen cannot be read here")]
    Unavailable,
}
