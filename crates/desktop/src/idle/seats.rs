use std::os::unix::net::UnixStream;
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use wayland_client::globals::{GlobalListContents, registry_queue_init};
use wayland_client::protocol::wl_registry::WlRegistry;
use wayland_client::protocol::wl_seat::{self, WlSeat};
use wayland_client::{Connection, Dispatch, Proxy as _, QueueHandle, delegate_noop};
use wayland_protocols::ext::idle_notify::v1::client::ext_idle_notification_v1::{self, ExtIdleNotificationV1};
use wayland_protocols::ext::idle_notify::v1::client::ext_idle_notifier_v1::ExtIdleNotifierV1;
use wayland_protocols_plasma::idle::client::org_kde_kwin_idle::OrgKdeKwinIdle;
use wayland_protocols_plasma::idle::client::org_kde_kwin_idle_timeout::{self, OrgKdeKwinIdleTimeout};

/// The pause after which a compositor reports that a user is idle.
pub(super) const PAUSE: Duration = Duration::from_secs(5);

const ANSWERS_WITHIN: Duration = Duration::from_secs(2);

/// The first version of the notifier that ignores programs which keep the screen on, such as video
/// players.
const INPUT_ONLY: u32 = 2;

/// The seats of a Wayland compositor, each with the moment of its last input if its user is idle.
/// `None` once the compositor no longer reports.
pub(super) struct Seats(Arc<Mutex<Option<Vec<Option<Instant>>>>>);

impl Seats {
    /// Watches a compositor for pauses of this length: the one at the other end of `stream`, or the
    /// one that `WAYLAND_DISPLAY` names. `None` if it has no protocol for it or doesn't answer.
    pub(super) fn watch(stream: Option<UnixStream>, pause: Duration) -> Option<Self> {
        let (begun, begins) = channel();
        let seats = Arc::new(Mutex::new(None));
        let watch = Watch { seats: seats.clone(), pause };
        thread::Builder::new().name("idle".into()).spawn(move || watch.run(stream, &begun)).ok()?;
        begins.recv_timeout(ANSWERS_WITHIN).ok()?;
        Some(Self(seats))
    }

    /// The time since the last input at any seat, or zero if there was one within the pause. `None`
    /// if the compositor no longer reports.
    pub(super) fn idle(&self) -> Option<Duration> {
        let seats = self.0.lock().ok()?;
        let seats = seats.as_ref()?;
        let last = seats.iter().flatten().max().filter(|_| !seats.contains(&None));
        Some(last.map_or(Duration::ZERO, Instant::elapsed))
    }
}

/// The thread's side of [`Seats`].
struct Watch {
    seats: Arc<Mutex<Option<Vec<Option<Instant>>>>>,
    pause: Duration,
}

impl Watch {
    /// Watches until the connection ends. Sends a message once the compositor has agreed.
    fn run(mut self, stream: Option<UnixStream>, begun: &Sender<()>) -> Option<()> {
        let connection = match stream {
            Some(stream) => Connection::from_socket(stream).ok()?,
            None => Connection::connect_to_env().ok()?,
        };
        let (globals, mut queue) = registry_queue_init::<Self>(&connection).ok()?;
        let handle = queue.handle();
        let found = globals.contents().clone_list();
        let seats = found.iter().filter(|global| global.interface == WlSeat::interface().name);
        let seats: Vec<WlSeat> =
            seats.map(|global| globals.registry().bind(global.name, global.version.min(1), &handle, ())).collect();
        let pause = u32::try_from(self.pause.as_millis()).unwrap_or(u32::MAX);
        let notifier = globals.bind::<ExtIdleNotifierV1, _, _>(&handle, 1..=INPUT_ONLY, ()).ok();
        let older = globals.bind::<OrgKdeKwinIdle, _, _>(&handle, 1..=1, ()).ok();
        for (number, seat) in seats.iter().enumerate() {
            match (&notifier, &older) {
                (Some(notifier), _) if notifier.version() >= INPUT_ONLY => {
                    notifier.get_input_idle_notification(pause, seat, &handle, number);
                }
                (Some(notifier), _) => {
                    notifier.get_idle_notification(pause, seat, &handle, number);
                }
                (None, Some(older)) => {
                    older.get_idle_timeout(seat, pause, &handle, number);
                }
                (None, None) => return None,
            }
        }
        if seats.is_empty() {
            return None;
        }
        *self.seats.lock().ok()? = Some(vec![None; seats.len()]);
        queue.roundtrip(&mut self).ok()?;
        begun.send(()).ok()?;
        while queue.blocking_dispatch(&mut self).is_ok() {}
        *self.seats.lock().ok()? = None;
        Some(())
    }

    fn report(&self, seat: usize, is_idle: bool) {
        let since = is_idle.then(|| Instant::now().checked_sub(self.pause)).flatten();
        if let Ok(mut seats) = self.seats.lock()
            && let Some(entry) = seats.as_mut().and_then(|seats| seats.get_mut(seat))
        {
            *entry = since;
        }
    }
}

impl Dispatch<ExtIdleNotificationV1, usize> for Watch {
    fn event(
        watch: &mut Self,
        _: &ExtIdleNotificationV1,
        event: ext_idle_notification_v1::Event,
        seat: &usize,
        _: &Connection,
        _: &QueueHandle<Self>,
    ) {
        watch.report(*seat, matches!(event, ext_idle_notification_v1::Event::Idled));
    }
}

impl Dispatch<OrgKdeKwinIdleTimeout, usize> for Watch {
    fn event(
        watch: &mut Self,
        _: &OrgKdeKwinIdleTimeout,
        event: org_kde_kwin_idle_timeout::Event,
        seat: &usize,
        _: &Connection,
        _: &QueueHandle<Self>,
    ) {
        watch.report(*seat, matches!(event, org_kde_kwin_idle_timeout::Event::Idle));
    }
}

impl Dispatch<WlRegistry, GlobalListContents> for Watch {
    fn event(
        _: &mut Self,
        _: &WlRegistry,
        _: <WlRegistry as wayland_client::Proxy>::Event,
        _: &GlobalListContents,
        _: &Connection,
        _: &QueueHandle<Self>,
    ) {
    }
}

impl Dispatch<WlSeat, ()> for Watch {
    fn event(_: &mut Self, _: &WlSeat, _: wl_seat::Event, (): &(), _: &Connection, _: &QueueHandle<Self>) {}
}

delegate_noop!(Watch: ExtIdleNotifierV1);
delegate_noop!(Watch: OrgKdeKwinIdle);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Sway;

    #[test]
    fn pause_is_reported_and_ends_with_the_next_key() {
        let sway = Sway::start();
        let pause = Duration::from_millis(300);
        let seats = Seats::watch(Some(sway.connect()), pause).unwrap();
        assert_eq!(seats.idle(), Some(Duration::ZERO));
        thread::sleep(Duration::from_secs(1));
        let idle = seats.idle().unwrap();
        assert!((pause..Duration::from_secs(5)).contains(&idle), "{idle:?}");
        sway.run("wtype", &["a"]);
        let next = seats.idle().unwrap();
        assert!(next < idle, "{next:?} after {idle:?}");
        drop(sway);
        let is_gone = (0..100).any(|_| {
            thread::sleep(Duration::from_millis(20));
            seats.idle().is_none()
        });
        assert!(is_gone);
    }
}
