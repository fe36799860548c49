use std::collections::HashMap;
use std::time::Duration;

use zbus::blocking::connection::Builder;
use zbus::blocking::fdo::DBusProxy;
use zbus::blocking::{Connection, MessageIterator};
use zbus::zvariant::{OwnedFd, OwnedObjectPath, OwnedValue, Value};
use zbus::{MatchRule, Message, message::Type};

const NAME: &str = "org.freedesktop.login1";
const PATH: &str = "/org/freedesktop/login1";
const MANAGER: &str = "org.freedesktop.login1.Manager";
const SESSION: &str = "org.freedesktop.login1.Session";
const PROPERTIES: &str = "org.freedesktop.DBus.Properties";
/// The caller's session, under a name that works without its id.
const OWN_SESSION: &str = "/org/freedesktop/login1/session/auto";

/// How long logind may take to answer. It delays sleep for 5 s at most.
const ANSWERS_WITHIN: Duration = Duration::from_secs(5);

/// Connects to the system bus.
pub(super) fn connect() -> zbus::Result<Connection> {
    Builder::system()?.method_timeout(ANSWERS_WITHIN).build()
}

/// The program that manages sessions and sleep (systemd-logind or elogind).
pub(super) struct Logind {
    bus: Connection,
    messages: MessageIterator,
    /// Delays sleep until it is closed.
    delay: Option<OwnedFd>,
}

impl Logind {
    pub(super) fn on(bus: Connection) -> zbus::Result<Self> {
        let messages = MessageIterator::from(&bus);
        let proxy = DBusProxy::new(&bus)?;
        let signal = |interface: &'static str, member: &'static str| {
            MatchRule::builder().msg_type(Type::Signal).sender(NAME)?.interface(interface)?.member(member)
        };
        proxy.add_match_rule(signal(MANAGER, "PrepareForSleep")?.build())?;
        let own = own_session(&bus);
        for rule in [signal(SESSION, "Lock")?, signal(PROPERTIES, "PropertiesChanged")?.arg(0, SESSION)?] {
            let rule = match &own {
                Ok(path) => rule.path(path)?,
                // Any session's: locking for another user's is better than not locking.
                Err(_) => rule,
            };
            proxy.add_match_rule(rule.build())?;
        }
        let delay = hold_sleep_back(&bus);
        Ok(Self { bus, messages, delay })
    }

    /// Calls `left` whenever the session locks or the computer goes to sleep, for as long as there
    /// is a bus.
    pub(super) fn listen(self, left: &dyn Fn()) -> zbus::Result<()> {
        let Self { bus, messages, mut delay } = self;
        for message in messages {
            let message = message?;
            let header = message.header();
            let told = header.interface().map(|name| name.as_str()).zip(header.member().map(|name| name.as_str()));
            match told {
                Some((MANAGER, "PrepareForSleep")) if message.body().deserialize::<bool>().unwrap_or(true) => {
                    left();
                    drop(delay.take());
                }
                Some((MANAGER, "PrepareForSleep")) => delay = hold_sleep_back(&bus),
                Some((SESSION, "Lock")) => left(),
                Some((PROPERTIES, "PropertiesChanged")) if is_locked(&message) => left(),
                _ => {}
            }
        }
        Ok(())
    }
}

/// Asks logind to delay sleep until the returned descriptor is closed. `systemd-inhibit --list`
/// shows the words.
fn hold_sleep_back(bus: &Connection) -> Option<OwnedFd> {
    let asked = ("sleep", "Watchword", "Locks the vault", "delay");
    bus.call_method(Some(NAME), PATH, Some(MANAGER), "Inhibit", &asked).ok()?.body().deserialize().ok()
}

/// The session that this process belongs to or, if it belongs to none, the one that its user sees.
fn own_session(bus: &Connection) -> zbus::Result<OwnedObjectPath> {
    let id = bus.call_method(Some(NAME), OWN_SESSION, Some(PROPERTIES), "Get", &(SESSION, "Id"))?;
    let id = String::try_from(id.body().deserialize::<OwnedValue>()?)?;
    bus.call_method(Some(NAME), PATH, Some(MANAGER), "GetSession", &id)?.body().deserialize()
}

