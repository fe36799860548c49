use serde::{Deserialize, Serialize};

/// What `watchword-churn` tells, each on a line with the number of who tells it. A line is on its way when the call returns:
/// nothing that a killed process knew of is lost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Event {
    /// An account that is there on opening; first those in the user's order, then the trash.
    Found(Found),
    /// The vault is open.
    Opened(Opened),
    /// It did not open.
    Refused(String),
    /// The PIN has to wait.
    Waits(u64),
    /// From here on a walk counts the steps.
    Marked,
    /// An operation is about to begin.
    Began(Operation),
    /// It was accepted.
    Done(Outcome),
    /// It was not.
    Failed(String),
    /// It was not, since another session has changed the PIN or the recovery key.
    Locked,
    /// It was, but for the backup.
    NoBackup(String),
    /// How many accounts the newest backup holds, and how many the vault.
    Backup(usize, usize),
    /// How many PINs have failed, and how long the next has to wait.
    Throttle(u32, u64),
}

/// An account as it was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// Its id.
    pub id: String,
    /// Its account name.
    pub label: String,
    /// Its issuer, which is renamed.
    pub issuer: String,
    /// Whether it is in the trash.
    pub trashed: bool,
    /// The counter of the next code of an HOTP account.
    pub counter: Option<u64>,
    /// Whether the codes are those of the label's seed.
    pub right: bool,
}

/// What an open vault says besides its accounts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    /// The PIN that opened it.
    pub pin: String,
    /// The setting that is changed.
    pub clipboard_seconds: u32,
    /// Whether there is a recovery key.
    pub recovery: bool,
    /// What it complains of.
    pub complaint: Option<String>,
}

/// What is done to a vault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Operation {
    /// Add accounts, together.
    Add(Vec<String>),
    /// Draw a code of the account with an id and a label.
    Draw(String, String),
    /// Give the account with an id another issuer.
    Rename(String, String),
    /// Put the account with an id into the trash, or take it out.
    Trash(String, bool),
    /// Empty the trash.
    EmptyTrash,
    /// Move the account with an id.
    Move(String),
    /// Set the seconds until the clipboard is cleared.
    ClipboardSeconds(u32),
    /// Change the PIN.
    Pin(String),
    /// Set the recovery key.
    RecoveryKey(String),
}

/// What an operation has come to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    /// What was asked for.
    AsAsked,
    /// The ids of the added accounts.
    Added(Vec<String>),
    /// A code, and the counter it was made of.
    Drew(u64, String),
    /// The ids of all accounts that are left.
    Left(Vec<String>),
    /// The ids of the accounts outside the trash, in their new order.
    Ordered(Vec<String>),
}
