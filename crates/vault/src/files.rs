use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use crate::error::WriteError;

pub(crate) const VAULT: &str = "vault.bin";
pub(crate) const PREVIOUS: &str = "vault.bin.previous";
pub(crate) const COUNTERS: &str = "counters.log";
pub(crate) const ATTEMPTS: &str = "attempts.bin";
pub(crate) const NEW_PAGES: &str = "pages.new";
pub(crate) const BACKUPS: &str = "backups";
/// Where a vault without a system keyring keeps its items.
pub(crate) const KEYRING: &str = "keyring.bin";
/// Names of far more pages than a vault can have.
pub(crate) const MAX_ANNOUNCED_BYTES: u64 = 16 << 20;
const LOCK: &str = "lock";

/// What a save may need besides the vault's own size: a nearly full disk can truncate the keyring's file.
const SPARE_BYTES: u64 = 4 << 20;
const LOCK_WAIT: Duration = Duration::from_secs(5);

/// The data directory and the files in it: 0700, 0600.
#[derive(Debug, Clone)]
pub(crate) struct Home(PathBuf);

/// Held while anything is re-read in order to be changed. Let go when dropped, also by a dying process.
pub(crate) struct Lock(#[expect(dead_code, reason = "the lock lives as long as the open file")] File);

impl Home {
    pub(crate) fn new(directory: &Path) -> Self {
        Self(directory.to_owned())
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// Makes the directory, and those above it.
    pub(crate) fn make(&self) -> Result<(), WriteError> {
        make_private_directory(&self.0)
    }

    /// Waits up to 5 s for another process to be done.
    pub(crate) fn lock(&self) -> Result<Lock, WriteError> {
        let file = match private().read(true).write(true).create(true).truncate(false).open(self.path(LOCK)) {
            // A directory that may only be read still gives its codes out.
            Err(error)
                if matches!(error.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem) =>
            {
                File::open(self.path(LOCK)).map_err(|_| error)?
            }
            opened => opened?,
        };
        let started = Instant::now();
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Lock(file)),
                Err(TryLockError::WouldBlock) if started.elapsed() < LOCK_WAIT => {
                    thread::sleep(Duration::from_millis(20))
                }
                Err(TryLockError::WouldBlock) => return Err(WriteError::Busy),
                Err(TryLockError::Error(error)) => return Err(error.into()),
            }
        }
    }

    /// Whether files of a vault are here, `vault.bin` aside. A store's file alone is none, nor is a journal that nothing was
    /// written into: they come before the vault.
    pub(crate) fn has_siblings(&self) -> bool {
        [PREVIOUS, ATTEMPTS].iter().any(|name| self.path(name).exists())
            || self.path(COUNTERS).metadata().is_ok_and(|journal| journal.len() > 0)
            || self.path(BACKUPS).read_dir().is_ok_and(|mut backups| backups.next().is_some())
    }

    /// The whole file, or `None` where there is none. One longer than `limit` bytes is an error.
    pub(crate) fn read(&self, name: &str, limit: u64) -> io::Result<Option<Vec<u8>>> {
        let file = match File::open(self.path(name)) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        let mut bytes = Vec::new();
        file.take(limit + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > limit {
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, "longer than any vault"));
        }
        Ok(Some(bytes))
    }

    /// Writes the file beside its place and onto the disk, but not yet into its place.
    pub(crate) fn stage(&self, name: &str, bytes: &[u8]) -> Result<(), WriteError> {
        let mut file = private().write(true).create(true).truncate(true).open(self.path(&staged(name)))?;
        file.write_all(bytes)?;
        file.sync_all()?;
        Ok(())
    }

    /// Reads back what was staged.
    pub(crate) fn read_staged(&self, name: &str, limit: u64) -> io::Result<Option<Vec<u8>>> {
        self.read(&staged(name), limit)
    }

    /// Puts what was staged into its place. An error means that the old file still stands; when this returns the new one
    /// does, though a power cut may yet undo it before [`Home::sync`].
    pub(crate) fn put(&self, name: &str) -> Result<(), WriteError> {
        Ok(fs::rename(self.path(&staged(name)), self.path(name))?)
    }

    /// The old file or the new one, whatever happens in between.
    pub(crate) fn replace(&self, name: &str, bytes: &[u8]) -> Result<(), WriteError> {
        self.stage(name, bytes)?;
        self.put(name)?;
        self.sync()
    }

    /// Adds `record` behind the first `length` bytes, and waits until it is on the disk.
    pub(crate) fn append(&self, name: &str, length: u64, record: &[u8]) -> Result<(), WriteError> {
        let mut file = private().append(true).create(true).open(self.path(name))?;
        file.set_len(length)?;
        if let Err(error) = file.write_all(record).and_then(|()| file.sync_all()) {
            // Half a record would hide the next one.
            let _ = file.set_len(length);
            return Err(error.into());
        }
        Ok(())
    }

    /// Removes the file; one that is not there is no error.
    pub(crate) fn remove(&self, name: &str) -> Result<(), WriteError> {
        match fs::remove_file(self.path(name)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error.into()),
            _ => Ok(()),
        }
    }

    /// Refuses when the disk might not hold several copies of `bytes` and what the keyring writes.
    pub(crate) fn require_room(&self, bytes: u64) -> Result<(), WriteError> {
        #[cfg(unix)]
        if let Ok(disk) = rustix::fs::statvfs(&self.0)
            && disk.f_bavail.saturating_mul(disk.f_frsize) < bytes.saturating_mul(4).saturating_add(SPARE_BYTES)
        {
            return Err(WriteError::Full);
        }
        Ok(())
    }

    /// A rename is on the disk only once its directory is.
    pub(crate) fn sync(&self) -> Result<(), WriteError> {
        #[cfg(unix)]
        File::open(&self.0)?.sync_all()?;
        Ok(())
    }
}

fn staged(name: &str) -> String {
    format!("{name}.new")
}

pub(crate) fn make_private_directory(path: &Path) -> Result<(), WriteError> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)?;
    #[cfg(unix)]
    fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(0o700))?;
    Ok(())
}

/// Options for a file that only its owner may read.
pub(crate) fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

impl From<io::Error> for WriteError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full,
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Self::Denied(error.to_string()),
            _ => Self::Other(error.to_string()),
        }
    }
}
