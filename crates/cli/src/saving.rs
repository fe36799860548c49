use std::cell::Cell;
use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

use watchword_session::Words;

/// How long a save takes before its progress is shown.
const MOMENT: Duration = Duration::from_millis(500);

/// The progress of a save on standard error, where that is a terminal: a line that is written again
/// and again, and removed at the end.
pub(crate) struct Saving<'a> {
    words: &'a Words,
    begun: Instant,
    is_terminal: bool,
    is_shown: Cell<bool>,
}

impl<'a> Saving<'a> {
    pub(crate) fn new(words: &'a Words) -> Self {
        let is_terminal = io::stderr().is_terminal();
        Self { words, begun: Instant::now(), is_terminal, is_shown: Cell::new(false) }
    }

    /// Shows how much is saved. Always continues: Ctrl+C ends the command, which leaves the vault
    /// as it was.
    pub(crate) fn show(&self, written: usize, of: usize) -> bool {
        if self.is_terminal && self.begun.elapsed() >= MOMENT {
            let percent = (100 * written).checked_div(of).unwrap_or_default() as f64;
            let said = self.words.say("saving-percent", &[("percent", percent.into())]);
            let _ = write!(io::stderr().lock(), "\r\x1b[K{said}");
            self.is_shown.set(true);
        }
        true
    }
}

impl Drop for Saving<'_> {
    fn drop(&mut self) {
        if self.is_shown.get() {
            let _ = write!(io::stderr().lock(), "\r\x1b[K");
        }
    }
}