/// Whether a session's `LockedHint` has become true. Desktops set it once their screen saver has
/// locked.
fn is_locked(message: &Message) -> bool {
    let body = message.body();
    let changed = body.deserialize::<(&str, HashMap<&str, Value<'_>>, Vec<&str>)>();
    changed.is_ok_and(|(_, changed, _)| changed.get("LockedHint") == Some(&Value::Bool(true)))
}

#[cfg(test)]
mod tests {
    use std::io::{PipeReader, Read as _, pipe};
    use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
    use std::thread;

    use super::*;
    use crate::testing::Bus;

    const OURS: &str = "/org/freedesktop/login1/session/c1";
    const LONG: Duration = Duration::from_secs(30);

    /// Hands out delays, and keeps the other end of each.
    struct Manager(Sender<PipeReader>);

    #[zbus::interface(name = "org.freedesktop.login1.Manager")]
    impl Manager {
        fn inhibit(&self, what: &str, _who: &str, _why: &str, mode: &str) -> OwnedFd {
            assert_eq!((what, mode), ("sleep", "delay"));
            let (held, delay) = pipe().unwrap();
            self.0.send(held).unwrap();
            std::os::fd::OwnedFd::from(delay).into()
        }

        fn get_session(&self, id: &str) -> OwnedObjectPath {
            format!("/org/freedesktop/login1/session/{id}").try_into().unwrap()
        }
    }

    struct OwnSession;

    #[zbus::interface(name = "org.freedesktop.login1.Session")]
    impl OwnSession {
        #[zbus(property)]
        fn id(&self) -> &str {
            "c1"
        }
    }

    /// A fake logind on the test's bus, and the delays that were requested from it.
    fn logind(bus: &Bus) -> (Connection, Receiver<PipeReader>) {
        let (taken, delays) = channel();
        let connection = bus.connect();
        connection.object_server().at(PATH, Manager(taken)).unwrap();
        connection.object_server().at(OWN_SESSION, OwnSession).unwrap();
        connection.request_name(NAME).unwrap();
        (connection, delays)
    }

    /// The receiver gets a message when the last copy of the delay is closed.
    fn closing(mut held: PipeReader) -> Receiver<()> {
        let (say, closed) = channel();
        thread::spawn(move || {
            held.read_to_end(&mut Vec::new()).unwrap();
            say.send(())
        });
        closed
    }

    #[test]
    fn sleep_waits_until_the_vault_is_locked() {
        let bus = Bus::new();
        let (logind, delays) = logind(&bus);
        let watching = Logind::on(bus.connect()).unwrap();
        let closed = closing(delays.recv_timeout(LONG).unwrap());
        let (leave, left) = channel();
        let (lock, locked) = channel::<()>();
        thread::spawn(move || {
            watching.listen(&|| {
                leave.send(()).unwrap();
                locked.recv().unwrap();
            })
        });
        let sleeps = |begins: bool| {
            logind.emit_signal(None::<&str>, PATH, MANAGER, "PrepareForSleep", &begins).unwrap();
        };

        sleeps(true);
        left.recv_timeout(LONG).unwrap();
        assert_eq!(closed.recv_timeout(Duration::from_millis(300)), Err(RecvTimeoutError::Timeout), "still locking");
        lock.send(()).unwrap();
        closed.recv_timeout(LONG).expect("it may sleep");

        sleeps(false);
        let closed = closing(delays.recv_timeout(LONG).expect("asked again after waking"));
        sleeps(true);
        left.recv_timeout(LONG).unwrap();
        assert_eq!(closed.try_recv().ok(), None);
        lock.send(()).unwrap();
        closed.recv_timeout(LONG).expect("it may sleep again");
    }

    #[test]
    fn only_the_own_session_locks() {
        let bus = Bus::new();
        let (logind, _delays) = logind(&bus);
        let watching = Logind::on(bus.connect()).unwrap();
        let (leave, left) = channel();
        thread::spawn(move || watching.listen(&|| leave.send(()).unwrap()));
        let lock = |path: &str| logind.emit_signal(None::<&str>, path, SESSION, "Lock", &()).unwrap();
        let hint = |path: &str, hint: bool| {
            let body = (SESSION, HashMap::from([("LockedHint", Value::Bool(hint))]), Vec::<&str>::new());
            logind.emit_signal(None::<&str>, path, PROPERTIES, "PropertiesChanged", &body).unwrap();
        };
        let others = "/org/freedesktop/login1/session/c2";
        lock(others);
        hint(others, true);
        hint(OURS, false);
        lock(OURS);
        left.recv_timeout(LONG).unwrap();
        hint(OURS, true);
        left.recv_timeout(LONG).unwrap();
        // Messages arrive in order, so any unwanted one would have arrived by now.
        lock(OURS);
        left.recv_timeout(LONG).unwrap();
        assert_eq!(left.try_iter().count(), 0);
    }
}
