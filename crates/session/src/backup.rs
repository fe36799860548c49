use std::path::Path;

use serde::{Deserialize, Serialize};
use watchword_vault::{Backup, BackupLock, Consent, EmptyVault, Pin, RecoveryKey, StoreKind, UnlockedVault, restore};
use zeroize::Zeroize;

use crate::audit::Event;
use crate::chosen_backup::ChosenBackup;
use crate::organisation::require;
use crate::session::Session;
use crate::state::State;
use crate::view::{CodeProblem, Problem, RecoveryProblem, Vault, VaultProblem, Words};

/// A vault made from a backup.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Restored {
    /// The restored vault, unlocked.
    pub vault: Vault,
    /// Number of restored accounts.
    pub accounts: u32,
    /// Number of restored HOTP accounts, whose servers may be ahead of the restored counters.
    pub hotp: u32,
    /// Number of restored accounts whose seed this backup lacks; another backup may have it.
    pub without_seed: u32,
}

/// Permission to replace a vault that opens.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Permission {
    /// The vault's PIN or passphrase.
    Pin {
        /// The PIN as the user typed it.
        pin: String,
    },
    /// The vault's recovery key.
    RecoveryKey {
        /// The recovery key as the user typed it.
        recovery_key: String,
    },
    /// A confirmation word, which nobody types by accident.
    Typed {
        /// The word as the user typed it.
        word: String,
    },
}

impl Drop for Permission {
    fn drop(&mut self) {
        let (Self::Pin { pin: text } | Self::RecoveryKey { recovery_key: text } | Self::Typed { word: text }) = self;
        text.zeroize();
    }
}

/// A vault with some or all of its missing seeds restored.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct RestoredSeeds {
    /// The vault after the restore.
    pub vault: Vault,
    /// Number of accounts whose seed was restored.
    pub accounts: u32,
}

impl Session {
    /// Makes a vault from the chosen backup. Moves an existing vault aside and never deletes it.
    /// Replaces one that opens, or may open, only with `permission` or if `key`, the recovery key
    /// or the passphrase of the backup, is also its own recovery key.
    ///
    /// # Errors
    /// [`VaultProblem::Exists`] when a vault exists and permission is missing; otherwise why the
    /// key, the PIN or the backup was refused, or why the vault could not be saved.
    pub fn restore_backup(
        &mut self,
        key: &str,
        pin: &str,
        store: StoreKind,
        permission: Option<&Permission>,
    ) -> Result<Restored, Problem> {
        let (backup, key) = self.open_chosen(key)?;
        if permission.is_some() {
            return self.replace(Some(&backup), pin, store, permission);
        }
        let consent = key.as_ref().map(Consent::RecoveryKey);
        self.replace_with(Some(&backup), pin, store, consent.as_ref()).map_err(|error| match error {
            Problem::Recovery(RecoveryProblem::NoKey | RecoveryProblem::KeyWrong) => VaultProblem::Exists.into(),
            other => other,
        })
    }

    /// Moves the existing vault aside and makes an empty one, for when nothing opens the vault any
    /// more and there is no backup.
    ///
    /// # Errors
    /// The same as [`Session::restore_backup`], except those of a backup.
    pub fn start_over(&mut self, pin: &str, store: StoreKind, permission: &Permission) -> Result<Vault, Problem> {
        Ok(self.replace(None, pin, store, Some(permission))?.vault)
    }

    fn replace(
        &mut self,
        backup: Option<&Backup>,
        pin: &str,
        store: StoreKind,
        permission: Option<&Permission>,
    ) -> Result<Restored, Problem> {
        match permission {
            Some(Permission::Pin { pin: current }) => {
                self.replace_with(backup, pin, store, Some(&Consent::Pin(&Pin::typed(current))))
            }
            Some(Permission::RecoveryKey { recovery_key }) => {
                let key = RecoveryKey::parse(recovery_key)?;
                self.replace_with(backup, pin, store, Some(&Consent::RecoveryKey(&key)))
            }
            Some(Permission::Typed { word }) if Words::is_replace(word) => {
                self.replace_with(backup, pin, store, Some(&Consent::Confirmed))
            }
            Some(Permission::Typed { .. }) => Err(Problem::Recovery(RecoveryProblem::WordWrong)),
            None => Err(Problem::Vault(VaultProblem::Exists)),
        }
    }

