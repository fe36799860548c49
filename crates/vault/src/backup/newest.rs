//! The newest good backup in a folder of the user's choice. Its files may be anyone's.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::Read as _;
use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::backup::file::{Backup, MAX_BACKUP_BYTES};
use crate::backup::folder::{BackupFolder, modified};
use crate::backup::recovery_key::RecoveryKey;
use crate::error::BackupError;
use crate::files::private::{open_file, read_file};

/// The most files that a folder of backups may hold, of any kind.
const MAX_ENTRIES: usize = 10_000;
/// The most backups that a folder may hold. A vault keeps fewer than twenty.
const MAX_BACKUPS: usize = 1_000;
/// The most bytes that these may have together.
const MAX_BYTES: u64 = 1 << 30;
/// The first line of an `age` file (C2SP, `age.md`).
const FIRST_LINE: &[u8] = b"age-encryption.org/v1\n";

/// Why no backup in a folder can be opened.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum BackupFolderError {
    /// The folder cannot be read.
    #[error("the folder cannot be read")]
    Unreadable,
    /// It holds more files, or larger ones, than a folder of backups does.
    #[error("the folder has too many files")]
    TooLarge,
    /// There is no backup in it.
    #[error("the folder has no backup")]
    Empty,
    /// The recovery key opens none of its backups. A backup of another key comes before damage.
    #[error(transparent)]
    Backup(#[from] BackupError),
}

/// The newest backup in a folder that a recovery key opens.
pub struct NewestBackup {
    /// The file that was taken.
    pub path: PathBuf,
    /// The file's bytes, still encrypted.
    pub bytes: Vec<u8>,
    /// Its accounts, decrypted and authenticated.
    pub backup: Backup,
    /// The newer files that were passed over, and why.
    pub newer: Vec<(PathBuf, BackupError)>,
}

/// Finds the newest good backup in a folder: the highest generation of each vault, and of several
/// vaults the one that was backed up last. A file that does not open is newer if its generation is
/// higher, or, under another name, if it was changed later.
///
/// # Errors
/// [`BackupFolderError`].
pub fn newest_backup(folder: &Path, key: &RecoveryKey) -> Result<NewestBackup, BackupFolderError> {
    let mut newest: Option<(PathBuf, Vec<u8>, Backup)> = None;
    let mut refused = Vec::new();
    for path in backup_files(folder)? {
        let bytes = read_file(&path, MAX_BACKUP_BYTES).unwrap_or_default();
        match Backup::open(&bytes, key) {
            Ok(backup) if newest.as_ref().is_none_or(|(_, _, other)| backup.is_newer_than(other)) => {
                newest = Some((path, bytes, backup));
            }
            Ok(_) => {}
            Err(why) => refused.push((path, why)),
        }
    }
    let Some((path, bytes, backup)) = newest else {
        let is_foreign = |(_, why): &&(PathBuf, BackupError)| *why == BackupError::WrongKey;
        let telling = refused.iter().find(is_foreign).or(refused.first());
        return Err(telling.map_or(BackupFolderError::Empty, |(_, why)| why.clone().into()));
    };
    refused.retain(|(other, _)| is_newer(other, &path, &backup));
    Ok(NewestBackup { path, bytes, backup, newer: refused })
}

/// The files in a folder that may be backups, in the order of their names: those named `*.age`, and
/// those in the `age` format.
///
/// # Errors
/// [`BackupFolderError::Unreadable`] and [`BackupFolderError::TooLarge`].
pub fn backup_files(folder: &Path) -> Result<Vec<PathBuf>, BackupFolderError> {
    let (mut files, mut bytes) = (Vec::new(), 0u64);
    for (seen, entry) in fs::read_dir(folder).map_err(|_| BackupFolderError::Unreadable)?.enumerate() {
        if seen == MAX_ENTRIES {
            return Err(BackupFolderError::TooLarge);
        }
        let path = entry.map_err(|_| BackupFolderError::Unreadable)?.path();
        let Some(size) = fs::metadata(&path).ok().filter(fs::Metadata::is_file).map(|metadata| metadata.len()) else {
            continue;
        };
        if path.extension() != Some(OsStr::new("age")) && !begins_like_a_backup(&path) {
            continue;
        }
        bytes += size.min(MAX_BACKUP_BYTES);
        files.push(path);
        if files.len() > MAX_BACKUPS || bytes > MAX_BYTES {
            return Err(BackupFolderError::TooLarge);
        }
    }
    files.sort_unstable();
    Ok(files)
}

fn begins_like_a_backup(path: &Path) -> bool {
    let mut first = [0; FIRST_LINE.len()];
    let read = open_file(path, File::options().read(true).clone()).and_then(|mut file| file.read_exact(&mut first));
    read.is_ok() && first == FIRST_LINE
}

impl Backup {
    fn is_newer_than(&self, other: &Self) -> bool {
        if self.vault == other.vault {
            (self.generation, self.created()) > (other.generation, other.created())
        } else {
            self.created() > other.created()
        }
    }
}

fn is_newer(refused: &Path, taken: &Path, backup: &Backup) -> bool {
    let folder = refused.parent().unwrap_or(Path::new("")).to_owned();
    match BackupFolder::new(folder, backup.vault, &[]).generation(refused) {
        Some(generation) => generation > backup.generation,
        None => modified(refused) > modified(taken),
    }
}
