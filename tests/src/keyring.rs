use std::process::{Command, Stdio};

use rustix::process::Signal;

use crate::{
    bus::Bus,
    process::{Process, read, run},
};

/// The service under which Watchword keeps its items: the app's bundle identifier.
pub const SERVICE: &str = "org.watchword.Watchword";

/// The name that a keyring takes on the bus.
const NAME: &str = "org.freedesktop.secrets";

/// One item of the keyring.
pub struct Item {
    /// Its attribute `username`: `<vault uuid>/<what>`.
    pub username: String,
    /// The line it holds.
    pub value: String,
}

/// GNOME Keyring on a private bus, its login keyring unlocked.
pub(crate) struct Keyring {
    daemon: Process,
}

impl Keyring {
    #[track_caller]
    pub(crate) fn unlocked(bus: &Bus, variables: &[(&str, String)]) -> Self {
        bus.wait_for_nobody(NAME);
        let mut daemon = Process::start(
            Command::new("gnome-keyring-daemon")
                .args(["--foreground", "--unlock", "--components=secrets"])
                .env_clear()
                .envs(variables.iter().map(|(name, value)| (name, value)))
                .env("DBUS_SESSION_BUS_ADDRESS", bus.address())
                .stdin(Stdio::piped())
                .stdout(Stdio::null())
                .stderr(Stdio::null()),
        );
        daemon.feed(b"login");
        bus.wait_for_owner(NAME);
        Self { daemon }
    }

    /// Its process.
    pub(crate) fn process(&self) -> u32 {
        self.daemon.id()
    }

    /// Hangs, until it goes on.
    pub(crate) fn stop(&self) {
        self.daemon.signal(Signal::STOP);
    }

    /// Goes on after a stop.
    pub(crate) fn go_on(&self) {
        self.daemon.signal(Signal::CONT);
    }

    /// Dies.
    pub(crate) fn die(&self) {
        self.daemon.signal(Signal::KILL);
    }
}

/// Watchword's items in the keyring that `secret_tool` speaks to.
#[track_caller]
pub(crate) fn items(secret_tool: impl Fn() -> Command) -> Vec<Item> {
    let item = |username: String| {
        let value = read(secret_tool().args(["lookup", "service", SERVICE, "username", &username]), b"");
        Item { value: String::from_utf8_lossy(&value).into_owned(), username }
    };
    names(&secret_tool).into_iter().map(item).collect()
}

/// Their names alone. A search tells them on standard error, apart from the values.
#[track_caller]
pub(crate) fn names(secret_tool: impl Fn() -> Command) -> Vec<String> {
    let found = run(secret_tool().args(["search", "--all", "service", SERVICE]), b"").stderr;
    let found = String::from_utf8_lossy(&found);
    found.lines().filter_map(|line| line.strip_prefix("attribute.username = ")).map(str::to_owned).collect()
}
