use std::thread;
use std::time::Duration;

use zbus::blocking::connection::Builder;
use zbus::blocking::fdo::DBusProxy;
use zbus::blocking::{Connection, MessageIterator, Proxy};
use zbus::message::Type;
use zbus::proxy::{CacheProperties, MethodFlags};
use zbus::zvariant::OwnedValue;
use zbus::{MatchRule, Message};

/// The program that knows the tray's items, and the panels that show them.
const WATCHER: &str = "org.kde.StatusNotifierWatcher";
const PATH: &str = "/StatusNotifierWatcher";
/// How long it may take to answer.
const PATIENCE: Duration = Duration::from_secs(10);

/// Follows whether the desktop shows tray items, until it is dropped.
pub(super) struct StatusHost {
    bus: Connection,
}

impl StatusHost {
    /// Calls `changed` with whether a panel shows tray items, at once and whenever that may have
    /// changed.
    pub(super) fn follow(mut changed: impl FnMut(bool) + Send + 'static) -> zbus::Result<Self> {
        let bus = Connection::session()?;
        // A connection of its own, whose answers don't queue behind those signals.
        let asking = Builder::session()?.method_timeout(PATIENCE).build()?;
        let signals = MessageIterator::from(&bus);
        let proxy = DBusProxy::new(&bus)?;
        let owner = MatchRule::builder().msg_type(Type::Signal).sender("org.freedesktop.DBus")?;
        proxy.add_match_rule(owner.member("NameOwnerChanged")?.arg(0, WATCHER)?.build())?;
        proxy
            .add_match_rule(MatchRule::builder().msg_type(Type::Signal).sender(WATCHER)?.interface(WATCHER)?.build())?;
        let follow = move || {
            changed(is_there(&asking));
            for message in signals {
                let Ok(message) = message else { return };
                if is_about_hosts(&message) {
                    changed(is_there(&asking));
                }
            }
        };
        thread::Builder::new().name("status host".into()).spawn(follow)?;
        Ok(Self { bus })
    }
}

impl Drop for StatusHost {
    fn drop(&mut self) {
        let _ = self.bus.clone().close();
    }
}

fn is_about_hosts(message: &Message) -> bool {
    let header = message.header();
    let names = ["NameOwnerChanged", "StatusNotifierHostRegistered", "StatusNotifierHostUnregistered"];
    header.message_type() == Type::Signal && header.member().is_some_and(|member| names.contains(&member.as_str()))
}

/// Whether a panel shows tray items. Doesn't make the bus start a watcher.
fn is_there(bus: &Connection) -> bool {
    let ask = || -> zbus::Result<bool> {
        let proxy: Proxy<'_> = zbus::blocking::proxy::Builder::new(bus)
            .destination(WATCHER)?
            .path(PATH)?
            .interface("org.freedesktop.DBus.Properties")?
            .cache_properties(CacheProperties::No)
            .build()?;
        let question = (WATCHER, "IsStatusNotifierHostRegistered");
        let answer: Option<OwnedValue> = proxy.call_with_flags("Get", MethodFlags::NoAutoStart.into(), &question)?;
        Ok(answer.is_some_and(|value| bool::try_from(value).unwrap_or(false)))
    };
    ask().unwrap_or(false)
}
