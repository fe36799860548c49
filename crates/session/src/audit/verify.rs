use std::io::{self, BufRead};

use uuid::Uuid;

use crate::audit::anchor::Anchor;
use crate::audit::broken::{Broken, Fault};
use crate::audit::hash::Hash;
use crate::audit::line::Head;
use crate::audit::lines::{Entry, Lines, Piece, Pieces};

/// The most vaults that [`vaults`] finds in a log.
const MAX_VAULTS: usize = 1024;

/// A log, or a vault's part of one, in which every line follows the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verified {
    /// The number of the vault's lines.
    pub lines: u64,
    /// The number of other vaults' lines, which were not verified.
    pub others: u64,
    /// The number that the first line has in its chain; 0 without lines. More than 1 means that
    /// the lines before it are in a rotated file, or were removed.
    pub first_seq: u64,
    /// Where the chain ends; `None` without lines.
    pub last: Option<Anchor>,
}

/// Verifies a vault's log, from the oldest line to the newest, in memory of a few lines. Finds the
/// first line that was altered, removed, moved or added since it was written. With an `anchor`,
/// the log must still have the anchor's line, or begin right after it.
///
/// What no verification can see:
/// - Lines removed from the beginning look like a rotated file: see [`Verified::first_seq`], and
///   [`verify_from`].
/// - Without an anchor, lines cut off at the end, and a change of the last line.
/// - A log that was rewritten from one line to its end, with all hashes computed again, by someone
///   who could change the anchor too. A log that was collected elsewhere in time shows that.
///
/// # Errors
/// The first line that is wrong, and how. [`Fault::OtherVault`] if the log has lines of several
/// vaults: see [`verify_vault`].
pub fn verify(log: impl BufRead, anchor: Option<&Anchor>) -> Result<Verified, Broken> {
    Chain { lines: Lines::new(log, None), vault: anchor.map(|anchor| anchor.vault), until: anchor }.verify(None)
}

/// Verifies what follows `from`, a point that was verified before: the log's first line must be the
/// next one of its chain. From [`Anchor::start`] on, it must be the chain's first line.
///
/// # Errors
/// As [`verify`].
pub fn verify_from(log: impl BufRead, from: &Anchor, anchor: Option<&Anchor>) -> Result<Verified, Broken> {
    let place = Place { number: 0, seq: from.seq, hash: from.hash, prev: None };
    Chain { lines: Lines::new(log, None), vault: Some(from.vault), until: anchor }.verify(Some(place))
}

/// Verifies one vault's lines of a log that has lines of several, as a collected one. Each vault
/// has a chain of its own, so the order of two vaults' lines doesn't matter, and a first line that
/// was moved to another vault shows only in [`Verified::first_seq`].
///
/// # Errors
/// As [`verify`], except that lines of other vaults only have to be lines. [`Fault::OtherVault`] in
/// line 0 if the anchor is another vault's.
pub fn verify_vault(log: impl BufRead, vault: Uuid, anchor: Option<&Anchor>) -> Result<Verified, Broken> {
    if anchor.is_some_and(|anchor| anchor.vault != vault) {
        return Err(Broken { line: 0, fault: Fault::OtherVault });
    }
    Chain { lines: Lines::new(log, Some(vault)), vault: Some(vault), until: anchor }.verify(None)
}

/// Returns the vaults that a log has lines of, at most 1,024, in the order of their first lines.
///
/// # Errors
/// The system can't read the log.
pub fn vaults(log: impl BufRead) -> io::Result<Vec<Uuid>> {
    let mut pieces = Pieces::new(log);
    let mut vaults = Vec::new();
    while vaults.len() < MAX_VAULTS {
        match pieces.next()? {
            Piece::End => break,
            Piece::TooLong => continue,
            Piece::Line { .. } => {}
        }
        if let Some(head) = Head::read(&pieces.bytes).filter(|head| !vaults.contains(&head.vault)) {
            vaults.push(head.vault);
        }
    }
    Ok(vaults)
}

/// Where a chain is.
#[derive(Clone, Copy)]
struct Place {
    /// The line's number in the log; 0 for a point from before the log.
    number: u64,
    seq: u64,
    hash: Hash,
    /// The line's own `prev`; `None` for a point from before the log.
    prev: Option<Hash>,
}

impl Place {
    fn of(entry: &Entry) -> Self {
        Self { number: entry.number, seq: entry.end.seq, hash: entry.end.hash, prev: Some(entry.prev) }
    }

