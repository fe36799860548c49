use std::time::{Duration, Instant};

use watchword_agent::Refusal;
use watchword_desktop::Clipboard;
use watchword_session::{Row, VaultProblem, Words};

use crate::copy::{NOTHING, in_base64, tell_terminal};
use crate::failure::Failure;
use crate::name::name;

/// The clipboard (the system's or, where that can't be reached, the terminal's), and what came of
/// the last key.
pub(super) struct Board {
    clipboard: Clipboard,
    copied: Option<Copied>,
    problem: Option<String>,
}

/// A code that was copied and isn't cleared yet.
pub(super) struct Copied {
    /// The account's name.
    pub(super) name: String,
    pub(super) until: Instant,
    pub(super) through_terminal: bool,
}

impl Drop for Board {
    fn drop(&mut self) {
        self.clear();
    }
}

impl Board {
    pub(super) fn new() -> Self {
        Self { clipboard: Clipboard::new(|| {}), copied: None, problem: None }
    }

    pub(super) fn copied(&self) -> Option<&Copied> {
        self.copied.as_ref()
    }

    /// Why the last key did nothing.
    pub(super) fn problem(&self) -> Option<&str> {
        self.problem.as_deref()
    }

    /// Keeps what came of a key, to be shown.
    ///
    /// # Errors
    /// The vault is locked, or nobody answers any more: there is nothing more to show.
    pub(super) fn tell(&mut self, done: Result<(), Refusal>, words: &Words) -> Result<(), Failure> {
        self.problem = match done {
            Ok(()) => None,
            Err(Refusal::Problem(problem)) if problem != VaultProblem::Locked.into() => Some(words.problem(&problem)),
            Err(refusal) => return Err(refusal.into()),
        };
        Ok(())
    }

    /// Copies a code for some seconds.
    pub(super) fn copy(&mut self, row: &Row, code: &str, seconds: u32) -> Result<(), Failure> {
        self.clear();
        let clears_in = Duration::from_secs(seconds.into());
        let through_terminal = self.clipboard.copy(code, clears_in).is_err();
        if through_terminal {
            tell_terminal(&in_base64(code))?;
        }
        let (name, until) = (name(&row.issuer, &row.account), Instant::now() + clears_in);
        self.copied = Some(Copied { name, until, through_terminal });
        Ok(())
    }

    /// Clears a code whose time is over. The system's clipboard does so by itself.
    pub(super) fn expire(&mut self) {
        if self.copied.as_ref().is_some_and(|copied| Instant::now() >= copied.until) {
            self.clear();
        }
    }

    /// Clears what was copied.
    fn clear(&mut self) {
        match self.copied.take() {
            // There is nobody to tell that the terminal is gone.
            Some(Copied { through_terminal: true, .. }) => drop(tell_terminal(NOTHING)),
            Some(_) => self.clipboard.clear(),
            None => {}
        }
    }
}
