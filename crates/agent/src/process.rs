use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;
use std::{fs, io, thread};

use rustix::process::{DumpableBehavior, set_dumpable_behavior, setsid};
use watchword_agent::{Address, FaceKind, Host, Serving};
use watchword_desktop::{config_directory, data_directory, forbid_core_dumps, has_display, when_bus_ends};
use watchword_session::Directories;

use crate::done::Done;
use crate::on_desktop::OnDesktop;
use crate::palette::Palette;

/// How often it looks whether nobody needs it any more.
const LOOK_EVERY: Duration = Duration::from_secs(5);
/// How long it stays after the last face has gone, with the vault locked.
const STAYS: Duration = Duration::from_secs(60);
/// How often it looks whether another process has made way.
const TRY_EVERY: Duration = Duration::from_millis(100);

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
    let done = Arc::new(Done::default());
    let config = directories.config.clone();
    let palette = Arc::new(Palette::default());
    let (released, opens) = (done.clone(), palette.clone());
    let host = Host::on_this_computer(directories, FaceKind::Agent)
        .when_released(move || released.set())
        .with_palette(move || opens.toggle());
    let host = Arc::new(host);
    palette.set_host(&host);
    let serving = match listen(&address, &host) {
        Ok(Some(serving)) => serving,
        Ok(None) => return ExitCode::SUCCESS,
        Err(_) => return ExitCode::FAILURE,
    };
    host.lock_when_away();
    let signed_out = done.clone();
    when_bus_ends(move || signed_out.set());
    let on_desktop = OnDesktop::new(host.clone(), config, palette, done.clone(), address.is_default());
    while !done.within(LOOK_EVERY) {
        let stays = host.has_window() || on_desktop.stays() || on_desktop.has_clipboard();
        let is_needed = stays || !host.session().is_locked() || serving.quiet_for() < STAYS;
        if !is_needed || !serving.is_reachable() {
            break;
        }
    }
    host.lock();
    on_desktop.clear_clipboard();
    ExitCode::SUCCESS
}

/// Listens, unless another process has been faster and is just as good. One without a display isn't
/// if this one has one: its vault may be unlocked over SSH, so this one waits until it is locked.
fn listen(address: &Address, host: &Arc<Host>) -> io::Result<Option<Serving>> {
    loop {
        if let Some(serving) = address.serve(host.clone())? {
            return Ok(Some(serving));
        }
        match address.connect(FaceKind::Agent, |_| {}) {
            Ok(Some(other)) if has_display() && !other.has_display() => drop(other.make_way()),
            // It is about to listen, or to end.
            Ok(None) if has_display() => {}
            _ => return Ok(None),
        }
        thread::sleep(TRY_EVERY);
    }
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
