//! Starts the process that holds the session.

use std::io;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use watchword_desktop::has_display;
use watchword_session::Directories;

use crate::activation::activate;
use crate::connection::Heard;
use crate::face::Face;
use crate::face_kind::FaceKind;
use crate::socket::Address;

/// How long that process may take to start, and an older one to end.
const STARTS_WITHIN: Duration = Duration::from_secs(5);
const TRY_EVERY: Duration = Duration::from_millis(10);
/// Where packages install it, from the folder of the command and of the window.
const INSTALLED: &str = "../libexec/watchword/watchword-agent";

impl Address {
    /// Connects to the process that holds the session, and starts it if there is none, through the
    /// session bus where that can. One of another version is asked to end first, and so is one
    /// that has no display, once its vault is locked, if this process has one. Returns `None` if
    /// it isn't there to be started, or doesn't answer.
    pub fn connect_or_start(
        &self,
        directories: &Directories,
        face: FaceKind,
        hear: impl Fn(Heard) + Send + Sync + Clone + 'static,
    ) -> Option<Face> {
        let begun = Instant::now();
        // The bus serves the user's own vault only.
        let mut next = if self.is_default() { Step::Activate } else { Step::Start };
        let mut has_started = false;
        while begun.elapsed() < STARTS_WITHIN {
            match self.connect(face, hear.clone()) {
                // One that was started where there is no display, as over SSH.
                Ok(Some(face)) if has_display() && !face.has_display() && face.make_way().unwrap_or(false) => {}
                Ok(Some(face)) => return Some(face),
                Ok(None) => match next {
                    Step::Activate => {
                        activate();
                        next = Step::Start;
                    }
                    Step::Start => {
                        start(directories)?;
                        has_started = true;
                        next = Step::Wait;
                    }
                    Step::Wait => {}
                },
                Err(error) if error.kind() == io::ErrorKind::Unsupported => {
                    let _ = self.ask_to_yield();
                    next = next.min(Step::Start);
                }
                // Another user's, or one that hangs.
                Err(_) if !has_started => return None,
                Err(_) => {}
            }
            thread::sleep(TRY_EVERY);
        }
        None
    }
}

/// What to do next if no process holds the session.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    /// Have the session bus start one.
    Activate,
    /// Start one as a child of this process.
    Start,
    /// One was started.
    Wait,
}

/// Where the program of that process is, beside this one or where packages install it.
pub fn agent_program() -> Option<PathBuf> {
    let program = std::env::current_exe().ok()?;
    let places = [program.with_file_name("watchword-agent"), program.with_file_name(INSTALLED)];
    places.into_iter().find_map(|place| place.canonicalize().ok())
}

fn start(directories: &Directories) -> Option<()> {
    let mut agent = Command::new(agent_program()?);
    agent.arg("--vault").arg(std::path::absolute(&directories.data).ok()?).current_dir("/");
    agent.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut agent = agent.spawn().ok()?;
    // Otherwise its entry would stay until this process ends.
    thread::spawn(move || agent.wait());
    Some(())
}
