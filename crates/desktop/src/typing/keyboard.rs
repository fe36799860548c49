use super::error::TypingError;
use super::focus::Focus;
use super::keystrokes::Keystrokes;

/// A system's way to type.
pub(super) trait Keyboard: Send {
    /// The window that has the focus. `None` if the system doesn't tell.
    fn focused(&mut self) -> Result<Option<Focus>, TypingError>;

    /// Types, and stops as soon as another window than `into` has the focus, if it is given.
    fn type_keys(&mut self, keys: &Keystrokes, into: Option<&Focus>) -> Result<(), TypingError>;
}
