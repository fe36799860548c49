//! The asking side of the drawing process: what it answers is not trusted either.

use std::io::{self, Read, Write};
use std::path::PathBuf;
use std::process::{ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{Sender, channel};
use std::thread;
use std::time::Duration;

use zeroize::Zeroizing;

use super::pages::MAX_PAGE_PIXELS;
use super::server::{ARGUMENT, ENCRYPTED, serves, take};
use crate::Unreadable;
use crate::picture::Picture;

/// How long a PDF may take with all its pages. The process is ended then.
const PATIENCE: Duration = Duration::from_secs(60);

/// Asks for a PDF's pages.
pub(super) struct Renderer<W, R> {
    requests: W,
    answers: R,
}

/// A drawing process, which ends with this.
pub(super) struct Process {
    _until: Sender<()>,
}

/// Starts a drawing process.
pub(super) fn start() -> Result<(Renderer<ChildStdin, ChildStdout>, Process), Unreadable> {
    assert!(serves(), "main begins with serve_pages");
    let started = || -> io::Result<_> {
        let mut command = Command::new(program()?);
        command.arg(ARGUMENT).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn()?;
        let (requests, answers) = (child.stdin.take(), child.stdout.take());
        let (_until, ended) = channel();
        thread::Builder::new().spawn(move || {
            // Nothing is ever sent: the time has passed, or nobody asks any more.
            let _ = ended.recv_timeout(PATIENCE);
            let _ = child.kill();
            let _ = child.wait();
        })?;
        let pipes = requests.zip(answers).ok_or(io::ErrorKind::BrokenPipe)?;
        Ok((Renderer::new(pipes.0, pipes.1), Process { _until }))
    };
    started().map_err(|_| Unreadable::PdfDamaged)
}

/// This program.
fn program() -> io::Result<PathBuf> {
    if cfg!(target_os = "linux") {
        // Also where an update has put another file into its place, which may speak otherwise.
        return Ok(PathBuf::from("/proc/self/exe"));
    }
    std::env::current_exe()
}

impl<W: Write, R: Read> Renderer<W, R> {
    pub(super) fn new(requests: W, answers: R) -> Self {
        Self { requests, answers }
    }

    /// Hands over a PDF, and tells how many pages it has. At least one.
    pub(super) fn open(&mut self, bytes: &[u8]) -> Result<u32, Unreadable> {
        let mut asked = || -> io::Result<u32> {
            self.requests.write_all(&(bytes.len() as u64).to_le_bytes())?;
            self.requests.write_all(bytes)?;
            Ok(u32::from_le_bytes(take(&mut self.answers)?))
        };
        match asked() {
            Ok(ENCRYPTED) => Err(Unreadable::PdfEncrypted),
            Ok(0) | Err(_) => Err(Unreadable::PdfDamaged),
            Ok(pages) => Ok(pages),
        }
    }

    /// Has a page drawn, `side` pixels long or as many as it may be.
    pub(super) fn draw(&mut self, page: u32, side: u32) -> Result<Picture, Unreadable> {
        let mut asked = || -> io::Result<(u32, u32, Zeroizing<Vec<u8>>)> {
            self.requests.write_all(&page.to_le_bytes())?;
            self.requests.write_all(&side.to_le_bytes())?;
            let width = u32::from_le_bytes(take(&mut self.answers)?);
            let height = u32::from_le_bytes(take(&mut self.answers)?);
            let count = width.checked_mul(height).filter(|count| *count <= MAX_PAGE_PIXELS);
            let mut pixels = Zeroizing::new(vec![0; count.ok_or(io::ErrorKind::InvalidData)? as usize]);
            self.answers.read_exact(&mut pixels)?;
            Ok((width, height, pixels))
        };
        let (width, height, pixels) = asked().map_err(|_| Unreadable::PdfDamaged)?;
        Picture::from_grey(width, height, pixels).ok_or(Unreadable::PdfDamaged)
    }
}
