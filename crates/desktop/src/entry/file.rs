use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use super::error::EntryError;

/// The most bytes of an entry that are read.
const MAX_BYTES: u64 = 64 << 10;

/// The file that holds an entry.
pub(crate) struct EntryFile(PathBuf);

impl EntryFile {
    pub(crate) fn new(folder: &Path, name: &str) -> Self {
        Self(folder.join(name))
    }

    #[cfg(target_os = "linux")]
    pub(crate) fn at(path: PathBuf) -> Self {
        Self(path)
    }

    /// Reads the entry, or its beginning if it is longer than 64 KiB. `None` if there is none.
    pub(crate) fn read(&self) -> io::Result<Option<String>> {
        let file = match File::open(&self.0) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            file => file?,
        };
        let mut bytes = Vec::new();
        file.take(MAX_BYTES).read_to_end(&mut bytes)?;
        Ok(Some(String::from_utf8_lossy(&bytes).into_owned()))
    }

    /// Writes the entry whole, or leaves the earlier one: a session that starts meanwhile reads one
    /// of the two.
    pub(crate) fn write(&self, text: &str) -> io::Result<()> {
        let folder = self.0.parent().unwrap_or(Path::new("/"));
        fs::create_dir_all(folder)?;
        // Desktops read only files whose names end as an entry's does.
        let new = self.0.with_extension("new");
        let written = File::create(&new).and_then(|mut file| {
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

    /// Removes the entry. Does nothing if there is none.
    pub(crate) fn remove(&self) -> io::Result<()> {
        match fs::remove_file(&self.0) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            removed => removed,
        }
    }

    pub(crate) fn foreign(&self) -> EntryError {
        EntryError::Foreign(self.0.clone())
    }
}
