use serde::{Deserialize, Serialize};

/// What a face is told unasked. Never a secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Notice {
    /// The vault was locked.
    Locked,
    /// The vault was unlocked, by another face.
    Unlocked,
    /// Another face, or another process, has changed something.
    Changed,
    /// The preferences were saved.
    Preferences,
    /// The user wants the window out of sight, locked.
    Hide,
    /// The keyring started or stopped keeping a face waiting, most likely with a prompt of its own.
    Keyring {
        /// `true` while a keyring call is pending.
        waiting: bool,
    },
    /// Accounts are being saved, and it takes a while.
    Saving {
        /// Seed pages written so far.
        saved: u32,
        /// Seed pages in all, or 0 when saving has ended.
        of: u32,
    },
}
