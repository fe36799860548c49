//! The asking side of the [protocol](super::protocol). The renderer's answers are not trusted
//! either.

use std::io::{self, Read, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use watchword_scan::Picture;
use zeroize::Zeroizing;

use super::error::DocumentError;
use super::kind::DocumentKind;
use super::protocol::{ARGUMENT, ENCRYPTED, MAX_PAGE_PIXELS, take};
use super::server::serves;

/// How long a document may take with all its pages, before its renderer is killed.
const TIMEOUT: Duration = Duration::from_secs(60);

/// The time between two calls of `keep_going`.
const POLL_INTERVAL: Duration = Duration::from_millis(100);

/// The asking side's connection to a renderer, for one document.
pub(super) struct Renderer<W, R> {
    kind: DocumentKind,
    requests: W,
    answers: R,
}

/// Runs a confined renderer until `ask` returns or `keep_going` returns `false`.
pub(super) fn with_process<T>(
    kind: DocumentKind,
    keep_going: impl Fn() -> bool + Send,
    ask: impl FnOnce(&mut Renderer<ChildStdin, ChildStdout>) -> Result<T, DocumentError>,
) -> Result<T, DocumentError> {
    assert!(serves(), "main begins with serve_renderer");
    let mut child = spawn().map_err(|_| kind.damaged())?;
    let (requests, answers) = child.stdin.take().zip(child.stdout.take()).ok_or(kind.damaged())?;
    let (asking, asked) = channel();
    thread::scope(|scope| {
        let end = move || end(child, &asked, keep_going);
        thread::Builder::new().spawn_scoped(scope, end).map_err(|_| kind.damaged())?;
        let answer = ask(&mut Renderer::new(kind, requests, answers));
        drop(asking);
        answer
    })
}

fn spawn() -> io::Result<Child> {
    let mut command = Command::new(program()?);
    command.arg(ARGUMENT).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    command.spawn()
}

/// Ends the process once the sender of `asked` is dropped, the time is up, or `keep_going` returns
/// `false`.
pub(super) fn end(mut child: Child, asked: &Receiver<()>, keep_going: impl Fn() -> bool) {
    let began = Instant::now();
    while began.elapsed() < TIMEOUT && keep_going() {
        // Nothing is ever sent: the channel only closes.
        if asked.recv_timeout(POLL_INTERVAL) != Err(RecvTimeoutError::Timeout) {
            break;
        }
    }
    let _ = child.kill();
    let _ = child.wait();
}

/// The path of this program's executable.
fn program() -> io::Result<PathBuf> {
    if cfg!(target_os = "linux") {
        // Works even after an update has replaced the file with one that may speak another
        // protocol.
        return Ok(PathBuf::from("/proc/self/exe"));
    }
    std::env::current_exe()
}

impl<W: Write, R: Read> Renderer<W, R> {
    pub(super) fn new(kind: DocumentKind, requests: W, answers: R) -> Self {
        Self { kind, requests, answers }
    }

    /// Sends a document, and returns how many pages it has, at least 1.
    pub(super) fn open(&mut self, bytes: &[u8]) -> Result<u32, DocumentError> {
        let mut ask = || -> io::Result<u32> {
            self.requests.write_all(&[self.kind.byte()])?;
            self.requests.write_all(&(bytes.len() as u64).to_le_bytes())?;
            self.requests.write_all(bytes)?;
            Ok(u32::from_le_bytes(take(&mut self.answers)?))
        };
        match ask() {
            Ok(ENCRYPTED) => Err(DocumentError::PdfEncrypted),
            Ok(0) | Err(_) => Err(self.kind.damaged()),
            Ok(pages) => Ok(pages),
        }
    }

    /// Asks for a page whose longer side has `side` pixels, or as many as [`MAX_PAGE_PIXELS`]
    /// allows.
    pub(super) fn draw(&mut self, page: u32, side: u32) -> Result<Picture, DocumentError> {
        let mut ask = || -> io::Result<(u32, u32, Zeroizing<Vec<u8>>)> {
            self.requests.write_all(&page.to_le_bytes())?;
            self.requests.write_all(&side.to_le_bytes())?;
            let width = u32::from_le_bytes(take(&mut self.answers)?);
            let height = u32::from_le_bytes(take(&mut self.answers)?);
            let count = width.checked_mul(height).filter(|count| *count <= MAX_PAGE_PIXELS);
            let mut luma = Zeroizing::new(vec![0; count.ok_or(io::ErrorKind::InvalidData)? as usize]);
            self.answers.read_exact(&mut luma)?;
            Ok((width, height, luma))
        };
        let (width, height, luma) = ask().map_err(|_| self.kind.damaged())?;
        Picture::from_luma(width, height, luma).map_err(|_| self.kind.damaged())
    }
}
