use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// A task for `watchword-churn`, on the vault of its home.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Task {
    /// Create a vault.
    Make {
        /// The PIN of the vault.
        pin: String,
        /// Whether to use the file store in place of a keyring.
        in_file: bool,
    },
    /// Open the vault, report its contents, and change it at random until killed.
    Churn {
        /// The churner's number in its events.
        who: u32,
        /// The key that opens the vault.
        key: Key,
        /// The seed of the random changes.
        seed: u64,
        /// Whether to change the PIN and the recovery key too. Only one churner may, and doing so
        /// locks all others.
        leads: bool,
    },
    /// Open the vault, add the accounts that it lacks, and make one change.
    Once {
        /// The churner's number in its events.
        who: u32,
        /// The key that opens the vault.
        key: Key,
        /// The labels of the accounts.
        labels: Vec<String>,
        /// The change to make.
        change: Change,
    },
    /// Open the vault, report its contents, and delete everything.
    Clear {
        /// The churner's number in its events.
        who: u32,
        /// The key that opens the vault.
        key: Key,
        /// Recovery keys, one of which opens the newest backup; empty if there is no backup.
        recovery: Vec<String>,
    },
    /// Open the vault and report its contents.
    Tell {
        /// The key that opens the vault.
        key: Key,
    },
    /// Replace the vault with one restored from a backup.
    Replace {
        /// The path of the backup.
        backup: PathBuf,
        /// The recovery key that opens the backup.
        recovery: String,
        /// The PIN of the new vault.
        pin: String,
    },
    /// Report the number of failed attempts and the remaining wait, then try a PIN.
    Guess {
        /// The time that the clock shows.
        time: Time,
        /// The PIN to try.
        pin: String,
    },
    /// Restore an earlier value of a keyring item.
    PutBack {
        /// The name of the item.
        name: String,
        /// The value to write.
        value: String,
    },
}

/// A means to open a vault.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Key {
    /// One of these PINs, tried in this order.
    Pins(Vec<String>),
    /// The recovery key, with which a new PIN is set.
    Recovery {
        /// The recovery key.
        key: String,
        /// The new PIN to set.
        pin: String,
    },
}

/// A change whose every step a campaign walks through.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    /// Open the vault and change nothing.
    Open,
    /// Add one account.
    Add,
    /// Draw one HOTP code.
    Draw,
    /// Empty the trash.
    EmptyTrash,
    /// Change the PIN.
    Pin,
    /// Set a recovery key.
    RecoveryKey,
}

/// A reading of the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Time {
    /// The number of the machine's boot.
    pub boot: u64,
    /// Seconds since that boot.
    pub seconds: u64,
    /// Unix time in seconds, which a user can set.
    pub unix: u64,
}
