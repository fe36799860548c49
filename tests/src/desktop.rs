use std::{
    ffi::OsStr,
    fs,
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
    time::Duration,
};

use rustix::process::{Pid, Signal, kill_process};

use crate::{
    Clipboard, Display, Item, Provider, SERVICE, Undriven, User,
    clock::clock_ahead,
    environment::Environment,
    home::Home,
    keyring::items,
    process::run,
    screens::{Screens, target_folder},
    session::Session,
    turn::Turn,
    wait_for,
};

/// A user's computer, signed in, with Watchword installed and never started.
pub struct Desktop {
    session: Session,
    size: Option<(u32, u32)>,
    display: Display,
    screens: Screens,
    home: Home,
    cameras: Option<PathBuf>,
    /// A library that sets a program's clock ahead.
    clock: Option<PathBuf>,
    _turn: Turn,
}

impl Desktop {
    /// Sets up a desktop with a keyring. `journey` names the folder of its screenshots.
    #[track_caller]
    pub fn new(journey: &str) -> Self {
        Self::set_up(Turn::take(), journey, Home::new(), Some(Provider::Gnome))
    }

    /// Sets up a desktop with a keyring, and allows no other while it exists.
    #[track_caller]
    pub fn alone(journey: &str) -> Self {
        Self::set_up(Turn::take_alone(), journey, Home::new(), Some(Provider::Gnome))
    }

    /// Sets up a desktop without a keyring.
    #[track_caller]
    pub fn without_keyring(journey: &str) -> Self {
        Self::set_up(Turn::take(), journey, Home::new().without_keyring(), None)
    }

    /// Sets up a desktop with a keyring that nothing restarts after it has ended.
    #[track_caller]
    pub fn with_lone_keyring(journey: &str, provider: Provider) -> Self {
        Self::set_up(Turn::take(), journey, Home::new().without_keyring(), Some(provider))
    }

    #[track_caller]
    fn set_up(turn: Turn, journey: &str, home: Home, keyring: Option<Provider>) -> Self {
        let display = Display::new();
        let session = Session::start(&environment(&home, &display), keyring);
        Self {
            session,
            size: None,
            display,
            screens: Screens::new(journey),
            home,
            cameras: None,
            clock: None,
            _turn: turn,
        }
    }

    /// Returns whether the desktop has a keyring.
    pub fn has_keyring(&self) -> bool {
        self.session.keyring.is_some()
    }

    /// Makes the keyring hang (`SIGSTOP`) until [`Desktop::resume_keyring`].
    pub fn stop_keyring(&self) {
        self.session.keyring.as_ref().expect("a keyring").stop();
    }

    /// Resumes a keyring that hangs (`SIGCONT`).
    pub fn resume_keyring(&self) {
        self.session.keyring.as_ref().expect("a keyring").go_on();
    }

    /// Returns the keyring's process id.
    pub fn keyring_process(&self) -> u32 {
        self.session.keyring.as_ref().expect("a keyring").process()
    }

    /// Kills the keyring (`SIGKILL`).
    pub fn kill_keyring(&self) {
        self.session.keyring.as_ref().expect("a keyring").die();
    }

    /// Restarts the keyring on the same bus, with the files that exist.
    #[track_caller]
    pub fn restart_keyring(&mut self) {
        self.session.restart_keyring(&environment(&self.home, &self.display));
    }

    /// Sends a signal on the session bus, as a screen saver does.
    #[track_caller]
    pub fn signal(&self, signal: &str, argument: &str) {
        let mut send = self.command("dbus-send");
        let sent =
            run(send.args(["--session", "--type=signal", "/org/freedesktop/ScreenSaver", signal, argument]), b"");
        assert!(sent.status.success(), "{}", String::from_utf8_lossy(&sent.stderr));
    }

    /// Locks the keyring, as its owner can.
    #[track_caller]
    pub fn lock_keyring(&self) {
        self.session.lock_keyring();
    }

    /// Locks the keyring so that nobody answers its prompt on the next call while the returned
    /// value lives: GNOME Keyring's prompter is on the bus, but never replies.
    #[track_caller]
    pub fn keyring_asks_in_vain(&self) -> impl Sized {
        let bus = zbus::blocking::connection::Builder::address(self.session.address());
        let prompter = bus.and_then(|bus| bus.name("org.gnome.keyring.SystemPrompter")?.build());
        let prompter = prompter.expect("a name on the session bus");
        self.lock_keyring();
        prompter
    }

    /// Returns the folder of the keyring's files.
    pub fn keyring_files(&self) -> PathBuf {
        self.home.path().join("data/keyrings")
    }

    /// Writes one of Watchword's items to the keyring.
    #[track_caller]
    pub fn write_keyring_item(&self, username: &str, value: &str) {
        let mut store = self.command("secret-tool");
        store.args(["store", "--label=item", "service", SERVICE, "username", username]);
        assert!(run(&mut store, value.as_bytes()).status.success(), "{username}");
    }