    fn replace_with(
        &mut self,
        backup: Option<&Backup>,
        pin: &str,
        store: StoreKind,
        consent: Option<&Consent<'_>>,
    ) -> Result<Restored, Problem> {
        let pin = self.choose_pin(pin, store)?;
        let empty = EmptyVault::over(&self.directories.data, &*self.keyring, self.clock.clone());
        let made = restore(empty, store, backup, &pin, (self.kdf)(store), consent)?;
        let [accounts, hotp, without_seed] = [made.accounts, made.hotp, made.without_seed].map(|count| count as u32);
        let vault = self.enter(made.vault)?;
        self.record(Event::BackupRestored { accounts: accounts.into() });
        Ok(Restored { vault, accounts, hotp, without_seed })
    }

    /// Restores missing seeds from the vault's own backups, newest first, and from the chosen
    /// backup or folder, which stays chosen until a restore succeeds. `typed` is the recovery key,
    /// or the passphrase if that opens the chosen backup, and then no other is tried. Counts the
    /// accounts that have their seed again.
    ///
    /// # Errors
    /// The key is malformed; or it does not open the chosen backup, or, without one, any of the
    /// vault's own; [`CodeProblem::SeedMissing`] when the backups that it opens lack the seeds.
    pub fn restore_missing_seeds(&mut self, typed: &str) -> Result<RestoredSeeds, Problem> {
        let key = match self.chosen_backup.as_ref().map(ChosenBackup::lock) {
            Some(BackupLock::Passphrase) => None,
            Some(BackupLock::RecoveryKey) | None => Some(RecoveryKey::parse(typed)?),
        };
        let chosen = self.chosen_backup.take();
        let restored = self.change(|open| {
            let own = key.as_ref().map(|key| {
                let own = open.vault.backups().into_iter().map(|path| Ok(Backup::read(&path, key)?));
                restore_from_any(&mut open.vault, own)
            });
            let chosen = chosen.as_ref().map(|chosen| chosen.all(typed)).transpose()?;
            let chosen = chosen.map(|backups| restore_from_any(&mut open.vault, backups));
            match own.iter().chain(&chosen).flatten().sum::<usize>() {
                0 => Err(chosen.or(own).and_then(Result::err).unwrap_or(Problem::Code(CodeProblem::SeedMissing))),
                restored => Ok(restored as u32),
            }
        });
        if restored.is_err() {
            self.chosen_backup = chosen;
        }
        let (accounts, vault) = restored?;
        Ok(RestoredSeeds { vault, accounts })
    }

    /// Deletes a replaced vault along with its keyring entries.
    ///
    /// # Errors
    /// [`VaultProblem::Locked`]; the keyring does not answer; or the folder cannot be deleted.
    pub fn delete_replaced_vault(&mut self, name: &str) -> Result<Vault, Problem> {
        let State::Unlocked(open) = &self.state else { return Err(VaultProblem::Locked.into()) };
        open.vault.delete_replaced_vault(name, &*self.keyring)?;
        Ok(open.view(self.clock.unix_seconds()))
    }

    /// Continues from an older copy of the vault, or without its lost record of counters.
    ///
    /// # Errors
    /// Any [`Problem`]; the vault is then unchanged.
    pub fn accept_older_copy(&mut self) -> Result<Vault, Problem> {
        Ok(self.change(|open| Ok(open.vault.accept_older_copy()?))?.1)
    }

    /// Writes a backup of the vault's current contents to `path`.
    ///
    /// # Errors
    /// [`RecoveryProblem::NoKey`] without a recovery key; [`RecoveryProblem::BackupFailed`] when
    /// the backup cannot be encrypted; [`crate::SystemProblem::CannotWrite`] when it cannot be
    /// written.
    pub fn save_backup(&mut self, path: &Path) -> Result<(), Problem> {
        let open = self.open()?;
        require(open.policy.other_backups_allowed)?;
        open.vault.save_backup(path)?;
        self.record(Event::BackupSaved);
        Ok(())
    }
}

/// Restores missing seeds from every backup that the key opens. Returns how many, or why the key
/// opens no backup.
fn restore_from_any(
    vault: &mut UnlockedVault,
    backups: impl Iterator<Item = Result<Backup, Problem>>,
) -> Result<usize, Problem> {
    let (mut restored, mut why) = (None, Problem::Code(CodeProblem::SeedMissing));
    for backup in backups {
        match backup {
            Ok(backup) => restored = Some(restored.unwrap_or(0) + vault.restore_seeds_from(backup)?),
            Err(problem) => why = problem,
        }
    }
    restored.ok_or(why)
}
