use std::io::ErrorKind;
use std::iter;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use watchword_vault::{
    BACKUPS, Backup, BackupError, BackupLock, BackupPassphrase, MAX_BACKUP_BYTES, NewestBackup, RecoveryKey,
    backup_files, newest_backup, read_file,
};

use crate::session::Session;
use crate::view::{Problem, RecoveryProblem, SystemProblem};

/// What the user chose to restore from.
pub(crate) enum ChosenBackup {
    /// A file, read already.
    File {
        path: PathBuf,
        bytes: Vec<u8>,
        lock: BackupLock,
    },
    Folder(PathBuf),
}

/// What the user chose to restore from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct BackupSource {
    /// The name of the file or folder.
    pub name: String,
    /// Whether it is a folder, of which the newest good backup is taken.
    pub folder: bool,
    /// Whether the recovery key or the passphrase opens it.
    pub lock: BackupLock,
}

/// The backup that was opened, before anything is restored from it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct FoundBackup {
    /// The file's name.
    pub file: String,
    /// When it was made, in Unix seconds.
    pub created: u32,
    /// Number of accounts in it, trash included.
    pub accounts: u32,
    /// The newer files in its folder that were passed over.
    pub newer: Vec<PassedOver>,
}

/// A backup that cannot be restored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct PassedOver {
    /// The file's name.
    pub file: String,
    /// Why it cannot be restored.
    pub problem: Problem,
}

impl ChosenBackup {
    /// What opens it. Only the recovery key opens the backups of a folder.
    pub(crate) fn lock(&self) -> BackupLock {
        match self {
            Self::File { lock, .. } => *lock,
            Self::Folder(_) => BackupLock::RecoveryKey,
        }
    }

    /// Opens the chosen file, or the newest good one in the chosen folder, with what the user
    /// typed: its recovery key, which it returns too, or its passphrase.
    fn open(&self, typed: &str) -> Result<(NewestBackup, Option<RecoveryKey>), Problem> {
        match self {
            Self::File { path, bytes, .. } => {
                let (backup, key) = self.open_file(bytes, typed)?;
                Ok((NewestBackup { path: path.clone(), bytes: bytes.clone(), backup, newer: Vec::new() }, key))
            }
            Self::Folder(folder) => {
                let key = RecoveryKey::parse(typed)?;
                Ok((newest_backup(folder, &key)?, Some(key)))
            }
        }
    }

    fn open_file(&self, bytes: &[u8], typed: &str) -> Result<(Backup, Option<RecoveryKey>), Problem> {
        match self.lock() {
            BackupLock::Passphrase => Ok((Backup::open_with(bytes, &BackupPassphrase::typed(typed))?, None)),
            BackupLock::RecoveryKey => {
                let key = RecoveryKey::parse(typed)?;
                Ok((Backup::open(bytes, &key)?, Some(key)))
            }
        }
    }

    /// Every backup that was chosen, open if what the user typed opens it.
    pub(crate) fn all<'a>(
        &'a self,
        typed: &'a str,
    ) -> Result<Box<dyn Iterator<Item = Result<Backup, Problem>> + 'a>, Problem> {
        Ok(match self {
            Self::File { bytes, .. } => Box::new(iter::once_with(|| Ok(self.open_file(bytes, typed)?.0))),
            Self::Folder(folder) => {
                let key = RecoveryKey::parse(typed)?;
                Box::new(backup_files(folder)?.into_iter().map(move |path| Ok(Backup::read(&path, &key)?)))
            }
        })
    }
}

impl Session {
    /// Chooses the backup file, or the folder of backups, to restore from or to check.
    ///
    /// # Errors
    /// [`SystemProblem::FileUnreadable`] when it cannot be read;
    /// [`RecoveryProblem::BackupUnreadable`] for a file that is too large or not in the `age`
    /// format; [`RecoveryProblem::BackupFolderEmpty`] for a folder without backups.
    pub fn choose_backup(&mut self, path: &Path) -> Result<BackupSource, Problem> {
        let chosen = if path.is_dir() { ChosenBackup::Folder(folder_of_backups(path)?) } else { file(path)? };
        let folder = matches!(chosen, ChosenBackup::Folder(_));
        let source = BackupSource { name: name(path), folder, lock: chosen.lock() };
        self.chosen_backup = Some(chosen);
        Ok(source)
    }

    /// Chooses the folder of the vault's own backups. Returns nothing if it has none.
    pub fn choose_own_backups(&mut self) -> Option<BackupSource> {
        self.choose_backup(&self.directories.data.join(BACKUPS)).ok()
    }

    /// Opens the chosen backup, or finds the newest good one in the chosen folder, which is the
    /// chosen backup from then on. Changes nothing else.
    ///
    /// # Errors
    /// Why the key, the passphrase or the backup was refused.
    pub fn open_backup(&mut self, typed: &str) -> Result<FoundBackup, Problem> {
        let (NewestBackup { path, bytes, backup, newer }, _) = self.chosen()?.open(typed)?;
        let passed_over = |(path, why): (PathBuf, BackupError)| PassedOver { file: name(&path), problem: why.into() };
        let found = FoundBackup {
            file: name(&path),
            created: u32::try_from(backup.created()).unwrap_or(u32::MAX),
            accounts: backup.len() as u32,
            newer: newer.into_iter().map(passed_over).collect(),
        };
        let lock = self.chosen()?.lock();
        self.chosen_backup = Some(ChosenBackup::File { path, bytes, lock });
        Ok(found)
    }

    /// Opens the chosen backup with what the user typed: its recovery key, which it returns too, or
    /// its passphrase.
    pub(crate) fn open_chosen(&self, typed: &str) -> Result<(Backup, Option<RecoveryKey>), Problem> {
        let (newest, key) = self.chosen()?.open(typed)?;
        Ok((newest.backup, key))
    }

    fn chosen(&self) -> Result<&ChosenBackup, Problem> {
        Ok(self.chosen_backup.as_ref().ok_or(SystemProblem::FileUnreadable)?)
    }
}

/// The folder, or, if it is a vault's and has none itself, its folder of backups.
fn folder_of_backups(folder: &Path) -> Result<PathBuf, Problem> {
    for folder in [folder.to_owned(), folder.join(BACKUPS)] {
        if folder.is_dir() && !backup_files(&folder)?.is_empty() {
            return Ok(folder);
        }
    }
    Err(RecoveryProblem::BackupFolderEmpty.into())
}

fn file(path: &Path) -> Result<ChosenBackup, Problem> {
    let bytes = read_file(path, MAX_BACKUP_BYTES).map_err(|error| match error.kind() {
        ErrorKind::FileTooLarge => Problem::Recovery(RecoveryProblem::BackupUnreadable),
        _ => Problem::System(SystemProblem::FileUnreadable),
    })?;
    let lock = Backup::lock(&bytes)?;
    Ok(ChosenBackup::File { path: path.to_owned(), bytes, lock })
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}
