use serde::{Deserialize, Serialize};

/// An event that `watchword-churn` reports, on a line that starts with the churner's number. The
/// line is in the pipe when the call returns, so a killed process loses no event it has reported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Event {
    /// An account found on opening: first those in the user's order, then the trash.
    Found(Found),
    /// The vault is open.
    Opened(Opened),
    /// The vault did not open, because of this error.
    Refused(String),
    /// The next PIN is refused for this many seconds.
    Waits(u64),
    /// The steps after this event count, in a campaign that walks through every step.
    Marked,
    /// An operation is about to begin.
    Began(Operation),
    /// The operation was accepted, with this outcome.
    Done(Outcome),
    /// The operation was refused, because of this error.
    Failed(String),
    /// The operation was refused because another session has changed the PIN or the recovery key.
    Locked,
    /// The operation was accepted, but its backup failed with this error.
    NoBackup(String),
    /// The numbers of accounts in the newest backup and in the vault.
    Backup(usize, usize),
    /// The number of failed attempts, and the seconds until the next one is allowed.
    Throttle(u32, u64),
}

/// An account, as found in the vault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// The account's id, a UUID.
    pub id: String,
    /// The account name, from which all other parameters derive (`labelled`).
    pub label: String,
    /// The issuer, which operations change.
    pub issuer: String,
    /// Whether the account is in the trash.
    pub trashed: bool,
    /// The counter of the next code, for HOTP accounts only.
    pub counter: Option<u64>,
    /// Whether the codes match those of the label's seed.
    pub right: bool,
}

/// The state of an open vault, besides its accounts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    /// The PIN that opened the vault.
    pub pin: String,
    /// Seconds until the clipboard is cleared: the setting that operations change.
    pub clipboard_seconds: u32,
    /// Whether the vault has a recovery key.
    pub recovery: bool,
    /// A warning of the vault (an older copy, lost counters), or `None`.
    pub complaint: Option<String>,
}

/// An operation on a vault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Operation {
    /// Add accounts with these labels in one save.
    Add(Vec<String>),
    /// Draw an HOTP code of the account with this id and label.
    Draw(String, String),
    /// Change the issuer of the account with this id.
    Rename(String, String),
    /// Move the account with this id to the trash (`true`) or restore it (`false`).
    Trash(String, bool),
    /// Empty the trash.
    EmptyTrash,
    /// Move the account with this id in the user's order.
    Move(String),
    /// Set the number of seconds until the clipboard is cleared.
    ClipboardSeconds(u32),
    /// Change the PIN to this one.
    Pin(String),
    /// Set this recovery key.
    RecoveryKey(String),
}

/// The outcome of an operation that was accepted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    /// The operation took effect, and there is nothing else to report.
    AsAsked,
    /// The ids of the added accounts.
    Added(Vec<String>),
    /// A code, and its counter.
    Drew(u64, String),
    /// The ids of all remaining accounts.
    Left(Vec<String>),
    /// The ids of the accounts outside the trash, in their new order.
    Ordered(Vec<String>),
}
