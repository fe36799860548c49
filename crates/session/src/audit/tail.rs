use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom};

use uuid::Uuid;

use crate::audit::anchor::Anchor;
use crate::audit::hash::Hash;
use crate::audit::line::{Head, MAX_LINE_BYTES};
use crate::audit::sink::Tail;

/// The bytes read at a time: a few dozen lines.
const BLOCK: u64 = 8192;

/// How a file ends.
#[derive(Debug, Default)]
pub(crate) struct FileTail {
    pub tail: Tail,
    /// Whether the file ends without a line feed.
    pub is_open: bool,
}

impl FileTail {
    /// Reads a file from its end back to the last line of `vault`, which is the last of all unless
    /// several vaults share the file. At most `limit` bytes are read.
    pub(crate) fn read(file: &mut File, vault: Uuid, limit: u64) -> io::Result<Self> {
        let mut backwards = Backwards::new(file)?;
        let lowest = backwards.position.saturating_sub(limit);
        let mut found = Self::default();
        if let Some(piece) = backwards.next(lowest)? {
            // What follows the last line feed: nothing, unless a write was interrupted. The line
            // feed alone may be missing.
            found.is_open = piece != Piece::Line(Vec::new());
            found.tail.end = piece.end(vault);
            if let Piece::Line(line) = piece
                && found.is_open
                && Head::read(&line).is_none()
            {
                (found.tail.is_torn, found.tail.torn) = (true, Some(Hash::of(&line)));
            } else if found.is_open && found.tail.end.is_none() {
                found.tail.is_torn = true;
            }
        }
        while found.tail.end.is_none()
            && let Some(piece) = backwards.next(lowest)?
        {
            found.tail.end = piece.end(vault);
        }
        Ok(found)
    }
}

/// What is between two line feeds.
#[derive(Debug, PartialEq, Eq)]
enum Piece {
    Line(Vec<u8>),
    TooLong,
}

impl Piece {
    fn end(&self, vault: Uuid) -> Option<Anchor> {
        let Self::Line(line) = self else { return None };
        Head::read(line).filter(|head| head.vault == vault).map(|head| head.anchor(line))
    }
}

/// Reads a file's lines from the last to the first.
struct Backwards<'a> {
    file: &'a mut File,
    /// Where the part that was read begins.
    position: u64,
    /// The read bytes that were not returned yet.
    bytes: Vec<u8>,
    is_too_long: bool,
    is_done: bool,
}

impl<'a> Backwards<'a> {
    fn new(file: &'a mut File) -> io::Result<Self> {
        let position = file.seek(SeekFrom::End(0))?;
        Ok(Self { file, position, bytes: Vec::new(), is_too_long: false, is_done: false })
    }

    /// The piece before the last one that was returned, but none that begins before `lowest`.
    fn next(&mut self, lowest: u64) -> io::Result<Option<Piece>> {
        while !self.is_done {
            if let Some(at) = self.bytes.iter().rposition(|byte| *byte == b'\n') {
                let line = self.bytes.split_off(at + 1);
                self.bytes.pop();
                return Ok(Some(self.piece(line)));
            }
            if self.bytes.len() > MAX_LINE_BYTES {
                self.bytes.clear();
                self.is_too_long = true;
            }
            if self.position <= lowest {
                self.is_done = true;
                let line = std::mem::take(&mut self.bytes);
                // A line that begins before `lowest` isn't whole.
                return Ok((self.position == 0).then(|| self.piece(line)));
            }
            let length = BLOCK.min(self.position - lowest);
            self.position -= length;
            self.file.seek(SeekFrom::Start(self.position))?;
            let mut block = Vec::new();
            self.file.by_ref().take(length).read_to_end(&mut block)?;
            block.append(&mut self.bytes);
            self.bytes = block;
        }
        Ok(None)
    }

    fn piece(&mut self, line: Vec<u8>) -> Piece {
        let is_too_long = std::mem::take(&mut self.is_too_long) || line.len() > MAX_LINE_BYTES;
        if is_too_long { Piece::TooLong } else { Piece::Line(line) }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;
    use crate::audit::event::Event;
    use crate::audit::line::line_after;

    fn read(bytes: &[u8], vault: Uuid) -> FileTail {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(bytes).unwrap();
        FileTail::read(&mut file, vault, u64::MAX).unwrap()
    }

    fn line(vault: Uuid, seq: u64) -> (Vec<u8>, Anchor) {
        let after = Anchor { vault, seq: seq - 1, hash: Hash::of(b"before") };
        line_after(&after, None, &Event::Unlocked, 0).unwrap()
    }

    #[test]
    fn last_line_of_the_vault_is_found_among_others() {
        let (own, other) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let (mut log, end) = line(own, 9);
        log.push(b'\n');
        for seq in 1..200 {
            log.extend(line(other, seq).0);
            log.push(b'\n');
        }
        let found = read(&log, own);
        assert_eq!((found.tail.end, found.tail.is_torn, found.is_open), (Some(end), false, false));
        assert_eq!(read(&log, Uuid::nil()).tail.end, None);
        assert_eq!(read(&log, other).tail.end, Some(line(other, 199).1));
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(&log).unwrap();
        assert_eq!(FileTail::read(&mut file, own, log.len() as u64 - 1).unwrap().tail.end, None, "bounded");
    }

    #[test]
    fn unfinished_line_is_told_apart_from_a_missing_line_feed() {
        let vault = Uuid::from_u128(1);
        let (first, end) = line(vault, 1);
        let (second, second_end) = line(vault, 2);
        let mut log = [&first[..], b"\n", &second[..]].concat();
        let found = read(&log, vault);
        assert_eq!((found.tail.end, found.tail.is_torn, found.is_open), (Some(second_end), false, true));
        log.pop();
        let found = read(&log, vault);
        let torn = Hash::of(&second[..second.len() - 1]);
        assert_eq!(found.tail, Tail { end: Some(end), is_torn: true, torn: Some(torn) });
        assert!(found.is_open);
        log.extend([0; 20_000]);
        assert_eq!(read(&log, vault).tail, Tail { end: Some(end), is_torn: true, torn: None });
        assert_eq!(read(b"", vault).tail, Tail::default());
        assert!(read(b"{", vault).tail.is_torn);
    }
}
