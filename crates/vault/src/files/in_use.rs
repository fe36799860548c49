//! Retries on files that another program has open for a moment: on Windows a virus scanner, search
//! indexer or backup program keeps them from being opened, replaced and removed meanwhile.

use std::fs;
use std::io;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

/// How long an operation is retried.
const WAIT: Duration = Duration::from_secs(1);
const TRY_EVERY: Duration = Duration::from_millis(20);

/// Retries `act` while another program holds the file, for up to 1 s.
///
/// # Errors
/// The last error of `act`.
pub(crate) fn retry_while_in_use<T>(mut act: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    let began = Instant::now();
    loop {
        match act() {
            Err(error) if is_in_use(&error) && began.elapsed() < WAIT => thread::sleep(TRY_EVERY),
            done => return done,
        }
    }
}

/// Renames a file over another, which stays whole until then. Retries for up to 1 s if one is in
/// use.
///
/// # Errors
/// The system's error of the last try.
pub fn rename_file(from: &Path, to: &Path) -> io::Result<()> {
    retry_while_in_use(|| fs::rename(from, to))
}

pub(crate) fn remove_file(path: &Path) -> io::Result<()> {
    retry_while_in_use(|| fs::remove_file(path))
}

/// Removes a folder and everything in it.
pub(crate) fn remove_folder(path: &Path) -> io::Result<()> {
    retry_while_in_use(|| fs::remove_dir_all(path))
}

/// Whether Windows reports that access is denied, or that another process uses or locks the file. A
/// permanent denial therefore takes 1 s.
fn is_in_use(error: &io::Error) -> bool {
    cfg!(windows) && matches!(error.raw_os_error(), Some(5 | 32 | 33))
}

#[cfg(all(test, windows))]
mod tests {
    use std::fs::File;
    use std::os::windows::fs::OpenOptionsExt as _;

    use super::*;

    /// Opens a file as a scanner may, and closes it after `time`.
    fn hold(path: &Path, time: Duration) -> thread::JoinHandle<()> {
        let file = File::options().read(true).share_mode(0).open(path).unwrap();
        thread::spawn(move || {
            thread::sleep(time);
            drop(file);
        })
    }

    #[test]
    fn briefly_held_file_is_replaced_and_removed() {
        let folder = tempfile::tempdir().unwrap();
        let [old, new] = ["vault.bin", "vault.bin.new"].map(|name| folder.path().join(name));
        let moment = Duration::from_millis(200);
        fs::write(&old, b"old").unwrap();
        fs::write(&new, b"new").unwrap();
        let in_use = hold(&old, moment);
        assert!(fs::rename(&new, &old).is_err_and(|error| is_in_use(&error)), "the file is held");
        rename_file(&new, &old).unwrap();
        in_use.join().unwrap();
        let in_use = hold(&old, moment);
        assert_eq!(retry_while_in_use(|| fs::read(&old)).unwrap(), b"new");
        in_use.join().unwrap();
        let in_use = hold(&old, moment);
        remove_file(&old).unwrap();
        in_use.join().unwrap();
        assert!(!old.exists());
    }

    #[test]
    fn removing_a_held_file_fails_after_the_wait() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("vault.bin");
        fs::write(&path, b"old").unwrap();
        let in_use = hold(&path, 3 * WAIT);
        let began = Instant::now();
        assert!(remove_file(&path).is_err());
        assert!((WAIT..2 * WAIT).contains(&began.elapsed()), "{:?}", began.elapsed());
        in_use.join().unwrap();
        assert!(path.exists());
    }
}
