use thiserror::Error;

/// Why a key combination could not be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum HotkeyError {
    /// The system lets no program take keys.
    #[error("the system lets no program take keys")]
    Unsupported,
    /// The user or the desktop refused.
    #[error("the keys were refused")]
    Refused,
    /// Another program has taken this combination.
    #[error("another program has taken these keys")]
    Taken,
    /// The keyboard layout has no such key.
    #[error("the keyboard has no such key")]
    NoKey,
    /// The desktop has bound no keys to it: the user may choose some in its settings.
    #[error("no keys are bound")]
    NotBound,
    /// The desktop doesn't answer.
    #[error("the desktop does not answer")]
    Failed,
}
