use std::path::{Path, PathBuf, absolute};
use std::time::SystemTime;

use crate::backup::file::{BackedUp, Contents, FORMAT};
use crate::backup::folder::{BackupFolder, Keep, modified};
use crate::backup::passphrase::BackupPassphrase;
use crate::credentials::PinProof;
use crate::error::{SaveBackupError, WriteError};
use crate::files::lock::Lock;
use crate::files::private::{make_private_directory, write_private};
use crate::format::backup_records::PassphraseBackup;
use crate::operation::Operation;
use crate::unlocked::UnlockedVault;

/// Writing and listing a vault's backups.
impl UnlockedVault {
    /// Backs up the current state if there is a recovery key, or an organisation's recipient. A
    /// failure sets a warning and does not
    /// undo the save.
    pub(crate) fn back_up(&mut self, _lock: &Lock) {
        let made = self.encrypt_backup();
        self.backup_warning = match made {
            Ok(Some(bytes)) => {
                let written = self.write_backup(&bytes).err();
                self.write_second_backup(bytes);
                written
            }
            Ok(None) => None,
            Err(error) => Some(error),
        };
    }

    fn write_backup(&self, bytes: &[u8]) -> Result<(), SaveBackupError> {
        let (folder, generation) = (self.backup_folder(), self.state.header.generation);
        make_private_directory(folder.path())?;
        folder.write(generation, bytes).map_err(WriteError::from)?;
        folder.prune(generation, self.keep());
        Ok(())
    }

    /// Which backups a save leaves.
    pub(crate) fn keep(&self) -> Keep {
        if self.missing().is_empty() { Keep::Some } else { Keep::All }
    }

    /// The current state, encrypted to the recovery key and to the organisation's recipients;
    /// `None` if there is neither.
    fn encrypt_backup(&self) -> Result<Option<Vec<u8>>, SaveBackupError> {
        let key = self.state.body.backup_key.as_ref().and_then(|key| key.key());
        let (slot, key) = (self.state.header.recovery.as_ref(), key);
        let own = slot.zip(key.as_ref()).map(|(slot, _)| slot.recipient.as_str());
        let escrow = self.state.body.policy.iter().flat_map(|policy| &policy.escrow).map(String::as_str);
        let recipients: Vec<&str> = own.into_iter().chain(escrow).collect();
        if recipients.is_empty() {
            return Ok(None);
        }
        self.contents().encrypt(&recipients, key.as_ref().filter(|_| own.is_some())).map(Some)
    }

    fn contents(&self) -> Contents {
        let seeds_key = self.seeds_key();
        let accounts = self.state.body.accounts.iter().map(|entry| BackedUp {
            id: entry.id,
            issuer: entry.issuer.clone(),
            account: entry.account.clone(),
            parameters: entry.parameters.with_counter(self.counter(entry.id).unwrap_or_default()),
            secret: self.secret_of(entry, &seeds_key).map(|secret| secret.to_base32()),
            tags: entry.tags.clone(),
            note: entry.note.clone(),
            asks_for_pin: entry.asks_for_pin,
            added: entry.added,
            trashed: entry.trashed,
        });
        Contents {
            format: FORMAT,
            vault: self.uuid(),
            generation: self.state.header.generation,
            created: self.storage.clock.unix_seconds(),
            accounts: accounts.collect(),
        }
    }

    pub(crate) fn backup_folder(&self) -> BackupFolder {
        BackupFolder::new(self.backup_directory(), self.uuid(), &self.state.body.passed_over)
    }

    /// The paths of this vault's backups in its own folder, the newest first.
    pub fn backups(&self) -> Vec<PathBuf> {
        self.backup_folder().list().into_iter().map(|(_, path)| path).collect()
    }

    /// The path of the newest backup and the time at which it was written.
    pub fn newest_backup(&self) -> Option<(PathBuf, SystemTime)> {
        let newest = self.backups().into_iter().next()?;
        modified(&newest).map(|at| (newest, at))
    }

    /// Number of accounts in the newest backup, trash included; `None` if it isn't of the last
    /// save.
    pub fn newest_backup_accounts(&self) -> Option<usize> {
        let (generation, _) = self.backup_folder().list().into_iter().next()?;
        (generation == self.state.header.generation).then_some(self.state.body.accounts.len())
    }

    /// Backs up the current state to a file of the user's choice.
    ///
    /// # Errors
    /// [`SaveBackupError::NoRecoveryKey`] without a recovery key; [`SaveBackupError::NotEncrypted`]
    /// if encrypting to it fails; [`SaveBackupError::Write`] if the file cannot be written.
    pub fn save_backup(&self, path: &Path) -> Result<(), SaveBackupError> {
        let bytes = self.encrypt_backup()?.ok_or(SaveBackupError::NoRecoveryKey)?;
        Ok(write_private(path, &bytes)?)
    }

    /// Backs up the current state to a file of the user's choice, encrypted with a passphrase
    /// instead of the recovery key, and remembers when and where. Deriving the key takes a second.
    ///
    /// # Errors
    /// The same as [`UnlockedVault::save_backup`], except the first.
    pub fn save_backup_with(
        &mut self,
        path: &Path,
        passphrase: &BackupPassphrase,
        _: &PinProof,
    ) -> Result<(), SaveBackupError> {
        let contents = self.contents();
        write_private(path, &contents.encrypt_with(passphrase)?)?;
        let folder = absolute(path).ok().and_then(|path| Some(path.parent()?.to_string_lossy().into_owned()));
        let saved = PassphraseBackup {
            at: contents.created,
            accounts: contents.accounts.len(),
            folder: folder.unwrap_or_default(),
        };
        // The backup is there, also if the vault cannot be changed now.
        let _ = self.apply(Operation::NotePassphraseBackup(saved));
        Ok(())
    }

    /// The last backup that was saved with a passphrase.
    pub fn passphrase_backup(&self) -> Option<&PassphraseBackup> {
        self.state.body.passphrase_backup.as_ref()
    }
}
