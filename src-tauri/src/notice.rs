use serde::Serialize;
use specta::Type;
use watchword_session::Hint;

/// What the app tells the window unasked. Never a secret.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(crate) enum Notice {
    /// The vault was locked.
    Locked,
    /// The window was to be closed, and stays: there is no tray, which the user should know.
    NoTray,
    /// A link asks to search the list.
    Search {
        /// What to search for, at most 200 bytes.
        query: String,
    },
    /// A link asks to add an account.
    Add,
    /// Something was dropped onto the window, and read.
    Review,
    /// Another process, or another part of Watchword, has saved something.
    Changed,
    /// Something that can be read entered or left the window in a drag.
    Dragging {
        /// `true` while it is over the window.
        over: bool,
    },
    /// Sources are being read, and it takes a while.
    Reading {
        /// Sources read so far.
        read: u32,
        /// Sources in all, or 0 when reading has ended.
        of: u32,
    },
    /// Accounts are being saved, and it takes a while.
    Saving {
        /// Seed pages written so far.
        saved: u32,
        /// Seed pages in all, or 0 when saving has ended.
        of: u32,
    },
    /// A copied code was cleared.
    ClipboardCleared,
    /// The camera is on and shows something.
    Looking {
        /// How to hold the QR code better.
        hint: Option<Hint>,
    },
    /// A newer version was found.
    Update,
    /// The keyring started or stopped keeping the user waiting, most likely with a prompt of its
    /// own.
    Keyring {
        /// `true` while a keyring call is pending.
        waiting: bool,
    },
}
