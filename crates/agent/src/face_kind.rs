use serde::{Deserialize, Serialize};

/// A part of Watchword that people use, or that holds the session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FaceKind {
    /// The app's window.
    Window,
    /// The command `watchword`.
    Command,
    /// The small window that copies or types one code.
    Palette,
    /// The process that holds the session, on Linux.
    Agent,
}
