use std::ffi::OsString;
use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

use rustix::process::{DumpableBehavior, set_dumpable_behavior, setsid};
use watchword_agent::{Address, FaceKind, Holder, Host};
use watchword_desktop::{away, config_directory, data_directory, forbid_core_dumps, keyring_name, when_bus_ends};
use watchword_session::{Directories, Patience, Session, SharedSession, SystemClock, scrubbed};

/// How often it looks whether the vault has been idle for too long, or nobody needs it any more.
const LOOK_EVERY: Duration = Duration::from_secs(5);
/// How long it stays after the last face has gone, with the vault locked.
const STAYS: Duration = Duration::from_secs(60);

/// Holds the session until nobody needs it.
pub(crate) fn run(arguments: impl Iterator<Item = OsString>) -> ExitCode {
    forbid_core_dumps();
    // Nor may another program of the user read its memory, or attach a debugger.
    let _ = set_dumpable_behavior(DumpableBehavior::NotDumpable);
    // The terminal that started it may close.
    let _ = setsid();
    close_inherited();
    let Some(directories) = directories(arguments) else { return ExitCode::from(2) };
    let Some(address) = Address::of(&directories.data) else { return ExitCode::FAILURE };
    let patience = Arc::new(Patience::new(|_| {}));
    let begin = {
        let patience = patience.clone();
        move || Session::on_this_computer(directories, patience).with_keyring_name(keyring_name())
    };
    let process = Arc::new(Process { session: SharedSession::new(patience, begin), done: Done::default() });
    let host = Arc::new(Host::new(process.clone(), FaceKind::Agent, Arc::new(SystemClock)));
    let serving = match address.serve(host) {
        Ok(Some(serving)) => serving,
        // Another process has been faster, and is just as good.
        Ok(None) => return ExitCode::SUCCESS,
        Err(_) => return ExitCode::FAILURE,
    };
    let leaving = process.clone();
    away::watch(move || leaving.lock());
    let signed_out = process.clone();
    when_bus_ends(move || signed_out.release());
    while !process.done.within(LOOK_EVERY) {
        scrubbed(|| process.session.lock_if_idle());
        let is_needed = !process.session.is_locked() || serving.quiet_for() < STAYS;
        if !is_needed || !serving.is_reachable() {
            break;
        }
    }
    process.lock();
    ExitCode::SUCCESS
}

/// Closes what the program that started this one had open, such as a lock that it holds.
fn close_inherited() {
    let open = fs::read_dir("/proc/self/fd").into_iter().flatten().flatten();
    let open: Vec<i32> = open.filter_map(|file| file.file_name().to_str()?.parse().ok()).collect();
    for descriptor in open.into_iter().filter(|descriptor| *descriptor > 2) {
        // The folder itself was open, and no longer is.
        let _ = nix::unistd::close(descriptor);
    }
}

/// The folders of the vault: the user's, or that of `--vault DIR`.
fn directories(mut arguments: impl Iterator<Item = OsString>) -> Option<Directories> {
    let (data, config) = data_directory().zip(config_directory())?;
    let directories = Directories { data, config };
    match (arguments.next(), arguments.next().map(PathBuf::from), arguments.next()) {
        (None, ..) => Some(directories),
        (Some(option), Some(vault), None) if option == "--vault" => Some(directories.with_vault(&vault)),
        _ => None,
    }
}

struct Process {
    session: SharedSession,
    done: Done,
}

impl Holder for Process {
    fn session(&self) -> &SharedSession {
        &self.session
    }

    fn release(&self) {
        self.done.set();
    }
}

/// Whether another process is to hold the session.
#[derive(Default)]
struct Done(Mutex<bool>, Condvar);

impl Done {
    fn set(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.1.notify_all();
    }

    fn within(&self, time: Duration) -> bool {
        let done = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.1.wait_timeout_while(done, time, |done| !*done);
        *waited.unwrap_or_else(PoisonError::into_inner).0
    }
}
