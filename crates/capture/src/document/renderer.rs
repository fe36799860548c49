//! The asking side of the drawing process: what it answers is not trusted either.

use std::io::{self, Read, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use watchword_scan::{Picture, Unreadable};
use zeroize::Zeroizing;

use super::pdf::MAX_PAGE_PIXELS;
use super::server::{ARGUMENT, ENCRYPTED, serves, take};

/// How long a PDF may take with all its pages. The process is ended then.
const PATIENCE: Duration = Duration::from_secs(60);

/// How often it is asked whether it is to go on.
const LOOK_EVERY: Duration = Duration::from_millis(100);

/// Asks for a PDF's pages.
pub(super) struct Renderer<W, R> {
    requests: W,
    answers: R,
}

/// Has a drawing process for as long as `ask` takes and `goes_on` says so.
pub(super) fn with_process<T>(
    goes_on: impl Fn() -> bool + Send,
    ask: impl FnOnce(&mut Renderer<ChildStdin, ChildStdout>) -> Result<T, Unreadable>,
) -> Result<T, Unreadable> {
    assert!(serves(), "main begins with serve_pages");
    let mut child = spawn().map_err(|_| Unreadable::PdfDamaged)?;
    let (requests, answers) = child.stdin.take().zip(child.stdout.take()).ok_or(Unreadable::PdfDamaged)?;
    let (asking, asked) = channel();
    thread::scope(|scope| {
        let end = move || end(child, &asked, goes_on);
        thread::Builder::new().spawn_scoped(scope, end).map_err(|_| Unreadable::PdfDamaged)?;
        let answer = ask(&mut Renderer::new(requests, answers));
        drop(asking);
        answer
    })
}

fn spawn() -> io::Result<Child> {
    let mut command = Command::new(program()?);
    command.arg(ARGUMENT).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    command.spawn()
}

/// Ends the process once nobody asks any more, its time has passed, or it is not to go on.
pub(super) fn end(mut child: Child, asked: &Receiver<()>, goes_on: impl Fn() -> bool) {
    let began = Instant::now();
    while began.elapsed() < PATIENCE && goes_on() {
        // Nothing is ever sent.
        if asked.recv_timeout(LOOK_EVERY) != Err(RecvTimeoutError::Timeout) {
            break;
        }
    }
    let _ = child.kill();
    let _ = child.wait();
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
