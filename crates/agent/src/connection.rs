use std::io;
use std::os::unix::net::UnixStream;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};

use crate::answer::{Answer, Refusal};
use crate::frame;
use crate::hello::{Hello, PROTOCOL};
use crate::request::Request;

/// The longest answer, in bytes: 50,000 accounts with the longest names and tags.
const MAX_ANSWER: usize = 256 << 20;
/// How long the other end may take to say hello, or to take a request.
const HELLO: Duration = Duration::from_secs(5);
/// How long an answer takes before the user is told.
const SLOW: Duration = Duration::from_secs(2);
/// How long a face waits for an answer: the keyring may ask the user something, and another face
/// may be waiting for it too.
const ANSWER: Duration = Duration::from_secs(60);

/// A connection to the process that holds the session.
pub struct Connection {
    stream: UnixStream,
    /// Called when an answer takes long.
    slow: Box<dyn Fn() + Send>,
}

impl Connection {
    /// Exchanges hellos.
    ///
    /// # Errors
    /// [`io::ErrorKind::Unsupported`] if the other end is of another version; any other error if it
    /// doesn't answer.
    pub fn open(stream: UnixStream, slow: impl Fn() + Send + 'static) -> io::Result<Self> {
        let mut connection = Self { stream, slow: Box::new(slow) };
        connection.stream.set_write_timeout(Some(HELLO))?;
        connection.stream.set_read_timeout(Some(HELLO))?;
        let theirs = connection.greet()?;
        connection.stream.set_read_timeout(Some(ANSWER))?;
        if theirs.watchword == PROTOCOL { Ok(connection) } else { Err(io::ErrorKind::Unsupported.into()) }
    }

    /// Asks the other end, of whatever version, to hold the session no longer.
    pub(crate) fn ask_to_yield(stream: UnixStream) -> io::Result<()> {
        stream.set_write_timeout(Some(HELLO))?;
        stream.set_read_timeout(Some(HELLO))?;
        let mut connection = Self { stream, slow: Box::new(|| {}) };
        connection.greet()?;
        frame::write(&mut connection.stream, &Request::Yield)
    }

    fn greet(&mut self) -> io::Result<Hello> {
        frame::write(&mut self.stream, &Hello::OURS)?;
        frame::read(&mut self.stream, frame::MAX_REQUEST)
    }

    pub(crate) fn ask(&mut self, request: &Request) -> Result<Answer, Refusal> {
        frame::write(&mut self.stream, request).map_err(|_| Refusal::Gone)?;
        let slow = Timespec::try_from(SLOW).map_err(|_| Refusal::Gone)?;
        let mut answered = [PollFd::new(&self.stream, PollFlags::IN)];
        if poll(&mut answered, Some(&slow)) == Ok(0) {
            (self.slow)();
        }
        frame::read(&mut self.stream, MAX_ANSWER).map_err(|error| match error.kind() {
            io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut => Refusal::Late,
            _ => Refusal::Gone,
        })
    }
}
