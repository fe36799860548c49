use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

#[cfg(windows)]
use watchword_windows::free_bytes;

use crate::error::WriteError;
use crate::files::in_use;
use crate::files::private::{make_private_directory, open_file, private, read_file, sync_directory};
use crate::files::{ATTEMPTS, BACKUPS, COPY, COUNTERS, PREVIOUS};

/// Bytes that a save may need besides the vault's own size: a nearly full disk can truncate the
/// keyring's file.
const SPARE_BYTES: u64 = 4 << 20;

/// The data directory (mode 0700) and the files in it (0600).
#[derive(Debug, Clone)]
pub(crate) struct DataDirectory(PathBuf);

impl DataDirectory {
    pub(crate) fn new(directory: &Path) -> Self {
        Self(directory.to_owned())
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.0
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// Creates the directory and its missing parents.
    pub(crate) fn make(&self) -> Result<(), WriteError> {
        make_private_directory(&self.0)
    }

    /// Whether the directory holds files of a vault other than `vault.bin`. `keyring.bin` and an
    /// empty journal do not count, because they are written before the vault.
    pub(crate) fn has_siblings(&self) -> bool {
        [PREVIOUS, COPY, ATTEMPTS].iter().any(|name| self.path(name).exists())
            || self.path(COUNTERS).metadata().is_ok_and(|journal| journal.len() > 0)
            || self.path(BACKUPS).read_dir().is_ok_and(|mut backups| backups.next().is_some())
    }

    /// The whole file, or `None` if there is none. A file longer than `limit` bytes is an error,
    /// and so is anything but a regular file.
    pub(crate) fn read(&self, name: &str, limit: u64) -> io::Result<Option<Vec<u8>>> {
        match read_file(&self.path(name), limit) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            read => read.map(Some),
        }
    }

    /// Writes the file as `<name>.new` and syncs it to the disk, without putting it in place yet.
    pub(crate) fn stage(&self, name: &str, bytes: &[u8]) -> Result<(), WriteError> {
        let options = private().write(true).create(true).truncate(true).clone();
        let mut file = open_file(&self.path(&staged(name)), options)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        Ok(())
    }

    /// The staged file as it is on the disk; `None` if nothing was staged.
    pub(crate) fn read_staged(&self, name: &str, limit: u64) -> io::Result<Option<Vec<u8>>> {
        self.read(&staged(name), limit)
    }

    /// Renames the staged file into place. On an error the old file is still there. Otherwise the
    /// new one is, though a power cut may undo the rename before [`DataDirectory::sync`].
    pub(crate) fn put(&self, name: &str) -> Result<(), WriteError> {
        Ok(in_use::rename_file(&self.path(&staged(name)), &self.path(name))?)
    }

    /// Replaces the file. A crash at any moment leaves the old file or the new one.
    pub(crate) fn replace(&self, name: &str, bytes: &[u8]) -> Result<(), WriteError> {
        self.stage(name, bytes)?;
        self.put(name)?;
        self.sync()
    }

    /// Writes `record` after the first `length` bytes, drops any bytes that followed, and waits
    /// until it is on the disk.
    pub(crate) fn append(&self, name: &str, length: u64, record: &[u8]) -> Result<(), WriteError> {
        let mut file = open_file(&self.path(name), private().write(true).create(true).truncate(false).clone())?;
        file.set_len(length)?;
        file.seek(SeekFrom::Start(length))?;
        if let Err(error) = file.write_all(record).and_then(|()| file.sync_all()) {
            // Half a record would hide the next one.
            let _ = file.set_len(length);
            return Err(error.into());
        }
        Ok(())
    }

    /// Removes the file. A missing file is not an error.
    pub(crate) fn remove(&self, name: &str) -> Result<(), WriteError> {
        match in_use::remove_file(&self.path(name)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error.into()),
            _ => Ok(()),
        }
    }

    /// Fails if the disk might not hold several copies of `bytes` and what the keyring writes.
    pub(crate) fn require_room(&self, bytes: u64) -> Result<(), WriteError> {
        let needed = bytes.saturating_mul(5).saturating_add(SPARE_BYTES);
        // If the free space is unknown, the save is tried.
        if free_bytes(&self.0).is_ok_and(|free| free < needed) { Err(WriteError::Full) } else { Ok(()) }
    }

    /// Syncs renames and removals in the directory to the disk.
    pub(crate) fn sync(&self) -> Result<(), WriteError> {
        sync_directory(&self.0)
    }
}

#[cfg(unix)]
fn free_bytes(folder: &Path) -> io::Result<u64> {
    let disk = rustix::fs::statvfs(folder)?;
    Ok(disk.f_bavail.saturating_mul(disk.f_frsize))
}

fn staged(name: &str) -> String {
    format!("{name}.new")
}
