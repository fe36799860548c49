use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// What `watchword-churn` is to do with the vault of its home.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Task {
    /// Make a vault.
    Make {
        /// Its PIN.
        pin: String,
        /// Whether it is kept without a keyring.
        in_file: bool,
    },
    /// Open it, tell all that is in it, and change it at random until killed.
    Churn {
        /// Who tells.
        who: u32,
        /// How.
        key: Key,
        /// What the random changes come from.
        seed: u64,
        /// Whether PIN and recovery key are changed too. One may do so; another is locked by it.
        leads: bool,
    },
    /// Open it, add the accounts that are not there yet, and make one change.
    Once {
        /// Who tells.
        who: u32,
        /// How to open it.
        key: Key,
        /// Their labels.
        labels: Vec<String>,
        /// Which change.
        change: Change,
    },
    /// Open it, tell all that is in it, and delete everything.
    Clear {
        /// Who tells.
        who: u32,
        /// How to open it.
        key: Key,
        /// Recovery keys, one of which opens the newest backup; none where there is none.
        recovery: Vec<String>,
    },
    /// Open it, and tell all that is in it.
    Tell {
        /// How to open it.
        key: Key,
    },
    /// Put it aside for a vault from a backup.
    Replace {
        /// The backup's file.
        backup: PathBuf,
        /// Its recovery key.
        recovery: String,
        /// The new vault's PIN.
        pin: String,
    },
    /// Say how many attempts have failed and how long to wait, then try a PIN.
    Guess {
        /// The time.
        time: Time,
        /// The PIN.
        pin: String,
    },
    /// Put an item of the keyring back to what it was.
    PutBack {
        /// Its name.
        name: String,
        /// Its value.
        value: String,
    },
}

/// What opens a vault.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Key {
    /// One of these PINs; they are tried in this order.
    Pins(Vec<String>),
    /// The recovery key, which sets a new PIN.
    Recovery {
        /// The key.
        key: String,
        /// The new PIN.
        pin: String,
    },
}

/// The changes whose every step is walked through.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    /// None: just open it.
    Open,
    /// Add an account.
    Add,
    /// Draw an HOTP code.
    Draw,
    /// Empty the trash.
    EmptyTrash,
    /// Change the PIN.
    Pin,
    /// Set a recovery key.
    RecoveryKey,
}

/// All that a clock says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Time {
    /// Which start of the machine it is.
    pub boot: u64,
    /// Seconds since then.
    pub seconds: u64,
    /// Unix seconds, which anyone can set.
    pub unix: u64,
}
