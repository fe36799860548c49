use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde::Serialize;
use serde::de::DeserializeOwned;
use zbus::blocking::Connection;
use zbus::blocking::connection::Builder;
use zbus::zvariant::{DynamicType, Type};

/// An ordinary session bus, except that other users may connect: compositors refuse root, so the
/// panel runs as another user where root runs the tests.
const CONFIG: &str = r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
    "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
    <include>/usr/share/dbus-1/session.conf</include>
    <policy context="mandatory"><allow user="*"/></policy>
</busconfig>
"#;

/// A message bus for one test.
pub(crate) struct Bus {
    daemon: Child,
    pub(crate) address: String,
    _folder: tempfile::TempDir,
}

impl Bus {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let config = folder.path().join("bus.conf");
        fs::write(&config, CONFIG).unwrap();
        let mut daemon = Command::new("dbus-daemon")
            .arg(config_option(&config))
            .args(["--nofork", "--nopidfile", "--print-address=1"])
            // It starts no services, such as a notification daemon of this system.
            .env("XDG_DATA_DIRS", folder.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("dbus-daemon");
        let mut address = String::new();
        BufReader::new(daemon.stdout.take().unwrap()).read_line(&mut address).unwrap();
        Self { daemon, address: address.trim().to_owned(), _folder: folder }
    }

    pub(crate) fn connect(&self) -> Connection {
        let builder = Builder::address(self.address.as_str()).unwrap();
        builder.method_timeout(Duration::from_secs(10)).build().unwrap()
    }
}

impl Drop for Bus {
    fn drop(&mut self) {
        let _ = self.daemon.kill();
        let _ = self.daemon.wait();
    }
}

fn config_option(config: &Path) -> String {
    format!("--config-file={}", config.display())
}

/// Calls a method, and returns its answer.
pub(crate) fn call<T: DeserializeOwned + Type>(
    bus: &Connection,
    (program, path, interface): (&str, &str, &str),
    method: &str,
    arguments: &(impl Serialize + DynamicType),
) -> zbus::Result<T> {
    bus.call_method(Some(program), path, Some(interface), method, arguments)?.body().deserialize()
}
