use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Write as _};
#[cfg(unix)]
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

/// The most bytes that are read.
const MAX_BYTES: u64 = 64 << 10;

/// A short text in a file, which only the user can read if it is new.
pub(crate) struct SmallFile(PathBuf);

impl SmallFile {
    pub(crate) fn new(folder: &Path, name: &str) -> Self {
        Self(folder.join(name))
    }

    #[cfg(target_os = "linux")]
    pub(crate) fn at(path: PathBuf) -> Self {
        Self(path)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    /// Reads the text, or its beginning if it is longer than 64 KiB. `None` if there is none.
    pub(crate) fn read(&self) -> io::Result<Option<String>> {
        let file = match File::open(&self.0) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            file => file?,
        };
        let mut bytes = Vec::new();
        file.take(MAX_BYTES).read_to_end(&mut bytes)?;
        Ok(Some(String::from_utf8_lossy(&bytes).into_owned()))
    }

    /// Writes the text whole, or leaves the earlier one: a program that reads meanwhile reads one
    /// of the two. A file that is replaced keeps its permissions.
    pub(crate) fn write(&self, text: &str) -> io::Result<()> {
        let folder = self.0.parent().unwrap_or(Path::new("/"));
        fs::create_dir_all(folder)?;
        // Desktops read only files in their folders for autostart whose names end as an entry's.
        let new = self.0.with_extension("new");
        // What is left over may be readable to others.
        let _ = fs::remove_file(&new);
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        options.mode(0o600);
        let written = options.open(&new).and_then(|mut file| {
            if let Ok(earlier) = fs::metadata(&self.0) {
                file.set_permissions(earlier.permissions())?;
            }
            file.write_all(text.as_bytes())?;
            file.sync_all()
        });
        let written = written.and_then(|()| fs::rename(&new, &self.0));
        if written.is_err() {
            let _ = fs::remove_file(&new);
        }
        written
    }

    /// Removes the file. Does nothing if there is none.
    pub(crate) fn remove(&self) -> io::Result<()> {
        match fs::remove_file(&self.0) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            removed => removed,
        }
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    #[test]
    fn only_the_user_can_read_what_is_written() {
        let folder = tempfile::tempdir().unwrap();
        let file = SmallFile::new(&folder.path().join("inner"), "name");
        assert_eq!(file.read().unwrap(), None);
        file.remove().unwrap();
        fs::create_dir(folder.path().join("inner")).unwrap();
        fs::write(file.path().with_extension("new"), "left over").unwrap();
        for text in ["first", "second"] {
            file.write(text).unwrap();
            assert_eq!(file.read().unwrap().as_deref(), Some(text));
            assert_eq!(fs::metadata(file.path()).unwrap().permissions().mode() & 0o777, 0o600);
        }
        file.remove().unwrap();
        assert_eq!(file.read().unwrap(), None);
    }
}
