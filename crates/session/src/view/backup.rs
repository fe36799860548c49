use std::time::{SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};
use watchword_vault::{UnlockedVault, Unwritten};

use crate::view::Problem;

/// The state of a vault's backups.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct BackupStatus {
    /// Whether there is a recovery key, which automatic backups need.
    pub recovery_key: bool,
    /// When the recovery key was made, in Unix seconds.
    pub recovery_key_made: Option<u32>,
    /// Whether it is time to ask if the user still has the recovery key.
    pub asks_for_key: bool,
    /// Whether no backup has the accounts: there is no recovery key, and none was saved with a
    /// passphrase since the last account was added.
    pub lacking: bool,
    /// Why the last save has no backup.
    pub warning: Option<Problem>,
    /// When the newest automatic backup was made, in Unix seconds.
    pub newest: Option<u32>,
    /// Number of accounts in it, trash included; `None` if the last save has no backup.
    pub accounts: Option<u32>,
    /// The folder of the automatic backups.
    pub folder: String,
    /// The folder that gets a second copy of them.
    pub second: Option<SecondFolder>,
    /// The last backup that was saved with a passphrase.
    pub passphrase: Option<PassphraseBackup>,
}

/// A folder that gets a second copy of every backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct SecondFolder {
    /// The folder's path, for display only.
    pub folder: String,
    /// When a backup was last written there, in Unix seconds.
    pub written: Option<u32>,
    /// Why the last one wasn't.
    pub trouble: Option<SecondFolderTrouble>,
}

/// Why the second folder lacks the last backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct SecondFolderTrouble {
    /// What kept the last save from writing there.
    pub why: Unwritten,
    /// The save that first met this reason, in Unix seconds.
    pub since: u32,
}

/// A backup that was saved with a passphrase.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct PassphraseBackup {
    /// When, in Unix seconds.
    pub at: u32,
    /// Number of accounts in it, trash included.
    pub accounts: u32,
    /// The folder in which it was saved.
    pub folder: String,
}

impl BackupStatus {
    pub(super) fn of(vault: &UnlockedVault) -> Self {
        let saved = vault.passphrase_backup();
        let is_newer = |added: u64| saved.is_none_or(|saved| added > saved.at);
        Self {
            recovery_key: vault.has_recovery(),
            recovery_key_made: vault.recovery_key_made().map(seconds),
            asks_for_key: vault.asks_for_recovery_key(),
            lacking: !vault.has_recovery() && vault.entries().any(|entry| is_newer(entry.added)),
            warning: vault.backup_warning().cloned().map(Problem::from),
            newest: unix(vault.newest_backup().map(|(_, at)| at)),
            accounts: vault.newest_backup_accounts().map(|count| count as u32),
            folder: vault.backup_directory().display().to_string(),
            second: vault.second_folder().map(|second| SecondFolder {
                folder: second.path.display().to_string(),
                written: second.report.written.map(seconds),
                trouble: second
                    .report
                    .trouble
                    .map(|trouble| SecondFolderTrouble { why: trouble.why, since: seconds(trouble.since) }),
            }),
            passphrase: saved.map(|saved| PassphraseBackup {
                at: seconds(saved.at),
                accounts: saved.accounts as u32,
                folder: saved.folder.clone(),
            }),
        }
    }
}

fn seconds(at: u64) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

pub(super) fn unix(at: Option<SystemTime>) -> Option<u32> {
    u32::try_from(at?.duration_since(UNIX_EPOCH).ok()?.as_secs()).ok()
}
