use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::audit::hash::Hash;
use crate::export::ExportFormat;

/// An act of the user or of an organisation. No variant can hold text, so no name, note, secret,
/// code or PIN gets into a log: an account is its id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
pub enum Event {
    /// The PIN opened the vault.
    Unlocked,
    /// A PIN was wrong.
    PinFailed,
    /// The vault was locked.
    Locked {
        /// Who or what wanted it locked.
        why: LockCause,
    },
    /// A code was copied to the clipboard, or typed into another program.
    CodeCopied {
        /// The account's id.
        account: Uuid,
    },
    /// A code was shown after the PIN, or is the next one of an HOTP account.
    CodeShown {
        /// The account's id.
        account: Uuid,
    },
    /// An account was added.
    Added {
        /// The account's id.
        account: Uuid,
    },
    /// An account's name, tags, note, parameters or place in the list changed.
    Edited {
        /// The account's id.
        account: Uuid,
    },
    /// An account was moved to the trash.
    Trashed {
        /// The account's id.
        account: Uuid,
    },
    /// An account came back from the trash.
    Restored {
        /// The account's id.
        account: Uuid,
    },
    /// An account was deleted for good.
    Deleted {
        /// The account's id.
        account: Uuid,
    },
    /// Accounts were exported with their secrets.
    Exported {
        /// The format of the files.
        format: ExportFormat,
        /// The number of accounts.
        accounts: u64,
    },
    /// The QR code of an account was shown.
    QrShown {
        /// The account's id.
        account: Uuid,
    },
    /// A backup was saved to a place of the user's choice.
    BackupSaved,
    /// The recovery key opened the vault.
    Recovered,
    /// A backup was restored into this vault.
    BackupRestored {
        /// The number of accounts.
        accounts: u64,
    },
    /// The PIN changed.
    PinChanged,
    /// The recovery key was made or changed.
    RecoveryKeyChanged,
    /// The vault's settings changed.
    SettingsChanged,
    /// What the organisation has set changed.
    PolicyChanged,
    /// Accounts from the organisation's files were added.
    Provisioned {
        /// The number of accounts.
        accounts: u64,
    },
    /// Lines before this one could not be written.
    Gap {
        /// How many lines were lost, at least.
        lost: u64,
        /// The hash of the unfinished line that is left right before this line, without its line
        /// feed. `None` if nothing is left of the lost lines.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        torn: Option<Hash>,
    },
}

/// Why the vault was locked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LockCause {
    /// The user asked for it.
    User,
    /// The user did nothing for the minutes that were set.
    Idle,
    /// The system's session was locked, or the computer was about to sleep.
    System,
    /// Its window was closed or minimised, or the program ended.
    Closed,
}
