//! What the command asks for codes: the process that holds the session, or a session of its own.

use std::sync::Arc;

#[cfg(target_os = "linux")]
use watchword_agent::{Address, Heard};
use watchword_agent::{Face, FaceKind, Host, Notice, Refusal};
use watchword_session::{Phase, Row};
use zeroize::Zeroizing;

use crate::failure::Failure;
use crate::output;
use crate::vault::Context;

impl Context<'_> {
    /// Connects to the vault, and gives the PIN if it is needed. In a terminal that is a process
    /// which other commands can ask too, so that the PIN is asked for once; with `--pin-stdin`, or
    /// where there is no such process, one session for this command alone.
    pub(crate) fn face(&self) -> Result<Face, Failure> {
        let face = match self.shared_face()? {
            Some(face) => face,
            None => self.own_face()?,
        };
        let access = face.access()?;
        if access.granted {
            return Ok(face);
        }
        match access.phase {
            Phase::Welcome { .. } => return Err(Failure::Said(self.say("cli-no-vault"))),
            Phase::Broken { problem, .. } => return Err(problem.into()),
            Phase::Locked { .. } | Phase::Unlocked => {}
        }
        let store = access.store;
        let pin = self.pin_after(access.failures, "cli-ask-pin", store)?;
        *self.given_pin.borrow_mut() = Some(pin.clone());
        let opened = face.unlock(pin).map_err(|refusal| match refusal {
            Refusal::Problem(problem) => self.refused(&problem, store),
            other => other.into(),
        })?;
        self.say_opened(opened.repaired, opened.older_copy, opened.counters_lost);
        Ok(face)
    }

    /// The PIN for a code of this account, if the account asks for it each time: the one that was
    /// given to this command, or else asked for now.
    pub(crate) fn pin_for(&self, face: &Face, row: &Row) -> Result<Option<Zeroizing<String>>, Failure> {
        if !row.asks_for_pin {
            return Ok(None);
        }
        let pin = match self.given_pin.take() {
            Some(pin) => pin,
            None => {
                let access = face.access()?;
                self.pin_after(access.failures, "cli-ask-pin", access.store)?
            }
        };
        *self.given_pin.borrow_mut() = Some(pin.clone());
        Ok(Some(pin))
    }

    fn own_face(&self) -> Result<Face, Failure> {
        let host = Host::on_this_computer(self.directories()?, FaceKind::Command);
        let waiting = self.say("cli-waiting");
        let hear = move |notice| {
            if notice == (Notice::Keyring { waiting: true }) {
                output::remark(&waiting);
            }
        };
        Ok(Face::listening(Arc::new(host), FaceKind::Command, hear))
    }

    #[cfg(target_os = "linux")]
    fn shared_face(&self) -> Result<Option<Face>, Failure> {
        if !self.has_terminal() || std::fs::File::open("/dev/tty").is_err() {
            return Ok(None);
        }
        let directories = self.directories()?;
        let Some(address) = Address::of(&directories.data) else { return Ok(None) };
        let waiting = self.say("cli-waiting");
        let hear = move |heard| {
            if heard == Heard::Slow {
                output::remark(&waiting);
            }
        };
        // If it can't be asked, the vault can be opened all the same.
        Ok(address.connect_or_start(&directories, FaceKind::Command, hear))
    }

    #[cfg(not(target_os = "linux"))]
    fn shared_face(&self) -> Result<Option<Face>, Failure> {
        Ok(None)
    }
}