    /// Removes one of Watchword's items from the keyring.
    #[track_caller]
    pub fn remove_keyring_item(&self, username: &str) {
        let mut clear = self.command("secret-tool");
        clear.args(["clear", "service", SERVICE, "username", username]);
        assert!(run(&mut clear, b"").status.success(), "{username}");
    }

    /// Writes the preferences (JSON) before the app's first start.
    #[track_caller]
    pub fn with_preferences(self, preferences: &str) -> Self {
        self.home.prefer(preferences);
        self
    }

    /// Sets a policy (JSON) for this computer. Programs see a copy of `/etc`, which root owns.
    #[must_use]
    pub fn with_policy(self, policy: &str) -> Self {
        self.home.copy_etc();
        self.set_policy(policy);
        self
    }

    /// Changes the policy of [`Desktop::with_policy`].
    #[track_caller]
    pub fn set_policy(&self, policy: &str) {
        let folder = self.home.etc().expect("a policy was set").join("watchword");
        fs::create_dir_all(&folder).expect("a folder in the home");
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).expect("it is ours");
        fs::write(folder.join("policy.json"), policy).expect("the policy");
        fs::set_permissions(folder.join("policy.json"), fs::Permissions::from_mode(0o644)).expect("it is ours");
    }

    /// Installs the agent where the session bus finds it.
    #[track_caller]
    pub fn with_agent_on_the_bus(self) -> Self {
        self.home.install_agent(&target_folder().join("watchword-agent"));
        self.session.bus.reload();
        self
    }

    /// Sets the size of every window of the app, in pixels.
    pub fn with_size(self, width: u32, height: u32) -> Self {
        Self { size: Some((width, height)), ..self }
    }

    /// Replaces the computer's cameras with one camera for each folder in `folder`, which plays
    /// that folder's images.
    pub fn with_recorded_cameras(self, folder: PathBuf) -> Self {
        Self { cameras: Some(folder), ..self }
    }

    /// Sets the clock of every program that is started from now on ahead by this many days.
    #[track_caller]
    pub fn set_clock_ahead(&mut self, days: u32) {
        self.clock = Some(clock_ahead(&self.home(), days));
        self.end_agent();
    }

    /// Ends the process that holds the session, which would stay for a while with its clock and its
    /// bus.
    fn end_agent(&self) {
        if let Some(agent) = self.agent() {
            let _ = kill_process(agent, Signal::TERM);
            wait_for("the agent's end", 10, || self.agent().is_none().then_some(()));
        }
    }

    /// Returns whether the app that was started last has a file or folder open.
    pub fn has_open(&self, path: &Path) -> bool {
        let open = fs::read_dir(format!("/proc/{}/fd", self.app_id()));
        open.into_iter().flatten().flatten().any(|entry| fs::read_link(entry.path()).is_ok_and(|file| file == path))
    }

    /// Signs out and in again, with a new bus and the keyring read from its file.
    #[track_caller]
    pub fn sign_in_again(&mut self) {
        self.end_agent();
        let keyring = self.session.keyring.as_ref().map(|keyring| keyring.provider);
        self.session = Session::start(&environment(&self.home, &self.display), keyring);
    }

    /// Returns the width and height set for the app's windows, in pixels, or `None` if the app
    /// chooses its own.
    pub(crate) fn window_size(&self) -> Option<(u32, u32)> {
        self.size
    }

    /// Starts the app as a user does, without WebDriver, with extra environment variables.
    #[track_caller]
    pub fn open_undriven(&self, variables: &[(&str, &str)]) -> Undriven {
        self.open_with(variables, None)
    }

    /// Starts the app as another program does to open a link.
    #[track_caller]
    pub fn open_link(&self, link: &str) -> Undriven {
        self.open_with(&[], Some(link))
    }

    #[track_caller]
    fn open_with(&self, variables: &[(&str, &str)], argument: Option<&str>) -> Undriven {
        let mut app = self.command(target_folder().join("watchword-app"));
        let app = Undriven::new(app.args(argument).envs(variables.iter().copied()), Stdio::null());
        wait_for("the window", 30, || self.display.windows().into_iter().next());
        app
    }

    /// Builds a command that runs on this desktop. It inherits nothing from the test's
    /// environment.
    pub fn command(&self, program: impl AsRef<OsStr>) -> Command {
        self.environment().command(program)
    }

    /// Runs `watchword` with `arguments` and with `input` on standard input.
    #[track_caller]
    pub fn watchword(&self, arguments: &[&str], input: &str) -> Output {
        run(self.watchword_command().args(arguments), input.as_bytes())
    }

    /// Builds a command that runs `watchword`.
    pub fn watchword_command(&self) -> Command {
        self.command(target_folder().join("watchword"))
    }

    /// Returns the process that answers commands while there is no window, if it runs. It is found
    /// by its command line, because it lets only root see its environment.
    pub fn agent(&self) -> Option<Pid> {
        let vault = self.data();
        let is_agent = |id: &i32| {
            let line = fs::read(format!("/proc/{id}/cmdline")).unwrap_or_default();
            let mut words = line.split(|byte| *byte == 0);
            words.next().is_some_and(|program| program.ends_with(b"watchword-agent"))
                && words.any(|word| word == vault.as_os_str().as_encoded_bytes())
        };
        let processes = fs::read_dir("/proc").into_iter().flatten().flatten();
        let mut ids = processes.filter_map(|process| process.file_name().to_str()?.parse().ok());
        ids.find(is_agent).and_then(Pid::from_raw)
    }

    /// Returns Watchword's items in the keyring.
    #[track_caller]
    pub fn keyring_items(&self) -> Vec<Item> {
        items(|| self.command("secret-tool"))
    }

    /// Returns the display's clipboard.
    pub fn clipboard(&self) -> Clipboard<'_> {
        Clipboard::new(self.display.name())
    }

    /// Returns the desktop's display.
    pub fn display(&self) -> &Display {
        &self.display
    }

    /// Returns the home folder, where programs keep all of their files.
    pub fn home(&self) -> PathBuf {
        self.home.path().to_owned()
    }

    /// Returns the folder of the vault's files.
    pub fn data(&self) -> PathBuf {
        self.home.data()
    }

    /// Returns everything that the app has written to standard output and standard error.
    pub fn log(&self) -> String {
        fs::read_to_string(self.home.path().join("app.log")).unwrap_or_default()
    }

    /// Returns the folder of the journey's screenshots.
    pub fn pictures(&self) -> PathBuf {
        self.screens.folder().to_owned()
    }

    /// Saves a screenshot of the whole display to the journey's folder, once what was typed has had
    /// time to be drawn.
    pub fn shoot(&self, step: &str) {
        std::thread::sleep(Duration::from_millis(600));
        self.display().shoot("root", &self.screens().next(step));
    }

    pub(crate) fn screens(&self) -> &Screens {
        &self.screens
    }

    /// Writes the script that WebKitWebDriver starts as the app. It records the app's process id
    /// and output.
    #[track_caller]
    pub(crate) fn application(&self) -> PathBuf {
        let (home, binary) = (self.home.path().display(), target_folder().join("watchword-app"));
        assert!(binary.exists(), "{} is missing: `cargo xtask test` builds it", binary.display());
        let binary = binary.display();
        let script =
            format!("#!/bin/sh\necho $$ > '{home}/app.pid'\nexec '{binary}' \"$@\" >> '{home}/app.log' 2>&1\n");
        let path = self.home.path().join("watchword-app");
        fs::write(&path, script).expect("a script in the home");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o700)).expect("an executable script");
        path
    }

    /// Builds a command that kills the app that was started last, after a delay.
    pub fn killer(&self, after: Duration) -> Command {
        let mut killer = self.command("sh");
        killer.args(["-c", &format!("sleep {}; kill -KILL {}", after.as_secs_f64(), self.app_id())]);
        killer
    }

    fn app_id(&self) -> String {
        fs::read_to_string(self.home.path().join("app.pid")).unwrap_or_default().trim().to_owned()
    }

    /// Returns whether the app that was started last is running.
    pub fn is_running(&self) -> bool {
        let id = self.app_id();
        // A zombie has quit: its parent is WebKitWebDriver, which may not reap it.
        fs::read_to_string(format!("/proc/{}/stat", id))
            .is_ok_and(|stat| !stat.rsplit(')').next().is_some_and(|state| state.trim_start().starts_with('Z')))
    }

    /// Returns the whole environment of a program on this desktop.
    pub(crate) fn environment(&self) -> Environment {
        let cameras = self.cameras.iter().map(|folder| ("WATCHWORD_RECORDED_CAMERAS", folder.display().to_string()));
        environment(&self.home, &self.display)
            .with("DBUS_SESSION_BUS_ADDRESS", self.session.address())
            .with_etc(self.home.etc())
            .with_all(cameras)
            .with_all(self.clock.iter().map(|library| ("LD_PRELOAD", library.display().to_string())))
    }
}

/// Returns the environment without the bus, which is itself started in this environment.
fn environment(home: &Home, display: &Display) -> Environment {
    Environment::of(User::Same)
        .with_all(home.variables())
        .with("DISPLAY", display.name())
        .with("GDK_BACKEND", "x11")
        .with("GSETTINGS_BACKEND", "memory")
        // Otherwise GTK looks for the accessibility bus, and nothing answers there.
        .with("NO_AT_BRIDGE", "1")
}
