use std::{
    fs,
    io::{BufRead as _, BufReader},
    path::Path,
    process::{Command, Stdio},
};

use zbus::blocking::{Connection, connection::Builder};

use crate::{
    environment::Environment,
    process::{Process, run},
    wait_for,
};

/// The configuration of an ordinary session bus, except that root may connect too: the tests may
/// run as root and the session as another user.
const CONFIG: &str = r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
    "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
    <include>/usr/share/dbus-1/session.conf</include>
    <policy context="mandatory"><allow user="root"/></policy>
</busconfig>
"#;

/// A private session bus. The services it activates inherit the environment it was given.
pub(crate) struct Bus {
    address: String,
    _daemon: Process,
}

impl Bus {
    #[track_caller]
    pub(crate) fn new(environment: &Environment) -> Self {
        let config = Path::new(environment.value("HOME")).join("bus.conf");
        fs::write(&config, CONFIG).expect("a file in the home");
        let mut daemon = Process::start(
            environment
                .command("dbus-daemon")
                .arg(format!("--config-file={}", config.display()))
                .args(["--nofork", "--nopidfile", "--print-address=1"])
                .stdin(Stdio::null())
                .stdout(Stdio::piped())
                .stderr(Stdio::null()),
        );
        let mut address = String::new();
        BufReader::new(daemon.stdout().expect("piped")).read_line(&mut address).expect("the bus prints its address");
        Self { address: address.trim().to_owned(), _daemon: daemon }
    }

    /// The value of `DBUS_SESSION_BUS_ADDRESS` for programs on this bus.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// Connects to the bus.
    #[track_caller]
    pub(crate) fn connect(&self) -> Connection {
        Builder::address(self.address()).and_then(Builder::build).expect("the session's bus")
    }

    /// Has the bus read again which programs it can start.
    #[track_caller]
    pub(crate) fn reload(&self) {
        let (bus, path) = ("org.freedesktop.DBus", "/org/freedesktop/DBus");
        self.connect().call_method(Some(bus), path, Some(bus), "ReloadConfig", &()).expect("the bus reloads");
    }

    /// Waits until a process owns `name`. Doesn't make the bus activate one.
    #[track_caller]
    pub(crate) fn wait_for_owner(&self, name: &str) {
        wait_for(name, 10, || self.has_owner(name).then_some(()));
    }

    /// Waits until no process owns `name`.
    #[track_caller]
    pub(crate) fn wait_for_nobody(&self, name: &str) {
        wait_for(name, 10, || (!self.has_owner(name)).then_some(()));
    }

    fn has_owner(&self, name: &str) -> bool {
        let mut ask = Command::new("dbus-send");
        ask.env("DBUS_SESSION_BUS_ADDRESS", &self.address).args([
            "--session",
            "--print-reply=literal",
            "--dest=org.freedesktop.DBus",
            "/org/freedesktop/DBus",
            "org.freedesktop.DBus.NameHasOwner",
            &format!("string:{name}"),
        ]);
        String::from_utf8_lossy(&run(&mut ask, b"").stdout).contains("true")
    }
}
