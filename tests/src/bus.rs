use std::{
    io::{BufRead as _, BufReader},
    process::{Command, Stdio},
};

use crate::{
    process::{Process, run},
    wait_for,
};

/// A private session bus. What it starts on demand sees the variables it was given.
pub(crate) struct Bus {
    address: String,
    _daemon: Process,
}

impl Bus {
    #[track_caller]
    pub(crate) fn new(variables: &[(&str, String)]) -> Self {
        let mut daemon = Process::start(
            Command::new("dbus-daemon")
                .args(["--session", "--nofork", "--nopidfile", "--print-address=1"])
                .env_clear()
                .envs(variables.iter().map(|(name, value)| (name, value)))
                .stdin(Stdio::null())
                .stdout(Stdio::piped())
                .stderr(Stdio::null()),
        );
        let mut address = String::new();
        BufReader::new(daemon.stdout().expect("piped")).read_line(&mut address).expect("the bus says its address");
        Self { address: address.trim().to_owned(), _daemon: daemon }
    }

    /// What `DBUS_SESSION_BUS_ADDRESS` must be to meet here.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// Waits until somebody owns `name`, without the bus starting an owner by itself.
    #[track_caller]
    pub(crate) fn wait_for_owner(&self, name: &str) {
        wait_for(name, 10, || self.has_owner(name).then_some(()));
    }

    /// Waits until nobody owns `name` any more.
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
