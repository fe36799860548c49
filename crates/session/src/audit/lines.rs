use std::io::{self, BufRead, Read as _};

use uuid::Uuid;

use crate::audit::anchor::Anchor;
use crate::audit::broken::{Broken, Fault};
use crate::audit::hash::Hash;
use crate::audit::line::{FORMAT, Head, MAX_LINE_BYTES};

/// What was read of a log next.
pub(crate) enum Piece {
    /// A line of at most [`MAX_LINE_BYTES`]; whether a line feed follows.
    Line {
        terminated: bool,
    },
    /// The first bytes of a longer one.
    TooLong,
    End,
}

/// A log's lines as bytes, one at a time.
pub(crate) struct Pieces<R> {
    reader: R,
    /// The last one, without its line feed.
    pub bytes: Vec<u8>,
    /// The last one's number, from 1.
    pub number: u64,
}

impl<R: BufRead> Pieces<R> {
    pub(crate) fn new(reader: R) -> Self {
        Self { reader, bytes: Vec::new(), number: 0 }
    }

    pub(crate) fn next(&mut self) -> io::Result<Piece> {
        self.bytes.clear();
        let limit = MAX_LINE_BYTES + 1;
        let read = self.reader.by_ref().take(limit as u64).read_until(b'\n', &mut self.bytes)?;
        if read == 0 {
            return Ok(Piece::End);
        }
        self.number += 1;
        let terminated = self.bytes.last() == Some(&b'\n');
        if terminated {
            self.bytes.pop();
        }
        Ok(if !terminated && read == limit { Piece::TooLong } else { Piece::Line { terminated } })
    }
}

/// A line of a chain.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Entry {
    /// The line's number in the log, from 1.
    pub number: u64,
    /// Where the chain is after it.
    pub end: Anchor,
    pub prev: Hash,
}

/// An unfinished line that the next one must account for.
struct Unfinished {
    number: u64,
    hash: Hash,
    terminated: bool,
}

/// The lines of a log, or those of one vault in it.
pub(crate) struct Lines<R> {
    pieces: Pieces<R>,
    /// The vault whose lines are wanted; `None` for all lines.
    only: Option<Uuid>,
    /// The number of lines of other vaults so far.
    pub others: u64,
}

impl<R: BufRead> Lines<R> {
    pub(crate) fn new(reader: R, only: Option<Uuid>) -> Self {
        Self { pieces: Pieces::new(reader), only, others: 0 }
    }

    /// The number of lines read so far.
    pub(crate) fn count(&self) -> u64 {
        self.pieces.number
    }

    /// Reads up to the next line of the chain. `None` at the end of the log.
    pub(crate) fn next(&mut self) -> Result<Option<Entry>, Broken> {
        let mut unfinished: Option<Unfinished> = None;
        loop {
            let piece = self.pieces.next();
            let Pieces { bytes, number, .. } = &self.pieces;
            let broken = |line, fault| Err(Broken { line, fault });
            let terminated = match piece {
                Ok(Piece::Line { terminated }) => terminated,
                Ok(Piece::TooLong) => return broken(*number, Fault::TooLong),
                Ok(Piece::End) => {
                    let Some(Unfinished { number, terminated, .. }) = unfinished else { return Ok(None) };
                    return broken(number, if terminated { Fault::NotALine } else { Fault::Torn });
                }
                Err(error) => return broken(number + 1, Fault::Unreadable(error.kind())),
            };
            let head = Head::read(bytes);
            match (&unfinished, &head) {
                (None, None) => {
                    unfinished = Some(Unfinished { number: *number, hash: Hash::of(bytes), terminated });
                    continue;
                }
                (Some(Unfinished { number, .. }), None) => return broken(*number, Fault::NotALine),
                (Some(Unfinished { number, hash, .. }), Some(head)) if head.torn != Some(*hash) => {
                    return broken(*number, Fault::NotALine);
                }
                (None, Some(Head { torn: Some(_), .. })) => return broken(*number, Fault::Missing),
                _ => unfinished = None,
            }
            let Some(head) = head else { continue };
            if head.format != FORMAT {
                return broken(*number, Fault::NewerFormat);
            }
            if self.only.is_none_or(|vault| vault == head.vault) {
                return Ok(Some(Entry { number: *number, end: head.anchor(bytes), prev: head.prev }));
            }
            self.others += 1;
        }
    }
}
