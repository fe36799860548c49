//! When the user has left the computer: the session is locked, or it goes to sleep.

use std::sync::Arc;

/// Calls `left` whenever the desktop session locks or the computer is about to sleep, as far as the system tells: on Linux the
/// screen savers and logind. Elsewhere it is not asked yet.
pub fn watch(left: impl Fn() + Send + Sync + 'static) {
    let left: Arc<dyn Fn() + Send + Sync> = Arc::new(left);
    #[cfg(target_os = "linux")]
    linux::watch(left);
    #[cfg(not(target_os = "linux"))]
    drop(left);
}

#[cfg(target_os = "linux")]
mod linux {
    use std::sync::Arc;
    use std::thread;

    use zbus::blocking::fdo::DBusProxy;
    use zbus::blocking::{Connection, MessageIterator};
    use zbus::{MatchRule, message::Type};

    type Bus = fn() -> zbus::Result<Connection>;
    /// Interface and member of a signal.
    type Signal = (&'static str, &'static str);

    /// Each says with a boolean whether it begins or ends; but `Lock` says nothing. Anyone on the bus can send them, and does
    /// no more than lock.
    const SIGNALS: [(Bus, &[Signal]); 2] = [
        (
            Connection::session,
            &[("org.freedesktop.ScreenSaver", "ActiveChanged"), ("org.gnome.ScreenSaver", "ActiveChanged")],
        ),
        (
            Connection::system,
            &[("org.freedesktop.login1.Manager", "PrepareForSleep"), ("org.freedesktop.login1.Session", "Lock")],
        ),
    ];

    pub(super) fn watch(left: Arc<dyn Fn() + Send + Sync>) {
        for (bus, signals) in SIGNALS {
            let left = left.clone();
            // A system without that bus tells nothing; the idle time is left.
            let _ = thread::Builder::new().name("away".into()).spawn(move || listen(bus, signals, &*left));
        }
    }

    fn listen(bus: Bus, signals: &[Signal], left: &dyn Fn()) -> zbus::Result<()> {
        let bus = bus()?;
        let proxy = DBusProxy::new(&bus)?;
        for (interface, member) in signals {
            proxy.add_match_rule(
                MatchRule::builder().msg_type(Type::Signal).interface(*interface)?.member(*member)?.build(),
            )?;
        }
        for message in MessageIterator::from(&bus) {
            let message = message?;
            let header = message.header();
            let told = header.interface().map(|name| name.as_str()).zip(header.member().map(|name| name.as_str()));
            let begins = message.body().deserialize::<bool>().unwrap_or(true);
            if told.is_some_and(|told| signals.contains(&told)) && begins {
                left();
            }
        }
        Ok(())
    }
}
