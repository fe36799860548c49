use std::io;

use uuid::Uuid;

use crate::audit::anchor::Anchor;
use crate::audit::event::Event;
use crate::audit::line::line_after;
use crate::audit::sink::Sink;
use crate::audit::trouble::{AuditFault, AuditTrouble};

/// The longest name of a user, in characters.
const MAX_USER_CHARS: usize = 64;

/// The audit log of one vault. Writing to it never fails for the caller: what could not be written
/// is counted, and the next line that can be written comes after one that says so.
pub struct Log {
    sink: Box<dyn Sink + Send>,
    user: Option<String>,
    /// Where the chain is. A line that could not be written doesn't move it.
    end: Anchor,
    trouble: Option<AuditTrouble>,
}

impl Log {
    /// Makes the log of a vault. `user` is the system's name of the user, of which at most 64
    /// characters are kept. `anchor` is where the chain was when it was last stored; one of another
    /// vault is ignored.
    ///
    /// If the log no longer has the anchor's line at its end or before, the chain continues after
    /// the anchor all the same, so that every later verification finds that lines are missing.
    pub fn new(sink: Box<dyn Sink + Send>, vault: Uuid, user: Option<&str>, anchor: Option<&Anchor>) -> Self {
        let end = anchor.copied().filter(|anchor| anchor.vault == vault).unwrap_or(Anchor::start(vault));
        let is_kept = |c: &char| !c.is_control();
        let user = user.map(|user| user.chars().filter(is_kept).take(MAX_USER_CHARS).collect::<String>());
        Self { sink, user: user.filter(|user| !user.is_empty()), end, trouble: None }
    }

    /// Writes an event that happened at `at`, in Unix seconds. An error shows in [`Log::trouble`].
    pub fn record(&mut self, event: &Event, at: u64) {
        if let Err(error) = self.write(event, at) {
            let trouble = self.trouble.get_or_insert(AuditTrouble { why: AuditFault::Other, since: at, lost: 0 });
            trouble.why = AuditFault::of(&error);
            trouble.lost += 1;
        }
    }

    /// Returns why events are being lost, and since when; `None` if the last one was written.
    pub fn trouble(&self) -> Option<AuditTrouble> {
        self.trouble
    }

    /// Waits until the log is on the disk, and returns the end of its chain, to be stored for the
    /// next [`Log::new`] and for [`crate::audit::verify`]. To be called after a vault was locked:
    /// an anchor that is stored without it accuses a user whose computer lost power.
    ///
    /// # Errors
    /// The log may not be on the disk, so that an anchor should not be stored.
    pub fn anchor(&mut self) -> Result<Anchor, AuditFault> {
        self.sink.sync().map_err(|error| AuditFault::of(&error))?;
        Ok(self.end)
    }

    fn write(&mut self, event: &Event, at: u64) -> io::Result<()> {
        let tail = self.sink.hold()?.unwrap_or_default();
        let written = (|| {
            // The log is ahead of what is known here if another program has written, or if the last
            // one ended without locking.
            if let Some(end) = tail.end.filter(|end| end.vault == self.end.vault && end.seq > self.end.seq) {
                self.end = end;
            }
            let lost = self.trouble.map_or(0, |trouble| trouble.lost).max(u64::from(tail.is_torn));
            if lost > 0 {
                self.append(&Event::Gap { lost, torn: tail.torn }, at)?;
                self.trouble = None;
            }
            self.append(event, at)
        })();
        self.sink.release();
        written
    }

    fn append(&mut self, event: &Event, at: u64) -> io::Result<()> {
        let (line, end) = line_after(&self.end, self.user.as_deref(), event, at)?;
        self.sink.append(&line)?;
        self.end = end;
        Ok(())
    }
}
