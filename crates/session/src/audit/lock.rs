use std::fs::{File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use crate::audit::private::{open_regular, private};

/// How long an act waits for another program. A line takes well under a millisecond, so only a
/// program that was stopped keeps the lock for longer; then the line is lost rather than the user
/// kept waiting.
const WAIT: Duration = Duration::from_millis(250);
const TRY_EVERY: Duration = Duration::from_millis(2);

/// Locks the log at `path`, which may not exist yet, until the result is dropped or the process
/// dies. The lock is a file of its own (`<path>.lock`), because the log is renamed when it is full.
///
/// # Errors
/// [`io::ErrorKind::ResourceBusy`] after 250 ms; the system's.
pub(crate) fn take_turn(path: &Path) -> io::Result<File> {
    let file = open_regular(&lock_path(path), private().read(true).write(true).create(true).truncate(false).clone())?;
    lock(&file)?;
    Ok(file)
}

/// Locks a log that is only read, if somebody has ever written to it: it makes no file, which would
/// belong to the reader.
pub(crate) fn take_reader_turn(path: &Path) -> io::Result<File> {
    let file = open_regular(&lock_path(path), File::options().read(true).clone())?;
    lock(&file)?;
    Ok(file)
}

/// Waits up to 250 ms for an open file's lock.
///
/// # Errors
/// As [`take_turn`].
pub(crate) fn lock(file: &File) -> io::Result<()> {
    let began = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(()),
            Err(TryLockError::WouldBlock) if began.elapsed() < WAIT => thread::sleep(TRY_EVERY),
            Err(TryLockError::WouldBlock) => return Err(io::ErrorKind::ResourceBusy.into()),
            Err(TryLockError::Error(error)) => return Err(error),
        }
    }
}

fn lock_path(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".lock");
    name.into()
}
