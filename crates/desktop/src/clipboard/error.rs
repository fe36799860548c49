use thiserror::Error;

/// What can go wrong with the clipboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum ClipboardError {
    /// It holds no file, picture or text.
    #[error("the clipboard holds no picture, file or text")]
    Empty,
    /// There is no clipboard, or another program holds it and does not answer.
    #[error("the clipboard cannot be read")]
    Failed,
    /// There is no clipboard, or another program holds it.
    #[error("the clipboard cannot be written")]
    NotCopied,
    /// The desktop lets only programs with a window use its clipboard.
    #[error("the clipboard is for programs with a window")]
    OnlyWindows,
}
