//! The newest good backup in a folder of the user's choice. Its files may be anyone's.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use thiserror::Error;

use crate::backup::file::{Backup, MAX_BACKUP_BYTES};
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

/// Whether these may be the bytes of a backup.
fn is_backup(bytes: &[u8]) -> bool {
    bytes.starts_with(FIRST_LINE)
}

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
    /// Where it is.
    pub path: PathBuf,
    /// The file, still encrypted.
    pub bytes: Vec<u8>,
    /// What is in it.
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

/// The files in a folder that may be backups, in the order of their names: those whose name says
/// so, and those that are in the `age` format.
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
    read.is_ok() && is_backup(&first)
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
    match generation(refused, backup) {
        Some(generation) => generation > backup.generation,
        None => modified(refused) > modified(taken),
    }
}

/// The generation in the name that a vault gives its backups, if the file has such a name and is
/// the same vault's.
fn generation(path: &Path, backup: &Backup) -> Option<u64> {
    let prefix = format!("watchword-{}-", &backup.vault.simple().to_string()[..8]);
    path.file_name()?.to_str()?.strip_prefix(&prefix)?.strip_suffix(".age")?.parse().ok()
}

fn modified(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).and_then(|metadata| metadata.modified()).ok()
}
