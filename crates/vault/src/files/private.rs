use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::Path;

use crate::error::WriteError;
use crate::files::in_use;

/// Syncs a directory to the disk, and with it the renames in it.
pub(crate) fn sync_directory(path: &Path) -> Result<(), WriteError> {
    #[cfg(unix)]
    File::open(path)?.sync_all()?;
    // NTFS supports this; other file systems may not.
    #[cfg(windows)]
    let _ = flush_folder(path);
    Ok(())
}

#[cfg(windows)]
fn flush_folder(path: &Path) -> io::Result<()> {
    use std::os::windows::fs::OpenOptionsExt;
    /// Windows opens a folder only with this flag, and flushes it only with write access.
    const FILE_FLAG_BACKUP_SEMANTICS: u32 = 0x0200_0000;
    File::options().write(true).custom_flags(FILE_FLAG_BACKUP_SEMANTICS).open(path)?.sync_all()
}

pub(crate) fn make_private_directory(path: &Path) -> Result<(), WriteError> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)?;
    #[cfg(unix)]
    fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(0o700))?;
    // A folder with content may be shared on purpose, so only an empty one is made private. A file
    // system without permissions refuses, which is no error.
    #[cfg(windows)]
    if fs::read_dir(path)?.next().is_none() {
        let _ = watchword_windows::make_private(path);
    }
    Ok(())
}

/// Opens a regular file, and nothing else: a pipe without a writer would block forever, and a
/// device may never end.
///
/// # Errors
/// Those of the system; [`io::ErrorKind::InvalidInput`] for anything but a regular file.
#[cfg_attr(windows, expect(unused_mut, reason = "no flags are set there"))]
pub(crate) fn open_file(path: &Path, mut options: OpenOptions) -> io::Result<File> {
    // Checked before opening, because opening alone makes some devices act.
    if let Ok(metadata) = fs::metadata(path) {
        require_file(&metadata)?;
    }
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        // It may have become a pipe or a terminal meanwhile. On a regular file these flags have no
        // effect.
        let flags = (OFlags::NONBLOCK | OFlags::NOCTTY).bits().cast_signed();
        std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, flags);
    }
    let file = in_use::retry_while_in_use(|| options.open(path))?;
    require_file(&file.metadata()?)?;
    Ok(file)
}

fn require_file(metadata: &fs::Metadata) -> io::Result<()> {
    if metadata.is_file() { Ok(()) } else { Err(io::Error::new(io::ErrorKind::InvalidInput, "not a file")) }
}

/// Reads a file that the user named or that the vault keeps, of at most `limit` bytes.
///
/// # Errors
/// Those of the system; [`io::ErrorKind::InvalidInput`] for a pipe, a device or a folder;
/// [`io::ErrorKind::FileTooLarge`] beyond `limit` bytes.
pub fn read_file(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    let file = open_file(path, File::options().read(true).clone())?;
    let mut bytes = Vec::new();
    file.take(limit + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, "longer than it may be"));
    }
    Ok(bytes)
}

/// Writes a file of the user's choice that only its owner may read (mode 0600), replacing an
/// existing one. The file at `path` is whole at every moment: the old one, or the new one once this
/// returns.
///
/// # Errors
/// [`WriteError`] if the file cannot be written. The old file is still there then, and no temporary
/// file is left.
pub fn write_private(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if fs::metadata(path).is_ok_and(|there| !there.is_file()) {
        return Err(WriteError::Denied("not a file".into()));
    }
    write_through(&folder.join(format!(".watchword-{}.new", uuid::Uuid::new_v4().simple())), path, bytes)?;
    sync_directory(folder)
}

/// Writes the file as `staged`, syncs it to the disk, and renames it to `path`. What has the name
/// `staged` is removed first and never written to: a crash may have left it, or somebody else may
/// have made it a link to another file.
pub(crate) fn write_through(staged: &Path, path: &Path, bytes: &[u8]) -> io::Result<()> {
    let _ = in_use::remove_file(staged);
    let written = (|| {
        let mut file = open_file(staged, private().write(true).create_new(true).clone())?;
        file.write_all(bytes)?;
        file.sync_all()?;
        in_use::rename_file(staged, path)
    })();
    if written.is_err() {
        let _ = in_use::remove_file(staged);
    }
    written
}

