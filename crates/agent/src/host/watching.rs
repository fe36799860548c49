use std::sync::Arc;
use std::thread;
use std::time::Duration;

use watchword_desktop::{IdleCount, away};
use watchword_session::audit::LockCause;
use watchword_session::scrubbed;

use crate::host::Host;
use crate::notice::Notice;

/// How often it looks whether the vault has been idle for too long, and for another policy.
const LOOK_EVERY: Duration = Duration::from_secs(5);

/// What is looked after while nobody asks.
impl Host {
    /// Locks from now on when the user is away: before sleep, with the screen, and after the idle
    /// time that is set, by the system's count where it has one.
    pub fn lock_when_away(self: &Arc<Self>) {
        let leaving = self.clone();
        away::watch(move || leaving.lock_because(LockCause::System));
        let host = Arc::downgrade(self);
        thread::spawn(move || {
            let count = IdleCount::of_system();
            while let Some(host) = host.upgrade() {
                let idle = count.as_ref().and_then(IdleCount::idle);
                if idle.is_some_and(|idle| idle < LOOK_EVERY) {
                    host.session.touched();
                }
                if scrubbed(|| host.session.follow_policy()) {
                    host.listeners.tell(Notice::Preferences, None);
                    host.listeners.tell(Notice::Changed, None);
                }
                if scrubbed(|| host.session.lock_if_idle()) {
                    host.locked();
                }
                drop(host);
                thread::sleep(LOOK_EVERY);
            }
        });
    }
}
