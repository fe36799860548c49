use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use crate::audit::anchor::Anchor;
use crate::audit::line::Head;
use crate::audit::lock::lock;
use crate::audit::private::{make_folder_of, open_regular, private};
use crate::audit::sink::{Sink, Tail};

/// The longest text of an anchor, in bytes.
const MAX_BYTES: u64 = 128;

/// A sink that can't say how its log ends, such as the system's log, with a small file that can:
/// it holds the end of the chain ([`Anchor`] as text), and is the lock of programs that write at
/// once. Without it, a chain would fork when a program ends without locking.
///
/// The file is written after each line. If the program dies in between, the next line has a number
/// that the log has already, and a verification finds it.
pub struct KeptSink<S> {
    sink: S,
    path: PathBuf,
    held: Option<File>,
}

impl<S: Sink> KeptSink<S> {
    /// Passes lines to `sink`, and keeps the end of the chain at `path`, one file per vault (mode
    /// 0600).
    pub fn new(sink: S, path: &Path) -> Self {
        Self { sink, path: path.to_owned(), held: None }
    }
}

impl<S: Sink> Sink for KeptSink<S> {
    fn hold(&mut self) -> io::Result<Option<Tail>> {
        self.held = None;
        make_folder_of(&self.path)?;
        let options = private().read(true).write(true).create(true).truncate(false).clone();
        let file = open_regular(&self.path, options)?;
        lock(&file)?;
        let mut text = String::new();
        // A file that can't be read says nothing; the chain continues from the last anchor.
        let end = (&file).take(MAX_BYTES).read_to_string(&mut text).ok().and_then(|_| text.parse().ok());
        self.held = Some(file);
        Ok(Some(Tail { end, ..Tail::default() }))
    }

    fn append(&mut self, line: &[u8]) -> io::Result<()> {
        self.sink.append(line)?;
        let end: Option<Anchor> = Head::read(line).map(|head| head.anchor(line));
        if let (Some(file), Some(end)) = (&mut self.held, end) {
            let text = end.to_string();
            // The line is written. Losing its place is a lesser evil than reporting it as lost.
            let _ = file
                .seek(SeekFrom::Start(0))
                .and_then(|_| file.write_all(text.as_bytes()))
                .and_then(|()| file.set_len(text.len() as u64));
        }
        Ok(())
    }

    fn release(&mut self) {
        self.held = None;
    }

    fn sync(&mut self) -> io::Result<()> {
        self.sink.sync()
    }
}
