//! What the command asks for codes: the process that holds the session, or a session of its own.

use std::sync::Arc;

#[cfg(target_os = "linux")]
use watchword_agent::Address;
use watchword_agent::{Caller, Face, FaceKind, Holder, Host, Refusal};
use watchword_session::{Phase, Session, SharedSession, SystemClock};

use crate::failure::Failure;
use crate::vault::Context;

impl Context<'_> {
    /// Connects to the vault, and gives the PIN if it is needed. In a terminal that is a process
    /// which other commands can ask too, so that the PIN is asked for once; with `--pin-stdin`, or
    /// where there is no such process, one session for this command alone.
    pub(crate) fn face(&self) -> Result<Face, Failure> {
        let mut face = match self.shared_face()? {
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
        let opened = face.unlock(pin).map_err(|refusal| match refusal {
            Refusal::Problem(problem) => self.refused(&problem, store),
            other => other.into(),
        })?;
        self.say_opened(opened.repaired, opened.older_copy, opened.counters_lost);
        Ok(face)
    }

    fn own_face(&self) -> Result<Face, Failure> {
        let (directories, patience) = (self.directories()?, self.patience());
        let waiting = patience.clone();
        let session = SharedSession::new(patience, move || Session::on_this_computer(directories, waiting));
        let host = Host::new(Arc::new(Own(session)), FaceKind::Command, Arc::new(SystemClock));
        Ok(Face::Here(Arc::new(host), Caller::default()))
    }

    #[cfg(target_os = "linux")]
    fn shared_face(&self) -> Result<Option<Face>, Failure> {
        if !self.has_terminal() || std::fs::File::open("/dev/tty").is_err() {
            return Ok(None);
        }
        let directories = self.directories()?;
        let Some(address) = Address::of(&directories.data) else { return Ok(None) };
        let waiting = self.say("cli-waiting");
        let connect = move || {
            let waiting = waiting.clone();
            address.connect(move || crate::output::remark(&waiting))
        };
        Ok(match connect() {
            Ok(Some(face)) => Some(face),
            Ok(None) => agent::start(connect, &directories),
            // It can't be asked; the vault can be opened all the same.
            Err(_) => None,
        })
    }

    #[cfg(not(target_os = "linux"))]
    fn shared_face(&self) -> Result<Option<Face>, Failure> {
        Ok(None)
    }
}

/// The session of this command alone.
struct Own(SharedSession);

impl Holder for Own {
    fn session(&self) -> &SharedSession {
        &self.0
    }
}

#[cfg(target_os = "linux")]
mod agent {
    use std::io;
    use std::process::{Command, Stdio};
    use std::thread;
    use std::time::{Duration, Instant};

    use watchword_agent::Face;
    use watchword_session::Directories;

    /// How long the process that holds the session may take to start.
    const STARTS_WITHIN: Duration = Duration::from_secs(3);
    const TRY_EVERY: Duration = Duration::from_millis(10);

    /// Where packages install the process that holds the session, from the folder of the command.
    const INSTALLED: &str = "../libexec/watchword/watchword-agent";

    /// Starts the process that holds the session. Returns `None` if it isn't there, or if it
    /// doesn't answer.
    pub(super) fn start(connect: impl Fn() -> io::Result<Option<Face>>, directories: &Directories) -> Option<Face> {
        let command = std::env::current_exe().ok()?;
        let places = [command.with_file_name("watchword-agent"), command.with_file_name(INSTALLED)];
        let mut agent = Command::new(places.into_iter().find(|place| place.is_file())?);
        agent.arg("--vault").arg(std::path::absolute(&directories.data).ok()?).current_dir("/");
        agent.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let mut agent = agent.spawn().ok()?;
        let begun = Instant::now();
        loop {
            if let Ok(Some(face)) = connect() {
                return Some(face);
            }
            let failed = agent.try_wait().ok()?.is_some_and(|status| !status.success());
            if failed || begun.elapsed() >= STARTS_WITHIN {
                return None;
            }
            thread::sleep(TRY_EVERY);
        }
    }
}
