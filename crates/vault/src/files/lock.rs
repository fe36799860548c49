use std::fs::{File, TryLockError};
use std::io;
use std::thread;
use std::time::{Duration, Instant};

use crate::error::WriteError;
use crate::files::directory::DataDirectory;
use crate::files::private::{open_file, private};

const LOCK: &str = "lock";
/// Locked by the program whose turn is next. Without it, a program that takes the lock repeatedly
/// starves one that waits.
const NEXT: &str = "lock.next";
const WAIT: Duration = Duration::from_secs(5);

/// The vault's lock, held while anything is re-read in order to be changed. Released when dropped,
/// or when the process dies.
pub(crate) struct Lock(#[expect(dead_code, reason = "the lock lives as long as the open file")] File);

impl DataDirectory {
    /// Takes the lock, waiting up to 5 s for other processes to release it.
    pub(crate) fn lock(&self) -> Result<Lock, WriteError> {
        let began = Instant::now();
        let lock = self.open_lock(LOCK)?;
        // A read-only directory may lack this file, and codes are still computed there.
        let next = self.open_lock(NEXT).ok();
        if let Some(next) = &next {
            wait(next, began)?;
        }
        wait(&lock, began)?;
        Ok(Lock(lock))
    }

    fn open_lock(&self, name: &str) -> io::Result<File> {
        let options = private().read(true).write(true).create(true).truncate(false).clone();
        match open_file(&self.path(name), options) {
            Err(error)
                if matches!(error.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem) =>
            {
                open_file(&self.path(name), File::options().read(true).clone()).map_err(|_| error)
            }
            opened => opened,
        }
    }
}

fn wait(file: &File, began: Instant) -> Result<(), WriteError> {
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(()),
            Err(TryLockError::WouldBlock) if began.elapsed() < WAIT => thread::sleep(Duration::from_millis(20)),
            Err(TryLockError::WouldBlock) => return Err(WriteError::Busy),
            Err(TryLockError::Error(error)) => return Err(error.into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Barrier;
    use std::sync::atomic::{AtomicBool, Ordering};

    use super::*;

    #[test]
    fn waiting_program_gets_its_turn() {
        let folder = tempfile::tempdir().unwrap();
        let directory = DataDirectory::new(folder.path());
        let (begun, done) = (Barrier::new(2), AtomicBool::new(false));
        thread::scope(|scope| {
            scope.spawn(|| {
                let mut lock = directory.lock();
                begun.wait();
                while !done.load(Ordering::Relaxed) {
                    thread::sleep(Duration::from_millis(30));
                    drop(lock);
                    lock = directory.lock();
                }
            });
            begun.wait();
            let each_time = (0..20).all(|_| directory.lock().is_ok());
            done.store(true, Ordering::Relaxed);
            assert!(each_time);
        });
    }
}
