use std::process::Command;

use rustix::process::Signal;

use crate::{
    Provider,
    bus::Bus,
    environment::Environment,
    process::{Process, read, run},
};

/// The attribute `service` of Watchword's items: the app's bundle identifier.
pub const SERVICE: &str = "org.watchword.Watchword";

/// One of Watchword's items in the keyring.
pub struct Item {
    /// The attribute `username`: `<vault uuid>/<what>`.
    pub username: String,
    /// The secret, one line of text.
    pub value: String,
}

/// An unlocked keyring on a private bus.
pub(crate) struct Keyring {
    process: Process,
    pub(crate) provider: Provider,
}

impl Keyring {
    #[track_caller]
    pub(crate) fn unlocked(bus: &Bus, environment: &Environment, provider: Provider) -> Self {
        Self { process: provider.start(bus, environment), provider }
    }

    /// Returns the keyring's process id.
    pub(crate) fn process(&self) -> u32 {
        self.process.id()
    }

    /// Makes the keyring hang (`SIGSTOP`).
    pub(crate) fn stop(&self) {
        self.process.signal(Signal::STOP);
    }

    /// Resumes the keyring (`SIGCONT`).
    pub(crate) fn go_on(&self) {
        self.process.signal(Signal::CONT);
    }

    /// Kills the keyring (`SIGKILL`).
    pub(crate) fn die(&self) {
        self.process.signal(Signal::KILL);
    }
}

/// Adds an item whose name another item already has; the keyring keeps both.
#[cfg(target_os = "linux")]
#[track_caller]
pub(crate) fn add_twin(address: &str, username: &str, value: &str) {
    use std::collections::HashMap;

    use zbus::zvariant::{OwnedObjectPath, OwnedValue, Value};

    const SECRETS: &str = "org.freedesktop.secrets";
    let bus = zbus::blocking::connection::Builder::address(address).and_then(|bus| bus.build()).expect("the bus");
    let service = Some("org.freedesktop.Secret.Service");
    let opened = bus
        .call_method(Some(SECRETS), "/org/freedesktop/secrets", service, "OpenSession", &("plain", Value::from("")))
        .expect("a session");
    let (_, session): (OwnedValue, OwnedObjectPath) = opened.body().deserialize().expect("a session");
    let attributes: HashMap<&str, &str> = [("service", SERVICE), ("username", username)].into();
    let properties: HashMap<&str, Value<'_>> = [
        ("org.freedesktop.Secret.Item.Label", Value::from("twin")),
        ("org.freedesktop.Secret.Item.Attributes", Value::from(attributes)),
    ]
    .into();
    let secret = (session, Vec::<u8>::new(), value.as_bytes(), "text/plain");
    bus.call_method(
        Some(SECRETS),
        "/org/freedesktop/secrets/aliases/default",
        Some("org.freedesktop.Secret.Collection"),
        "CreateItem",
        &(properties, secret, false),
    )
    .expect("an item");
}

/// Returns Watchword's items in the keyring that `secret_tool` talks to.
#[track_caller]
pub(crate) fn items(secret_tool: impl Fn() -> Command) -> Vec<Item> {
    let item = |username: String| {
        let value = read(secret_tool().args(["lookup", "service", SERVICE, "username", &username]), b"");
        Item { value: String::from_utf8_lossy(&value).into_owned(), username }
    };
    names(&secret_tool).into_iter().map(item).collect()
}

/// Returns only the names. A search prints them to standard error, separately from the values.
#[track_caller]
pub(crate) fn names(secret_tool: impl Fn() -> Command) -> Vec<String> {
    let found = run(secret_tool().args(["search", "--all", "service", SERVICE]), b"").stderr;
    let found = String::from_utf8_lossy(&found);
    found.lines().filter_map(|line| line.strip_prefix("attribute.username = ")).map(str::to_owned).collect()
}
