use std::collections::HashMap;
use std::io::{self, Write as _};
use std::net::Shutdown;
use std::os::unix::net::UnixStream;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use watchword_desktop::has_display;

use crate::answer::{Answer, Refusal};
use crate::face_kind::FaceKind;
use crate::frame;
use crate::hello::{Hello, PROTOCOL};
use crate::notice::Notice;
use crate::request::{Asked, Request, Said};

/// The longest answer, in bytes: 50,000 accounts with the longest names and tags.
const MAX_ANSWER: usize = 256 << 20;
/// How long the other end may take to say hello, or to take a request.
const HELLO: Duration = Duration::from_secs(5);
/// How long an answer takes before the user is told.
const SLOW: Duration = Duration::from_secs(2);
/// How long an answer may take that doesn't depend on the session.
const AT_ONCE: Duration = Duration::from_secs(2);
/// How long a command waits for an answer: the keyring may ask the user something, and another face
/// may be waiting for it too. A window waits until the user doesn't want to any more.
const ANSWER: Duration = Duration::from_secs(60);

/// What a face hears while it asks nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heard {
    /// An answer takes long.
    Slow,
    /// Something happened to the session.
    Notice(Notice),
    /// The process that holds the session is gone: for this face, the vault is locked.
    Ended,
}

/// A connection to the process that holds the session, which several threads may use.
pub(crate) struct Connection {
    stream: UnixStream,
    /// Where requests are written, one at a time.
    out: Mutex<UnixStream>,
    waiting: Arc<Waiting>,
    hear: Arc<dyn Fn(Heard) + Send + Sync>,
    /// Whether the other end was started on a desktop.
    has_display: bool,
    /// How long an answer may take.
    limit: Option<Duration>,
}

/// The requests that were not answered yet.
#[derive(Default)]
struct Waiting {
    /// `None` once no more answers come.
    answers: Mutex<Option<HashMap<u64, Sender<Answer>>>>,
    next: AtomicU64,
    /// Whether this face may ask everything, as of the last that was heard.
    open: AtomicBool,
}

impl Connection {
    /// Exchanges hellos. `hear` is called on another thread.
    ///
    /// # Errors
    /// [`io::ErrorKind::Unsupported`] if the other end is of another version; any other error if it
    /// doesn't answer.
    pub(crate) fn open(
        stream: UnixStream,
        face: FaceKind,
        hear: impl Fn(Heard) + Send + Sync + 'static,
    ) -> io::Result<Self> {
        let theirs = greet(&stream, face)?;
        if theirs.watchword != PROTOCOL {
            return Err(io::ErrorKind::Unsupported.into());
        }
        stream.set_read_timeout(None)?;
        let mut from = stream.try_clone()?;
        let waiting = Arc::new(Waiting { answers: Mutex::new(Some(HashMap::new())), ..Waiting::default() });
        let hear: Arc<dyn Fn(Heard) + Send + Sync> = Arc::new(hear);
        let (of_reader, tell) = (waiting.clone(), hear.clone());
        thread::Builder::new().spawn(move || {
            while let Ok(said) = frame::read(&mut from, MAX_ANSWER) {
                of_reader.take(said, &*tell);
            }
            of_reader.end();
            tell(Heard::Ended);
        })?;
        let limit = (face == FaceKind::Command).then_some(ANSWER);
        let out = Mutex::new(stream.try_clone()?);
        Ok(Self { out, stream, waiting, hear, has_display: theirs.display, limit })
    }

    /// Asks the other end, of whatever version, to hold the session no longer.
    pub(crate) fn ask_to_yield(stream: UnixStream) -> io::Result<()> {
        greet(&stream, FaceKind::Command)?;
        frame::write(&mut &stream, &Asked { id: 0, request: Request::Yield })
    }

    pub(crate) fn ask(&self, request: Request) -> Result<Answer, Refusal> {
        let id = self.waiting.next.fetch_add(1, Ordering::Relaxed);
        let is_apart = request.is_apart();
        // The other end would take one that is longer for an attack, and hang up.
        let most = if self.is_open() { frame::MAX_BATCH } else { frame::MAX_REQUEST };
        let frame = frame::made(&Asked { id, request }, most).map_err(|_| Refusal::unexpected())?;
        let (tell, told) = channel();
        match &mut *self.waiting.answers() {
            Some(answers) => drop(answers.insert(id, tell)),
            None => return Err(Refusal::Gone),
        }
        if self.out().write_all(&frame).is_err() {
            // Half a request may have gone out.
            self.end();
            return Err(Refusal::Gone);
        }
        if is_apart {
            return told.recv_timeout(AT_ONCE).map_err(Refusal::from);
        }
        match told.recv_timeout(SLOW) {
            Ok(answer) => return Ok(answer),
            Err(RecvTimeoutError::Disconnected) => return Err(Refusal::Gone),
            Err(RecvTimeoutError::Timeout) => (self.hear)(Heard::Slow),
        }
        let Some(limit) = self.limit else { return told.recv().map_err(|_| Refusal::Gone) };
        told.recv_timeout(limit.saturating_sub(SLOW)).map_err(Refusal::from)
    }

    /// Whether this face may ask everything, as of the last that was heard.
    pub(crate) fn is_open(&self) -> bool {
        self.waiting.open.load(Ordering::SeqCst)
    }

    /// Whether the other end was started on a desktop.
    pub(crate) fn has_display(&self) -> bool {
        self.has_display
    }

    /// Ends the connection, and with it the thread that reads.
    pub(crate) fn end(&self) {
        let _ = self.stream.shutdown(Shutdown::Both);
    }

    /// Whether the other end is gone.
    pub(crate) fn has_ended(&self) -> bool {
        self.waiting.answers().is_none()
    }

    fn out(&self) -> MutexGuard<'_, UnixStream> {
        self.out.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl From<RecvTimeoutError> for Refusal {
    fn from(error: RecvTimeoutError) -> Self {
        match error {
            RecvTimeoutError::Timeout => Self::Late,
            RecvTimeoutError::Disconnected => Self::Gone,
        }
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.end();
    }
}

impl Waiting {
    fn answers(&self) -> MutexGuard<'_, Option<HashMap<u64, Sender<Answer>>>> {
        self.answers.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn take(&self, said: Said, hear: &dyn Fn(Heard)) {
        match said {
            Said::Answer { id, open, answer } => {
                self.open.store(open, Ordering::SeqCst);
                if let Some(tell) = self.answers().as_mut().and_then(|answers| answers.remove(&id)) {
                    let _ = tell.send(answer);
                }
            }
            Said::Notice(notice) => {
                if notice == Notice::Locked {
                    self.open.store(false, Ordering::SeqCst);
                }
                hear(Heard::Notice(notice));
            }
        }
    }

    fn end(&self) {
        self.open.store(false, Ordering::SeqCst);
        *self.answers() = None;
    }
}

fn greet(mut stream: &UnixStream, face: FaceKind) -> io::Result<Hello> {
    stream.set_write_timeout(Some(HELLO))?;
    stream.set_read_timeout(Some(HELLO))?;
    frame::write(&mut stream, &Hello::of(face, has_display()))?;
    frame::read(&mut stream, frame::MAX_REQUEST)
}
