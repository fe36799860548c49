mod compositor;
mod gnome;
mod hand;
mod keyboard;
mod keys;
mod kwin;
mod seat;
mod sway;

use std::{
    fs,
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
    process::{Command, Output},
    thread::sleep,
    time::Duration,
};

use rustix::process::geteuid;

pub use self::{compositor::Compositor, seat::Pane};

use self::{gnome::Gnome, kwin::Kwin, seat::Seat, sway::Sway};
use crate::{
    Area, Frame, Page, Process, Provider, Undriven, User,
    bus::Bus,
    environment::Environment,
    home::Home,
    process::{end_all_in, run},
    screens::{Screens, target_folder},
    session::Session,
    turn::Turn,
    wait::soon,
    wait_for,
};

/// A user's computer with a Wayland desktop, signed in, with Watchword installed and never started.
/// If root runs the tests, everything on it runs as `nobody`, because compositors refuse root.
pub struct Wayland {
    seat: Box<dyn Seat>,
    session: Session,
    _system: Bus,
    environment: Environment,
    user: User,
    screens: Screens,
    home: Home,
    _turn: Turn,
}

impl Wayland {
    /// Sets up a desktop. `journey` names the folder of its screenshots.
    #[track_caller]
    pub fn new(compositor: Compositor, journey: &str) -> Self {
        // The large desktops would starve another one of CPU time.
        let turn = if compositor == Compositor::Sway { Turn::take() } else { Turn::take_alone() };
        let (user, home) = (User::ordinary(), Home::new());
        make_place_for_x11();
        home.prefer(r#"{"theme":"light","language":"en"}"#);
        let share = install(&home);
        home.give_to(user);
        let environment = Environment::of(user)
            .with_all(home.variables())
            .with("XDG_DATA_DIRS", format!("{}:/usr/local/share:/usr/share", share.display()))
            .with("WAYLAND_DISPLAY", compositor.display())
            .with("XDG_SESSION_TYPE", "wayland")
            .with("XDG_CURRENT_DESKTOP", compositor.name())
            // Settings come from a file in the home.
            .with("GSETTINGS_BACKEND", "keyfile")
            .with("GIO_USE_VFS", "local")
            .with("NO_AT_BRIDGE", "1");
        // GNOME Shell doesn't start without a system bus. This one has no services, so that no
        // test reaches the machine.
        let system = Bus::new(&environment);
        let environment = environment.with("DBUS_SYSTEM_BUS_ADDRESS", system.address());
        let session = Session::start(&environment, Some(Provider::Gnome));
        // Shells ignore a desktop file whose program isn't there.
        own_command("watchword-app", &home, user, &environment);
        let mut environment = environment.with("DBUS_SESSION_BUS_ADDRESS", session.address());
        let seat: Box<dyn Seat> = match compositor {
            Compositor::Sway => Box::new(Sway::start(environment.clone())),
            Compositor::Kwin => {
                let hand = own_command("watchword-hand", &home, user, &environment);
                Box::new(Kwin::start(environment.clone(), &session.bus, hand))
            }
            Compositor::Gnome { with_x11 } => {
                let gnome = Gnome::start(&environment, &session.bus, with_x11);
                environment = environment.with_all(gnome.x11());
                Box::new(gnome)
            }
        };
        Self { seat, session, _system: system, environment, user, screens: Screens::new(journey), home, _turn: turn }
    }

    /// Writes the preferences (JSON) of an earlier run.
    #[track_caller]
    pub fn prefer(&self, preferences: &str) {
        self.home.prefer(preferences);
        self.home.give_to(self.user);
    }

    /// Builds a command that runs one of Watchword's programs on this desktop: `watchword-app`,
    /// `watchword` or `watchword-shelf`.
    #[track_caller]
    pub fn own_command(&self, name: &str) -> Command {
        own_command(name, &self.home, self.user, &self.environment)
    }

    /// Builds a command that runs a program of the system on this desktop.
    pub fn system_command(&self, program: &str) -> Command {
        self.environment.command(program)
    }

    /// Runs one of Watchword's programs with `arguments`, and with `input` on standard input.
    #[track_caller]
    pub fn run(&self, name: &str, arguments: &[&str], input: &str) -> Output {
        run(self.own_command(name).args(arguments), input.as_bytes())
    }

    /// Starts the app as a user does, with extra environment variables.
    #[track_caller]
    pub fn open(&self, variables: &[(&str, &str)]) -> Undriven {
        let log = fs::File::create(self.home.path().join("app.log"));
        Undriven::new(
            self.own_command("watchword-app").envs(variables.iter().copied()),
            log.expect("a file in the home"),
        )
    }

    /// Starts the app under WebDriver, which reads its page.
    #[track_caller]
    pub fn open_driven(&self) -> Page {
        Page::open(self.own_command("watchword-app").get_program().as_ref(), &self.environment)
    }

    /// Returns whether the desktop itself shows a prompt, as GNOME Shell does above all windows.
    #[track_caller]
    pub fn asks(&self) -> bool {
        self.seat.asks()
    }

    /// Locks the keyring, as its owner can. It asks for its password on its next use.
    #[track_caller]
    pub fn lock_keyring(&self) {
        self.session.lock_keyring();
    }

    /// Starts a program with a window from which one item can be dragged. The item is offered in
    /// these MIME types (`text/uri-list`, `image/png`), and shown if it is an image.
    #[track_caller]
    pub fn shelf(&self, forms: &[(&str, &[u8])]) -> (Process, Pane) {
        let mut shelf = self.own_command("watchword-shelf");
        for (number, (form, bytes)) in forms.iter().enumerate() {
            let file = self.home.path().join(format!("shelf-{number}"));
            fs::write(&file, bytes).expect("a file in the home");
            shelf.arg(form).arg(file);
        }
        let process = Process::start(&mut shelf);
        (process, wait_for("the shelf", 20, || self.window("Shelf")))
    }

    /// Presses chords one after the other in the focused window.
    #[track_caller]
    pub fn press(&self, chords: &[&str]) -> &Self {
        chords.iter().for_each(|chord| self.seat.press(chord));
        self
    }

    /// Types a text in the focused window: letters, digits, spaces and other characters that take
    /// one key on a US keyboard.
    #[track_caller]
    pub fn type_text(&self, text: &str) -> &Self {
        self.seat.type_text(text);
        self
    }

    /// Drags with the pointer from one point to another.
    #[track_caller]
    pub fn drag(&self, from: (u32, u32), to: (u32, u32)) {
        const STEPS: u32 = 10;
        self.seat.point(from.0, from.1);
        self.seat.hold(true);
        for step in 0..=STEPS {
            let between = |from: u32, to: u32| (from * (STEPS - step) + to * step) / STEPS;
            self.seat.point(between(from.0, to.0), between(from.1, to.1));
            // A drag begins after a few pixels, and a window notices it when the pointer moves.
            sleep(Duration::from_millis(100));
        }
        self.seat.hold(false);
    }

    /// Returns the window with this title, if there is one.
    #[track_caller]
    pub fn window(&self, title: &str) -> Option<Pane> {
        self.seat.windows().into_iter().find(|pane| pane.title == title)
    }

    /// Returns the titles of all windows.
    #[track_caller]
    pub fn titles(&self) -> Vec<String> {
        self.seat.windows().into_iter().map(|pane| pane.title).collect()
    }

    /// Returns the window that has the focus.
    #[track_caller]
    pub fn focused(&self) -> Option<Pane> {
        self.seat.windows().into_iter().find(|pane| pane.focused)
    }

    /// Focuses the window with this title, and waits until it has the focus.
    #[track_caller]
    pub fn focus(&self, title: &str) {
        let pane = self.window(title).unwrap_or_else(|| panic!("no window is called {title}"));
        self.seat.focus(&pane);
        wait_for("the focus", 10, || self.window(title).filter(|pane| pane.focused));
    }

    /// Asks the window with this title to close, as its title bar's button does.
    #[track_caller]
    pub fn ask_to_close(&self, title: &str) {
        self.seat.close(&self.window(title).unwrap_or_else(|| panic!("no window is called {title}")));
    }

    /// Closes the window with this title, which on a busy machine may take several requests.
    #[track_caller]
    pub fn close(&self, title: &str) {
        let closed = soon(20, || {
            if let Some(pane) = self.window(title) {
                self.seat.close(&pane);
                sleep(Duration::from_millis(500));
            }
            self.window(title).is_none()
        });
        assert!(closed, "{title} closes");
    }

    /// Captures the screen.
    #[track_caller]
    pub fn frame(&self) -> Frame {
        self.seat.frame()
    }

    /// Captures a part of the screen once a page is drawn there.
    #[track_caller]
    pub fn drawn(&self, area: Area) -> Frame {
        wait_for("something drawn", 20, || Some(self.frame().part(area)).filter(Frame::is_drawn))
    }

    /// Saves a screenshot of the screen to the journey's folder.
    #[track_caller]
    pub fn shoot(&self, step: &str) -> &Self {
        self.frame().save(&self.screens.next(step));
        self
    }

    /// Reads the clipboard as this MIME type, or returns `None` if it isn't offered.
    #[track_caller]
    pub fn copied(&self, form: &str) -> Option<String> {
        self.seat.copied(form)
    }

    /// Reads the clipboard as text, or returns an empty string if it has none.
    #[track_caller]
    pub fn copied_text(&self) -> String {
        self.copied("text/plain;charset=utf-8").unwrap_or_default()
    }

    /// Returns whether the clipboard's text satisfies `is_it` within `seconds`.
    pub fn soon_copied(&self, seconds: u64, is_it: impl Fn(&str) -> bool) -> bool {
        soon(seconds, || is_it(&self.copied_text()))
    }

    /// Returns everything that the app has written to standard output and standard error.
    pub fn log(&self) -> String {
        fs::read_to_string(self.home.path().join("app.log")).unwrap_or_default()
    }

    /// Returns the home folder, where programs keep all of their files.
    pub fn home(&self) -> PathBuf {
        self.home.path().to_owned()
    }
}

impl Drop for Wayland {
    fn drop(&mut self) {
        if std::thread::panicking() {
            println!("the app wrote: {}", self.log());
            if let Ok(frame) = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| self.seat.frame())) {
                frame.save(&self.screens.next("failed"));
            }
        }
        end_all_in(self.home.path());
    }
}