    fn has_next(&self, seq: u64) -> bool {
        self.seq.checked_add(1) == Some(seq)
    }
}

struct Chain<'a, R> {
    lines: Lines<R>,
    /// The vault that every line must belong to; `None` until the first line says it.
    vault: Option<Uuid>,
    until: Option<&'a Anchor>,
}

impl<R: BufRead> Chain<'_, R> {
    fn verify(mut self, from: Option<Place>) -> Result<Verified, Broken> {
        let mut last = from;
        let mut verified = Verified { lines: 0, others: 0, first_seq: 0, last: None };
        while let Some(entry) = self.lines.next()? {
            let Entry { number, end, .. } = entry;
            if *self.vault.get_or_insert(end.vault) != end.vault {
                return Err(Broken { line: number, fault: Fault::OtherVault });
            }
            let before = last.or_else(|| self.before_first(&entry));
            match before {
                Some(before) => self.check_link(&before, &entry)?,
                None if entry.prev == Hash::NONE => return Err(Broken { line: number, fault: Fault::Altered }),
                None => {}
            }
            if self.until.is_some_and(|until| until.seq == end.seq && until.hash != end.hash) {
                return Err(Broken { line: number, fault: Fault::Altered });
            }
            verified.lines += 1;
            verified.last = Some(end);
            if verified.first_seq == 0 {
                verified.first_seq = end.seq;
            }
            last = Some(Place::of(&entry));
        }
        let reached = last.map_or(0, |last| last.seq);
        if self.until.is_some_and(|until| until.seq > reached) {
            return Err(Broken { line: self.lines.count() + 1, fault: Fault::CutTail });
        }
        verified.others = self.lines.others;
        Ok(verified)
    }

    /// What the log's first line has to follow: the start of the chain or the anchor, if it comes
    /// after that. `None` if it can be the rest of a rotated log.
    fn before_first(&self, entry: &Entry) -> Option<Place> {
        let point = |seq, hash| Place { number: 0, seq, hash, prev: None };
        if entry.end.seq == 1 {
            return Some(point(0, Hash::NONE));
        }
        self.until.filter(|until| entry.end.seq > until.seq).map(|until| point(until.seq, until.hash))
    }

    /// Checks that `entry` follows `last`.
    fn check_link(&mut self, last: &Place, entry: &Entry) -> Result<(), Broken> {
        let follows = entry.prev == last.hash;
        let (line, fault) = match (last.has_next(entry.end.seq), follows) {
            (true, true) => return Ok(()),
            (false, true) => (entry.number, Fault::Altered),
            (true, false) => (self.altered(last, entry), Fault::Altered),
            (false, false) if entry.end.seq > last.seq => {
                let is_moved = self.rest_has(|later| later.prev == last.hash && last.has_next(later.end.seq));
                (entry.number, if is_moved { Fault::OutOfPlace } else { Fault::Missing })
            }
            (false, false) => {
                // Two lines for the same place in the chain: the next line says which is the added
                // one.
                let is_rival = entry.end.seq == last.seq && Some(entry.prev) == last.prev;
                let keeps_entry = is_rival && entry.end.hash != last.hash && self.next_follows(entry.end.hash);
                (if keeps_entry { last.number } else { entry.number }, Fault::OutOfPlace)
            }
        };
        Err(Broken { line, fault })
    }

    /// The number of the line that was altered, if `entry` has the number after `last`, but not its
    /// hash.
    fn altered(&mut self, last: &Place, entry: &Entry) -> u64 {
        let is_anchored = |seq, hash| self.until.is_some_and(|until| until.seq == seq && until.hash == hash);
        let keeps_last = last.number == 0 || is_anchored(last.seq, last.hash);
        let keeps_entry = is_anchored(entry.end.seq, entry.end.hash);
        if keeps_last {
            return entry.number;
        }
        match self.lines.next() {
            _ if keeps_entry => last.number,
            Ok(Some(next)) if next.prev != entry.end.hash => entry.number,
            _ => last.number,
        }
    }

    fn next_follows(&mut self, hash: Hash) -> bool {
        matches!(self.lines.next(), Ok(Some(next)) if next.prev == hash)
    }

    /// Whether a line up to the end of the log, or up to the next that isn't one, is as `wanted`.
    fn rest_has(&mut self, wanted: impl Fn(&Entry) -> bool) -> bool {
        while let Ok(Some(entry)) = self.lines.next() {
            if wanted(&entry) {
                return true;
            }
        }
        false
    }
}
