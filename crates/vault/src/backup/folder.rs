use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::backup::file::{BackedUp, Contents, FORMAT};
use crate::backup::pruning::Kept;
use crate::error::{SaveBackupError, WriteError};
use crate::files::lock::Lock;
use crate::files::private::{make_private_directory, write_private, write_through};
use crate::unlocked::UnlockedVault;

/// Writing, pruning and listing a vault's backups.
impl UnlockedVault {
    /// Backs up the current state if there is a recovery key. A failure sets a warning and does not
    /// undo the save.
    pub(crate) fn back_up(&mut self, _lock: &Lock) {
        self.backup_warning = self.write_backup().err();
    }

    fn write_backup(&self) -> Result<(), SaveBackupError> {
        let Some(bytes) = self.encrypt_backup()? else { return Ok(()) };
        let directory = self.backup_directory();
        make_private_directory(&directory)?;
        let uuid = self.uuid().simple().to_string();
        let name = format!("watchword-{}-{:06}.age", &uuid[..8], self.state.header.generation);
        // Always the same name, so that the next save overwrites what a crash here leaves.
        let staged = directory.join(format!("watchword-{}.new", &uuid[..8]));
        write_through(&staged, &directory.join(name), &bytes).map_err(WriteError::from)?;
        if self.missing().is_empty() {
            self.prune();
        }
        Ok(())
    }

    /// Deletes the backups that newer ones make unnecessary. Never called while an account lacks
    /// its seed, because an old backup may be the last to have it.
    fn prune(&self) {
        let mut kept = Kept::default();
        for file in self.backups() {
            if !kept.keeps(modified(&file)) {
                let _ = fs::remove_file(file);
            }
        }
    }

    fn encrypt_backup(&self) -> Result<Option<Vec<u8>>, SaveBackupError> {
        let state = &self.state;
        let (Some(slot), Some(key)) =
            (&state.header.recovery, state.body.backup_key.as_ref().and_then(|key| key.key()))
        else {
            return Ok(None);
        };
        let seeds_key = self.seeds_key();
        let accounts = state.body.accounts.iter().map(|entry| BackedUp {
            id: entry.id,
            issuer: entry.issuer.clone(),
            account: entry.account.clone(),
            parameters: entry.parameters.with_counter(self.counter(entry.id).unwrap_or_default()),
            secret: self.secret_of(entry, &seeds_key).map(|secret| secret.to_base32()),
            tags: entry.tags.clone(),
            note: entry.note.clone(),
            added: entry.added,
            trashed: entry.trashed,
        });
        let contents = Contents {
            format: FORMAT,
            vault: self.uuid(),
            generation: state.header.generation,
            created: self.storage.clock.unix_seconds(),
            accounts: accounts.collect(),
        };
        contents.encrypt(&slot.recipient, &key).map(Some)
    }

    /// The paths of this vault's backups, the newest first. The generations in their names give the
    /// order, because the clock that dated them may have been wrong.
    pub fn backups(&self) -> Vec<PathBuf> {
        let prefix = format!("watchword-{}-", &self.uuid().simple().to_string()[..8]);
        let generation = |path: &Path| -> Option<u64> {
            path.file_name()?.to_str()?.strip_prefix(&prefix)?.strip_suffix(".age")?.parse().ok()
        };
        let files = fs::read_dir(self.backup_directory()).into_iter().flatten().flatten().map(|file| file.path());
        let mut backups: Vec<_> = files.filter_map(|path| Some((generation(&path)?, path))).collect();
        backups.sort_unstable_by(|one, other| other.cmp(one));
        backups.into_iter().map(|(_, path)| path).collect()
    }

    /// The path of the newest backup and the time at which it was written.
    pub fn newest_backup(&self) -> Option<(PathBuf, SystemTime)> {
        let newest = self.backups().into_iter().next()?;
        modified(&newest).map(|at| (newest, at))
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
}

fn modified(file: &Path) -> Option<SystemTime> {
    fs::metadata(file).and_then(|metadata| metadata.modified()).ok()
}