/// Installs what packages have for shells, and returns the folder to search for it. The desktop
/// file names the app that [`own_command`] runs.
#[track_caller]
fn install(home: &Home) -> PathBuf {
    let (share, package) =
        (home.path().join("share"), Path::new(env!("CARGO_MANIFEST_DIR")).join("../packaging/linux"));
    for (folder, file) in [
        ("applications", "org.watchword.Watchword.desktop"),
        ("gnome-shell/search-providers", "org.watchword.Watchword.search-provider.ini"),
    ] {
        let text = fs::read_to_string(package.join(file)).expect("a file of the package");
        let text = text.replace("Exec=", &format!("Exec={}/", home.path().display()));
        fs::create_dir_all(share.join(folder)).expect("a folder in the home");
        fs::write(share.join(folder).join(file), text).expect("a file in the home");
    }
    let icons = share.join("icons/hicolor/scalable/apps");
    fs::create_dir_all(&icons).expect("a folder in the home");
    let icon = icons.join("org.watchword.Watchword.svg");
    fs::copy(package.join("../../icons/watchword.svg"), icon).expect("the icon");
    share
}

#[track_caller]
fn own_command(name: &str, home: &Home, user: User, environment: &Environment) -> Command {
    let User::Nobody = user else { return environment.command(built(name)) };
    // Builds may be in root's home, which no other user can enter. Programs start each other.
    for program in [name, "watchword-agent", "watchword-app"] {
        let (binary, copy) = (built(program), home.path().join(program));
        if !copy.exists() {
            let linked = fs::hard_link(&binary, &copy).or_else(|_| fs::copy(&binary, &copy).map(drop));
            linked.expect("the program in the home");
        }
    }
    environment.command(home.path().join(name))
}

/// Where one of Watchword's programs was built.
#[track_caller]
fn built(name: &str) -> PathBuf {
    let binary = target_folder().join(name);
    assert!(binary.exists(), "{} is missing: `cargo xtask test` builds it", binary.display());
    binary
}

/// Creates the folder of X11's sockets, which a system creates when it boots but a container may
/// lack. Only root can, and compositors refuse a folder that not everyone can write to.
fn make_place_for_x11() {
    let folder = Path::new("/tmp/.X11-unix");
    if geteuid().is_root() && !folder.exists() {
        fs::create_dir(folder).expect("a folder");
        fs::set_permissions(folder, fs::Permissions::from_mode(0o1777)).expect("its mode");
    }
}
