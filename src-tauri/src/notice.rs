use serde::Serialize;
use specta::Type;
use watchword_session::Hint;

/// What the window is told without having asked. Never a secret.
#[derive(Debug, Clone, Copy, Serialize, Type)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(crate) enum Notice {
    /// The vault was locked.
    Locked,
    /// Something was dropped onto the window and read.
    Review,
    /// Another process has saved something.
    Changed,
    /// Something that can be read is dragged over the window, or no longer.
    Dragging {
        /// Over it.
        over: bool,
    },
    /// Sources are being read, which takes a while.
    Reading {
        /// So many are read.
        read: u32,
        /// Of so many; of none when it is over.
        of: u32,
    },
    /// A copied code was cleared.
    ClipboardCleared,
    /// The camera is on, and shows something.
    Looking {
        /// What may be done better.
        hint: Option<Hint>,
    },
    /// The keyring keeps the user waiting, most likely with a question of its own, or no longer.
    Keyring {
        /// It does.
        waiting: bool,
    },
}
