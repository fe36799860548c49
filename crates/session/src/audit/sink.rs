use std::io;

use crate::audit::anchor::Anchor;
use crate::audit::hash::Hash;

/// Where lines go. A closure that takes a line is one.
///
/// [`crate::audit::Log`] calls `hold`, then `append` once or twice, then `release`.
pub trait Sink {
    /// Writes one line. It has no line feed, neither inside nor at its end; a file adds one.
    ///
    /// # Errors
    /// The line was not written, and may be lost.
    fn append(&mut self, line: &[u8]) -> io::Result<()>;

    /// Keeps other programs from writing until [`Sink::release`], and returns how the log ends now.
    /// `None` if the sink can't tell.
    ///
    /// # Errors
    /// Nothing can be written now. The sink is released then.
    fn hold(&mut self) -> io::Result<Option<Tail>> {
        Ok(None)
    }

    /// Lets other programs write again.
    fn release(&mut self) {}

    /// Waits until what was written survives a power cut.
    ///
    /// # Errors
    /// The system's.
    fn sync(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<F: FnMut(&[u8]) -> io::Result<()> + Send> Sink for F {
    fn append(&mut self, line: &[u8]) -> io::Result<()> {
        self(line)
    }
}

impl Sink for Box<dyn Sink + Send> {
    fn append(&mut self, line: &[u8]) -> io::Result<()> {
        (**self).append(line)
    }

    fn hold(&mut self) -> io::Result<Option<Tail>> {
        (**self).hold()
    }

    fn release(&mut self) {
        (**self).release();
    }

    fn sync(&mut self) -> io::Result<()> {
        (**self).sync()
    }
}

/// How a log ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tail {
    /// The end of the vault's chain; `None` if the log has no line of it.
    pub end: Option<Anchor>,
    /// Whether the log ends with an unfinished line.
    pub is_torn: bool,
    /// The hash of that line; `None` if it is longer than a line can be.
    pub torn: Option<Hash>,
}
