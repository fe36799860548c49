use zbus::blocking::fdo::DBusProxy;
use zbus::blocking::{Connection, MessageIterator};
use zbus::{MatchRule, message::Type};

/// The interfaces of KDE, GNOME, Cinnamon, MATE and Xfce. Each sends `ActiveChanged` with `true`
/// when the screen is locked or blanked. Any program on the bus can send it too, but that only
/// makes Watchword lock.
const INTERFACES: [&str; 5] = [
    "org.freedesktop.ScreenSaver",
    "org.gnome.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver",
    "org.xfce.ScreenSaver",
];
const MEMBER: &str = "ActiveChanged";

/// The session's screen savers.
pub(super) struct Savers(MessageIterator);

impl Savers {
    pub(super) fn on(bus: &Connection) -> zbus::Result<Self> {
        let messages = MessageIterator::from(bus);
        let proxy = DBusProxy::new(bus)?;
        for interface in INTERFACES {
            let rule = MatchRule::builder().msg_type(Type::Signal).interface(interface)?.member(MEMBER)?;
            proxy.add_match_rule(rule.build())?;
        }
        Ok(Self(messages))
    }

    /// Calls `left` whenever a screen saver starts, for as long as there is a bus.
    pub(super) fn listen(self, left: &dyn Fn()) -> zbus::Result<()> {
        for message in self.0 {
            let message = message?;
            let header = message.header();
            let is_saver = header.interface().is_some_and(|name| INTERFACES.contains(&name.as_str()));
            let is_change = header.member().is_some_and(|name| name == MEMBER);
            if is_saver && is_change && message.body().deserialize::<bool>().unwrap_or(true) {
                left();
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;
    use std::thread;

    use super::*;
    use crate::testing::Bus;

    #[test]
    fn every_screen_saver_locks_when_it_starts() {
        let bus = Bus::new();
        let savers = Savers::on(&bus.connect()).unwrap();
        let (leave, left) = channel();
        thread::spawn(move || savers.listen(&|| leave.send(()).unwrap()));
        let desktop = bus.connect();
        let emit = |interface: &str, member: &str, active: bool| {
            desktop.emit_signal(None::<&str>, "/ScreenSaver", interface, member, &active).unwrap();
        };
        for interface in [
            "org.freedesktop.ScreenSaver",
            "org.gnome.ScreenSaver",
            "org.cinnamon.ScreenSaver",
            "org.mate.ScreenSaver",
            "org.xfce.ScreenSaver",
        ] {
            emit(interface, "ActiveChanged", false);
            emit(interface, "WakeUpScreen", true);
            assert_eq!(left.try_iter().count(), 0, "{interface}");
            emit(interface, "ActiveChanged", true);
            left.recv_timeout(std::time::Duration::from_secs(30)).expect(interface);
        }
        assert_eq!(left.try_iter().count(), 0);
    }
}