/// Options for a file that only its owner may read.
#[cfg_attr(windows, expect(unused_mut, reason = "the folder says who may read it"))]
pub(crate) fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::PermissionsExt;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::sync::mpsc::channel;
    use std::thread;
    use std::time::Duration;

    use super::*;
    use crate::files::directory::DataDirectory;
    use crate::files::{COUNTERS, VAULT};

    #[test]
    fn written_file_replaces_a_world_readable_one() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("key.txt");
        fs::write(&path, "a longer text that was there before").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        let reader = File::open(&path).unwrap();
        write_private(&path, b"new").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(
            io::read_to_string(reader).unwrap(),
            "a longer text that was there before",
            "an open file still reads as the old one"
        );
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "no temporary file is left");
    }

    #[test]
    fn failed_write_leaves_the_folder_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let taken = folder.path().join("folder");
        fs::create_dir(&taken).unwrap();
        assert!(write_private(&taken, b"new").is_err());
        assert!(write_private(&folder.path().join("none/key.txt"), b"new").is_err());
        assert!(write_private(&folder.path().join("x".repeat(300)), b"new").is_err(), "the name is too long");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn only_regular_files_are_opened() {
        let folder = tempfile::tempdir().unwrap();
        let directory = DataDirectory::new(folder.path());
        for name in [VAULT, COUNTERS, "lock"] {
            assert!(std::process::Command::new("mkfifo").arg(directory.path(name)).status().unwrap().success());
        }
        assert!(directory.read(VAULT, 100).is_err());
        assert!(directory.append(COUNTERS, 0, b"record").is_err());
        assert!(directory.lock().is_err());
        assert!(write_private(&directory.path(VAULT), b"new").is_err());
        assert!(read_file(Path::new("/dev/zero"), 100).is_err());
        assert!(read_file(folder.path(), 100).is_err());
        let (file, link) = (folder.path().join("file"), folder.path().join("link"));
        fs::write(&file, b"12345").unwrap();
        std::os::unix::fs::symlink(&file, &link).unwrap();
        assert_eq!(read_file(&link, 5).unwrap(), b"12345");
        assert_eq!(read_file(&link, 4).unwrap_err().kind(), io::ErrorKind::FileTooLarge);
    }

    #[test]
    fn file_that_becomes_a_pipe_does_not_block_a_reader() {
        let folder = tempfile::tempdir().unwrap();
        let [pipe, file, next, path] = ["pipe", "file", "next", "path"].map(|name| folder.path().join(name));
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        fs::write(&file, b"12345").unwrap();
        fs::hard_link(&file, &path).unwrap();
        let done = Arc::new(AtomicBool::new(false));
        let swapping = thread::spawn({
            let (done, path) = (done.clone(), path.clone());
            move || {
                for other in [&pipe, &file].into_iter().cycle().take_while(|_| !done.load(Ordering::Relaxed)) {
                    fs::hard_link(other, &next).unwrap();
                    fs::rename(&next, &path).unwrap();
                    // A rename between two links to the same file does nothing, so `next` is still
                    // there.
                    let _ = fs::remove_file(&next);
                }
            }
        });
        let (say, said) = channel();
        thread::spawn(move || {
            for _ in 0..100_000 {
                if let Ok(bytes) = read_file(&path, 5) {
                    assert_eq!(bytes, b"12345");
                }
            }
            say.send(())
        });
        let read = said.recv_timeout(Duration::from_secs(60));
        done.store(true, Ordering::Relaxed);
        swapping.join().unwrap();
        read.expect("no read blocks on the pipe");
    }
}

#[cfg(all(test, windows))]
mod tests {
    use super::*;

    #[test]
    fn folder_is_flushed() {
        let folder = tempfile::tempdir().unwrap();
        flush_folder(folder.path()).unwrap();
        assert!(flush_folder(&folder.path().join("none")).is_err());
    }
}
