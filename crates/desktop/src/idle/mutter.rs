use std::time::Duration;

use zbus::blocking::Connection;
use zbus::blocking::connection::Builder;

const NAME: &str = "org.gnome.Mutter.IdleMonitor";
/// The monitor of all input devices together.
const PATH: &str = "/org/gnome/Mutter/IdleMonitor/Core";

const ANSWERS_WITHIN: Duration = Duration::from_secs(2);

/// The idle monitor of GNOME's compositor.
pub(super) struct Monitor(Connection);

impl Monitor {
    pub(super) fn find() -> Option<Self> {
        Self::on(Builder::session().ok()?)
    }

    fn on(bus: Builder<'_>) -> Option<Self> {
        let monitor = Self(bus.method_timeout(ANSWERS_WITHIN).build().ok()?);
        monitor.idle()?;
        Some(monitor)
    }

    /// The time since the last input. `None` if the compositor doesn't answer.
    pub(super) fn idle(&self) -> Option<Duration> {
        let answer = self.0.call_method(Some(NAME), PATH, Some(NAME), "GetIdletime", &());
        answer.ok()?.body().deserialize().ok().map(Duration::from_millis)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Bus;

    struct Compositor;

    #[zbus::interface(name = "org.gnome.Mutter.IdleMonitor")]
    impl Compositor {
        fn get_idletime(&self) -> u64 {
            61_000
        }
    }

    #[test]
    fn compositor_says_how_long_the_user_is_idle() {
        let bus = Bus::new();
        let address = || Builder::address(bus.address()).unwrap();
        assert!(Monitor::on(address()).is_none(), "no compositor");
        let compositor = bus.connect();
        compositor.object_server().at(PATH, Compositor).unwrap();
        compositor.request_name(NAME).unwrap();
        let monitor = Monitor::on(address()).unwrap();
        assert_eq!(monitor.idle(), Some(Duration::from_secs(61)));
        compositor.release_name(NAME).unwrap();
        assert_eq!(monitor.idle(), None);
    }
}
