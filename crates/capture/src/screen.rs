//! Pictures of what the monitors show.

mod error;
#[cfg(target_os = "linux")]
mod portal;
#[cfg(target_os = "linux")]
mod x11;

use watchword_scan::{Found, Picture, Unreadable, read_picture};

pub use error::NoScreen;

/// A picture of one or more monitors. Zeroized when dropped: a screen may show anything.
pub struct Shot(Picture);

impl Shot {
    /// Takes a picture of all monitors as they are now. May first ask the user, and wait for the
    /// answer.
    ///
    /// # Errors
    /// [`NoScreen::Refused`] if the user or the system doesn't allow it, [`NoScreen::Unavailable`]
    /// if there is no screen or no way to see it.
    pub fn take() -> Result<Vec<Self>, NoScreen> {
        let pictures = take()?;
        if pictures.is_empty() { Err(NoScreen::Unavailable) } else { Ok(pictures.into_iter().map(Self).collect()) }
    }

    /// Reads every QR code in the picture.
    ///
    /// # Errors
    /// [`Unreadable`]: the errors of [`read_picture`].
    pub fn read(&self) -> Result<Found, Unreadable> {
        read_picture(&self.0)
    }
}

/// X11 shows its whole screen to every program, at once and without a file. Elsewhere the portal
/// asks the user.
#[cfg(target_os = "linux")]
fn take() -> Result<Vec<Picture>, NoScreen> {
    let is_wayland = std::env::var_os("WAYLAND_DISPLAY").is_some_and(|display| !display.is_empty());
    if is_wayland {
        // Xwayland shows black in place of programs that don't use it.
        return portal::take().map(|picture| vec![picture]);
    }
    x11::take().or_else(|_| portal::take().map(|picture| vec![picture]))
}

#[cfg(any(windows, target_os = "macos"))]
fn take() -> Result<Vec<Picture>, NoScreen> {
    #[cfg(target_os = "macos")]
    require_access()?;
    let monitors = xcap::Monitor::all().map_err(|_| NoScreen::Unavailable)?;
    let picture = |monitor: &xcap::Monitor| {
        let image = monitor.capture_image().map_err(|_| NoScreen::Refused)?;
        let (width, height) = image.dimensions();
        let rgba = zeroize::Zeroizing::new(image.into_raw());
        Picture::from_rgba(width, height, &rgba).map_err(|_| NoScreen::Unavailable)
    };
    monitors.iter().map(picture).collect()
}

/// Asks macOS for access. Without it, macOS shows a program the empty desktop, and reports no
/// error. It asks the user once, and applies the answer when the program next starts.
#[cfg(target_os = "macos")]
fn require_access() -> Result<(), NoScreen> {
    use objc2_core_graphics::{CGPreflightScreenCaptureAccess, CGRequestScreenCaptureAccess};
    if CGPreflightScreenCaptureAccess() || CGRequestScreenCaptureAccess() { Ok(()) } else { Err(NoScreen::Refused) }
}
