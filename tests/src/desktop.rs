use std::{
    ffi::OsStr,
    fs,
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
    process::{Command, Output},
    sync::{Mutex, MutexGuard, PoisonError},
};

use crate::{
    Clipboard, Display, Item, Shelf, Window,
    bus::Bus,
    home::Home,
    keyring::{Keyring, items},
    process::run,
    screens::{Screens, target_folder},
};

/// Desktops stand one at a time: windows drawn in software starve each other on a small machine.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

/// A person's computer, signed in, with Watchword installed and never started.
pub struct Desktop {
    session: Session,
    size: Option<(u32, u32)>,
    display: Display,
    screens: Screens,
    home: Home,
    _turn: MutexGuard<'static, ()>,
}

/// What a person signs in to: a bus, and the keyring unlocked on it.
struct Session {
    _keyring: Keyring,
    bus: Bus,
}

impl Desktop {
    /// Sets one up for `journey`, whose pictures are kept under that name.
    #[track_caller]
    pub fn new(journey: &str) -> Self {
        let turn = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
        let (home, display) = (Home::new(), Display::new());
        let session = Session::start(&home, &display);
        Self { session, size: None, display, screens: Screens::new(journey), home, _turn: turn }
    }

    /// Chooses preferences (JSON) before the app's first start.
    #[track_caller]
    pub fn with_preferences(self, preferences: &str) -> Self {
        self.home.prefer(preferences);
        self
    }

    /// Gives every window of the app this size, in pixels.
    pub fn with_size(self, width: u32, height: u32) -> Self {
        Self { size: Some((width, height)), ..self }
    }

    /// Signs out and in again: another bus, and the keyring read from its file.
    #[track_caller]
    pub fn sign_in_again(&mut self) {
        self.session = Session::start(&self.home, &self.display);
    }

    /// Starts the app.
    #[track_caller]
    pub fn open(&self) -> Window<'_> {
        let window = Window::open(self);
        if let Some((width, height)) = self.size {
            window.resize(width, height);
        }
        window
    }

    /// A program that runs on this desktop, with nothing in its environment from outside.
    pub fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command.env_clear().envs(self.variables());
        command
    }

    /// Runs `watchword` with `arguments` and `input`.
    #[track_caller]
    pub fn watchword(&self, arguments: &[&str], input: &str) -> Output {
        run(self.watchword_command().args(arguments), input.as_bytes())
    }

    /// `watchword`, not started yet.
    pub fn watchword_command(&self) -> Command {
        self.command(target_folder().join("watchword"))
    }

    /// Watchword's items in the keyring.
    #[track_caller]
    pub fn keyring_items(&self) -> Vec<Item> {
        items(|| self.command("secret-tool"))
    }

    /// Puts a file onto a shelf, to be dragged from there.
    #[track_caller]
    pub fn shelf(&self, file: &Path) -> Shelf {
        Shelf::with(self, file)
    }

    /// The clipboard.
    pub fn clipboard(&self) -> Clipboard<'_> {
        Clipboard::new(self.display.name())
    }

    /// The display.
    pub fn display(&self) -> &Display {
        &self.display
    }

    /// The home, where everything that programs keep ends up.
    pub fn home(&self) -> PathBuf {
        self.home.path().to_owned()
    }

    /// The folder of the vault's files.
    pub fn data(&self) -> PathBuf {
        self.home.data()
    }

    /// All that the app has written to its standard output and error.
    pub fn log(&self) -> String {
        fs::read_to_string(self.home.path().join("app.log")).unwrap_or_default()
    }

    /// The folder of the journey's pictures.
    pub fn pictures(&self) -> PathBuf {
        self.screens.folder().to_owned()
    }

    pub(crate) fn screens(&self) -> &Screens {
        &self.screens
    }

    /// What WebKitWebDriver starts in place of the app: a script that keeps what the app writes, and its process id.
    #[track_caller]
    pub(crate) fn application(&self) -> PathBuf {
        let (home, binary) = (self.home.path().display(), target_folder().join("watchword-app"));
        assert!(binary.exists(), "{} is missing: `cargo xtask test` builds it", binary.display());
        let binary = binary.display();
        let script =
            format!("#!/bin/sh\necho $$ > '{home}/app.pid'\nexec '{binary}' \"$@\" >> '{home}/app.log' 2>&1\n");
        let path = self.home.path().join("watchword-app");
        fs::write(&path, script).expect("a script in the home");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o700)).expect("the script is made to run");
        path
    }

    /// Whether the app that was started last is there.
    pub fn is_running(&self) -> bool {
        let id = fs::read_to_string(self.home.path().join("app.pid")).unwrap_or_default();
        // A zombie has quit: its parent is WebKitWebDriver, which may not look.
        fs::read_to_string(format!("/proc/{}/stat", id.trim()))
            .is_ok_and(|stat| !stat.rsplit(')').next().is_some_and(|state| state.trim_start().starts_with('Z')))
    }

    /// The whole environment of a program on this desktop.
    pub(crate) fn variables(&self) -> Vec<(&'static str, String)> {
        let mut variables = variables(&self.home, &self.display);
        variables.push(("DBUS_SESSION_BUS_ADDRESS", self.session.bus.address().to_owned()));
        variables
    }
}

impl Session {
    #[track_caller]
    fn start(home: &Home, display: &Display) -> Self {
        let mut variables = variables(home, display);
        let bus = Bus::new(&variables);
        variables.push(("DBUS_SESSION_BUS_ADDRESS", bus.address().to_owned()));
        Self { _keyring: Keyring::unlocked(&bus, &variables), bus }
    }
}

/// The environment but for the bus, which itself is started with it.
fn variables(home: &Home, display: &Display) -> Vec<(&'static str, String)> {
    let mut variables = home.variables();
    variables.extend([
        ("PATH", std::env::var("PATH").unwrap_or_default()),
        ("LANG", "C.UTF-8".to_owned()),
        ("DISPLAY", display.name().to_owned()),
        ("GDK_BACKEND", "x11".to_owned()),
        ("GSETTINGS_BACKEND", "memory".to_owned()),
        // Without it GTK looks for the bus of assistive technologies, which nobody answers on here.
        ("NO_AT_BRIDGE", "1".to_owned()),
    ]);
    variables
}
