use thiserror::Error;

/// Why a text could not be typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum TypingError {
    /// The system lets no program type.
    #[error("the system lets no program type")]
    Unsupported,
    /// The user or the desktop refused.
    #[error("typing was refused")]
    Refused,
    /// The text is empty, too long, or has a character that isn't printable ASCII.
    #[error("the text cannot be typed")]
    Text,
    /// No window has the focus.
    #[error("no window has the focus")]
    NoFocus,
    /// The window with the focus is Watchword's own.
    #[error("the window with the focus is Watchword's own")]
    OwnWindow,
    /// Another window has the focus now. Some of the text may have been typed.
    #[error("another window has the focus")]
    FocusChanged,
    /// The user keeps a key pressed, which would change what is typed.
    #[error("a key is held down")]
    KeysHeld,
    /// The keyboard layout has no key for a character, nor room to add one.
    #[error("the keyboard layout has no key for a character")]
    NoKey,
    /// The display or the desktop doesn't answer. Some of the text may have been typed.
    #[error("the desktop does not answer")]
    Failed,
}
