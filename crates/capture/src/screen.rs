//! What is on the screen: not pure, as cameras and PDFs are not.

#[cfg(target_os = "linux")]
mod portal;
#[cfg(target_os = "linux")]
mod x11;

use thiserror::Error;
use watchword_scan::{Found, Picture, Unreadable, search};

/// A picture of one or more monitors. Wiped when dropped: what is on a screen may be anything.
pub struct Shot(Picture);

/// Why there is no picture of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum NoScreen {
    /// The user, or the system on the user's behalf, said no.
    #[error("reading the screen was not allowed")]
    Refused,
    /// There is no screen, or no way to see it.
    #[error("the screen cannot be read here")]
    Unavailable,
}

impl Shot {
    /// All monitors, as they are now. May ask the user first, and then wait for the answer.
    ///
    /// # Errors
    /// [`NoScreen`].
    pub fn take() -> Result<Vec<Self>, NoScreen> {
        let shots = take()?;
        if shots.is_empty() { Err(NoScreen::Unavailable) } else { Ok(shots) }
    }

    /// Reads every QR code in it, as [`watchword_scan::read_rgba`].
    ///
    /// # Errors
    /// As [`watchword_scan::read_rgba`].
    pub fn read(&self) -> Result<Found, Unreadable> {
        search(&self.0)
    }
}

/// X11 shows its whole screen to every program, at once and without a file. Elsewhere the portal asks the user.
#[cfg(target_os = "linux")]
fn take() -> Result<Vec<Shot>, NoScreen> {
    let is_wayland = std::env::var_os("WAYLAND_DISPLAY").is_some_and(|display| !display.is_empty());
    if is_wayland {
        // XWayland would show black where a program does not use it.
        return portal::take();
    }
    x11::take().or_else(|_| portal::take())
}

#[cfg(any(windows, target_os = "macos"))]
fn take() -> Result<Vec<Shot>, NoScreen> {
    #[cfg(target_os = "macos")]
    require_access()?;
    let monitors = xcap::Monitor::all().map_err(|_| NoScreen::Unavailable)?;
    let shot = |monitor: &xcap::Monitor| {
        let picture = monitor.capture_image().map_err(|_| NoScreen::Refused)?;
        let (width, height) = picture.dimensions();
        let rgba = zeroize::Zeroizing::new(picture.into_raw());
        Picture::from_rgba(width, height, &rgba).map(Shot).map_err(|_| NoScreen::Unavailable)
    };
    monitors.iter().map(shot).collect()
}

/// macOS shows a program that may not see the screen the empty desktop, without an error. It asks the user once, and takes the
/// answer for the program's next start.
#[cfg(target_os = "macos")]
fn require_access() -> Result<(), NoScreen> {
    use objc2_core_graphics::{CGPreflightScreenCaptureAccess, CGRequestScreenCaptureAccess};
    if CGPreflightScreenCaptureAccess() || CGRequestScreenCaptureAccess() { Ok(()) } else { Err(NoScreen::Refused) }
}
