//! Files that a user has named, or that anyone may have put in the place of ours.

use std::fs::{self, File, Metadata};
use std::io::{self, Read as _};
use std::path::Path;

use zeroize::Zeroizing;

/// The bytes of a regular file: `most`, and one more where there are more than `most`.
///
/// # Errors
/// The system's, and for what is no regular file: a pipe that nobody writes to would not even open, a device never end.
pub(crate) fn read(path: &Path, most: u64) -> io::Result<Zeroizing<Vec<u8>>> {
    let mut bytes = Zeroizing::new(Vec::new());
    open(path)?.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn open(path: &Path) -> io::Result<File> {
    // Before it is opened, since that alone makes some devices act.
    require_regular(&fs::metadata(path)?)?;
    let mut options = File::options();
    options.read(true);
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        use std::os::unix::fs::OpenOptionsExt as _;
        // It may have become a pipe or a terminal meanwhile. These change nothing about a regular file.
        options.custom_flags((OFlags::NONBLOCK | OFlags::NOCTTY).bits().cast_signed());
    }
    let file = options.open(path)?;
    require_regular(&file.metadata()?)?;
    Ok(file)
}

fn require_regular(metadata: &Metadata) -> io::Result<()> {
    if metadata.is_file() { Ok(()) } else { Err(io::ErrorKind::InvalidInput.into()) }
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use std::process::Command;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::sync::mpsc::channel;
    use std::thread;
    use std::time::Duration;

    use super::*;

    fn make_pipe(path: &Path) {
        assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
    }

    #[test]
    fn only_a_regular_file_is_read_and_no_more_than_asked_for() {
        let folder = tempfile::tempdir().unwrap();
        let (pipe, file, link) = (folder.path().join("pipe"), folder.path().join("file"), folder.path().join("link"));
        make_pipe(&pipe);
        fs::write(&file, b"12345").unwrap();
        std::os::unix::fs::symlink(&file, &link).unwrap();
        for (most, expected) in [(3, &b"1234"[..]), (5, b"12345"), (u64::MAX, b"12345")] {
            assert_eq!(*read(&link, most).unwrap(), expected);
        }
        for path in [folder.path(), &pipe, Path::new("/dev/zero"), &folder.path().join("none"), Path::new("")] {
            assert!(read(path, 5).is_err(), "{}", path.display());
        }
    }

    #[test]
    fn file_that_becomes_a_pipe_keeps_nobody_waiting() {
        let folder = tempfile::tempdir().unwrap();
        let [pipe, file, next, path] = ["pipe", "file", "next", "path"].map(|name| folder.path().join(name));
        make_pipe(&pipe);
        fs::write(&file, b"12345").unwrap();
        fs::hard_link(&file, &path).unwrap();
        let done = Arc::new(AtomicBool::new(false));
        let swapping = thread::spawn({
            let (done, path) = (done.clone(), path.clone());
            move || {
                for other in [&pipe, &file].into_iter().cycle().take_while(|_| !done.load(Ordering::Relaxed)) {
                    fs::hard_link(other, &next).unwrap();
                    fs::rename(&next, &path).unwrap();
                    // Of two links to the same file the first one stays.
                    let _ = fs::remove_file(&next);
                }
            }
        });
        let (say, said) = channel();
        thread::spawn(move || {
            for _ in 0..100_000 {
                if let Ok(bytes) = read(&path, 5) {
                    assert_eq!(*bytes, b"12345");
                }
            }
            say.send(())
        });
        let read = said.recv_timeout(Duration::from_secs(60));
        done.store(true, Ordering::Relaxed);
        swapping.join().unwrap();
        read.expect("nothing waits for the pipe's other end");
    }
}
