mod rotation;

use std::fs::{File, OpenOptions};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use uuid::Uuid;

use crate::audit::lock::{take_reader_turn, take_turn};
use crate::audit::private::{make_folder_of, open_regular, private};
use crate::audit::sink::{Sink, Tail};
use crate::audit::tail::FileTail;

pub use rotation::KEPT_FILES;
use rotation::{rotate, rotated};

/// The size from which on a file is rotated, in bytes.
pub const MAX_FILE_BYTES: u64 = 16 << 20;

/// A log in a file of the user's (mode 0600), which several programs and several vaults may share.
///
/// Every line is one write at the file's end, under a lock, after the end of the chain was read
/// from the file. No line waits for the disk: that takes up to 100 ms, while a user waits for a
/// code, and only a power cut loses what the system has accepted. [`Sink::sync`] waits, when a
/// vault was locked.
///
/// A file of 16 MiB is renamed to `<path>.1`, which becomes `<path>.2`, and so on; the fifth is
/// deleted.
pub struct FileSink {
    path: PathBuf,
    vault: Uuid,
    max_bytes: u64,
    held: Option<Held>,
}

/// The file while it is locked.
struct Held {
    file: File,
    /// Where the next line goes, in bytes.
    length: u64,
    /// Whether what is there ends without a line feed.
    is_open: bool,
    #[expect(dead_code, reason = "the lock lives as long as the open file")]
    turn: File,
}

impl FileSink {
    /// Writes to the file at `path`, and continues the chain of `vault` in it. The file and its
    /// folder are made once there is a line.
    pub fn new(path: &Path, vault: Uuid) -> Self {
        Self { path: path.to_owned(), vault, max_bytes: MAX_FILE_BYTES, held: None }
    }

    /// Rotates files of this size, in bytes.
    #[must_use]
    pub fn rotate_at(self, max_bytes: u64) -> Self {
        Self { max_bytes, ..self }
    }

    /// Opens the log, and rotates it first if it is full.
    fn open(&self) -> io::Result<(File, FileTail)> {
        let options = private().read(true).write(true).create(true).truncate(false).clone();
        let mut file = open_regular(&self.path, options.clone())?;
        let mut found = FileTail::read(&mut file, self.vault, u64::MAX)?;
        let is_full = !found.is_open && file.metadata()?.len() >= self.max_bytes;
        // If it can't be renamed, because another program reads it on Windows for example, it grows
        // for a while.
        if is_full && rotate(&self.path).is_ok() {
            file = open_regular(&self.path, options)?;
        }
        // Another vault may have filled the file in use.
        if found.tail.end.is_none()
            && let Ok(mut before) = open_to_read(&rotated(&self.path, 1))
        {
            found.tail.end = FileTail::read(&mut before, self.vault, MAX_FILE_BYTES)?.tail.end;
        }
        Ok((file, found))
    }
}

impl Sink for FileSink {
    fn hold(&mut self) -> io::Result<Option<Tail>> {
        self.held = None;
        make_folder_of(&self.path)?;
        let turn = take_turn(&self.path)?;
        let (mut file, found) = self.open()?;
        let length = file.seek(SeekFrom::End(0))?;
        self.held = Some(Held { file, length, is_open: found.is_open, turn });
        Ok(Some(found.tail))
    }

    fn append(&mut self, line: &[u8]) -> io::Result<()> {
        let Some(Held { file, length, is_open, .. }) = &mut self.held else {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "the log is not held"));
        };
        let mut bytes = Vec::with_capacity(line.len() + 2);
        if *is_open {
            bytes.push(b'\n');
        }
        bytes.extend_from_slice(line);
        bytes.push(b'\n');
        if let Err(error) = file.write_all(&bytes) {
            // Half a line would have to be accounted for.
            let _ = file.set_len(*length);
            let _ = file.seek(SeekFrom::Start(*length));
            return Err(error);
        }
        *length += bytes.len() as u64;
        *is_open = false;
        Ok(())
    }

    fn release(&mut self) {
        self.held = None;
    }

    fn sync(&mut self) -> io::Result<()> {
        match open_regular(&self.path, OpenOptions::new().write(true).clone()) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            file => file?.sync_all()?,
        }
        // A file that was just made or renamed is otherwise gone after a power cut.
        #[cfg(unix)]
        if let Some(folder) = self.path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            File::open(folder)?.sync_all()?;
        }
        Ok(())
    }
}

fn open_to_read(path: &Path) -> io::Result<File> {
    open_regular(path, File::options().read(true).clone())
}

/// Opens a log and the rotated files before it, from the oldest line to the newest.
///
/// # Errors
/// Those of the system; [`io::ErrorKind::NotFound`] if there is neither;
/// [`io::ErrorKind::InvalidInput`] for anything but a regular file.
pub fn read_log(path: &Path) -> io::Result<impl io::BufRead + use<>> {
    // Nothing is renamed while the files are opened. A log that was copied has no lock.
    let _turn = take_reader_turn(path);
    let mut files = Vec::new();
    for number in (0..=KEPT_FILES).rev() {
        match open_to_read(&rotated(path, number)) {
            Ok(file) => files.push(file),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
    }
    if files.is_empty() {
        return Err(io::ErrorKind::NotFound.into());
    }
    let empty: Box<dyn io::Read + Send> = Box::new(io::empty());
    let all = files.into_iter().fold(empty, |before, file| Box::new(before.chain(file)));
    Ok(io::BufReader::new(all))
}
