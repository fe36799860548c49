use serde::{Deserialize, Serialize};
use watchword_vault::AccountName;

use crate::intake::Named;
use crate::session::Session;
use crate::view::Problem;

/// How a backup differs from the vault, trash included. Nothing secret is in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct BackupCheck {
    /// When the backup was made, in Unix seconds.
    pub made: u32,
    /// Number of accounts in the backup.
    pub accounts: u32,
    /// Number of accounts in the vault.
    pub in_vault: u32,
    /// Accounts that the backup lacks.
    pub missing: Vec<Named>,
    /// Accounts that only the backup has.
    pub only_in_backup: Vec<Named>,
    /// Accounts that have other names, another secret, or other settings, tags or notes in the
    /// backup.
    pub different: Vec<Named>,
    /// Accounts that are in the backup without their secret.
    pub without_secret: Vec<Named>,
}

impl BackupCheck {
    /// Whether the backup would bring back every account of the vault as it is.
    pub fn is_complete(&self) -> bool {
        self.missing.is_empty() && self.different.is_empty() && self.without_secret.is_empty()
    }
}

impl Session {
    /// Opens the chosen backup with its recovery key or passphrase, and compares it with the vault.
    /// Changes nothing, and forgets the backup.
    ///
    /// # Errors
    /// The vault is locked; or why the key, the passphrase or the backup was refused.
    pub fn check_backup(&mut self, key: &str) -> Result<BackupCheck, Problem> {
        self.open()?;
        let (backup, _) = self.open_chosen(key)?;
        let check = self.guarded(|open| {
            open.vault.refresh()?;
            let comparison = open.vault.compare_backup(&backup);
            Ok(BackupCheck {
                made: u32::try_from(backup.created()).unwrap_or(u32::MAX),
                accounts: backup.len() as u32,
                in_vault: open.vault.count() as u32,
                missing: names(comparison.missing),
                only_in_backup: names(comparison.only_in_backup),
                different: names(comparison.different),
                without_secret: names(comparison.without_seed),
            })
        })?;
        self.chosen_backup = None;
        Ok(check)
    }
}

fn names(accounts: Vec<AccountName>) -> Vec<Named> {
    accounts.into_iter().map(|AccountName { issuer, account }| Named { issuer, account }).collect()
}
