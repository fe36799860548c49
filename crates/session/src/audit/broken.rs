use std::fmt;
use std::io;

/// The first line of a log that isn't as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Broken {
    /// The line's number in the log as it was read, from 1, or one more than its lines if the end
    /// is missing.
    pub line: u64,
    /// What is wrong there.
    pub fault: Fault,
}

/// What is wrong with a line of a log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The line was changed. If it is the last line but one, the last may have been changed
    /// instead.
    Altered,
    /// At least one line before it was removed.
    Missing,
    /// It was added, or moved from another place in the log.
    OutOfPlace,
    /// It belongs to another vault.
    OtherVault,
    /// It isn't a line of an audit log, nor an unfinished one that the next line accounts for.
    NotALine,
    /// It is longer than [`crate::audit::MAX_LINE_BYTES`].
    TooLong,
    /// The log ends within this line: a write was interrupted, or the end was cut off.
    Torn,
    /// The log ends before the anchor: its end was cut off.
    CutTail,
    /// A later Watchword wrote it, in a format that this one can't check.
    NewerFormat,
    /// The system can't read the log from here on.
    Unreadable(io::ErrorKind),
}

impl fmt::Display for Broken {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "line {}: {:?}", self.line, self.fault)
    }
}

impl std::error::Error for Broken {}
