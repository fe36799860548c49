//! How long the user has not touched the computer.

#[cfg(target_os = "linux")]
mod mutter;
#[cfg(target_os = "linux")]
mod seats;
#[cfg(target_os = "linux")]
mod x11;

use std::time::Duration;

/// The system's count of the time since the last key, click or movement, in any program.
///
/// X11, GNOME and Windows count by themselves. Other Wayland desktops report when the user pauses
/// and returns (`ext-idle-notify-v1`, `org_kde_kwin_idle`), so the count begins when this value is
/// made. Sleep counts on Windows only. macOS isn't supported yet.
pub struct IdleCount(Box<dyn Fn() -> Option<Duration> + Send + Sync>);

impl IdleCount {
    /// Finds the system's count. `None` if it has none for programs, or doesn't answer within a few
    /// seconds.
    pub fn of_system() -> Option<Self> {
        #[cfg(target_os = "linux")]
        return if crate::wayland::is_wayland() {
            // Never X11 here: Xwayland sees only the input that its own windows get.
            let seats = seats::Seats::watch(None, seats::PAUSE).map(|seats| Self(Box::new(move || seats.idle())));
            seats.or_else(|| mutter::Monitor::find().map(|monitor| Self(Box::new(move || monitor.idle()))))
        } else {
            x11::Saver::connect(None).map(|saver| Self(Box::new(move || saver.idle())))
        };
        #[cfg(windows)]
        return watchword_windows::idle_time().map(|_| Self(Box::new(watchword_windows::idle_time)));
        #[cfg(not(any(target_os = "linux", windows)))]
        return None;
    }

    /// The time since the last input. On Wayland desktops other than GNOME it is zero during the
    /// first 5 seconds. `None` if the system no longer answers, so that the caller has to count by
    /// its own means.
    pub fn idle(&self) -> Option<Duration> {
        (self.0)()
    }
}
