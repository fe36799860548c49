//! Takes key combinations from all programs, so that they reach Watchword whatever has the focus.

mod chord;
mod error;
mod grip;
#[cfg(target_os = "linux")]
mod portal;
mod wanted;
#[cfg(windows)]
mod windows;
#[cfg(target_os = "linux")]
mod x11;

pub use self::chord::{Chord, ChordError};
pub use self::error::HotkeyError;
pub use self::wanted::Hotkey;

use self::grip::{Grip, Outcomes};

/// Key combinations that were taken. Dropping it gives them back.
pub struct Hotkeys {
    bound: Vec<(String, Result<String, HotkeyError>)>,
    _grip: Box<dyn Grip>,
}

impl Hotkeys {
    /// Takes combinations: directly on X11 and Windows, through the portal `GlobalShortcuts` on
    /// Wayland, where the user may be asked and this waits for the answer. `app_id` is the app's
    /// id. Calls `pressed` with an id, on a thread of its own, once for each time that the keys go
    /// down.
    ///
    /// # Errors
    /// [`HotkeyError::Unsupported`] if the system lets no program take keys, as on macOS so far and
    /// on Wayland desktops without that portal: there, the desktop's own settings can bind keys to
    /// a command. [`HotkeyError::Refused`] if the user or the desktop refuses;
    /// [`HotkeyError::Failed`]. Errors of single combinations are in [`Self::bound`].
    pub fn take(
        app_id: &str,
        wanted: &[Hotkey],
        pressed: impl Fn(&str) + Send + Sync + 'static,
    ) -> Result<Self, HotkeyError> {
        let (outcomes, grip) = take(app_id, wanted, pressed)?;
        let ids = wanted.iter().map(|hotkey| hotkey.id.clone());
        Ok(Self { bound: ids.zip(outcomes).collect(), _grip: grip })
    }

    /// What a combination is bound to, in the system's words if the user may have chosen another.
    ///
    /// # Errors
    /// [`HotkeyError::Taken`], [`HotkeyError::NoKey`] or [`HotkeyError::NotBound`], which is also
    /// for an id that wasn't wanted; [`HotkeyError::Failed`].
    pub fn bound(&self, id: &str) -> Result<&str, HotkeyError> {
        let found = self.bound.iter().find(|(bound, _)| bound == id);
        found.map_or(Err(HotkeyError::NotBound), |(_, bound)| bound.as_deref().map_err(|error| *error))
    }
}

fn take(
    app_id: &str,
    wanted: &[Hotkey],
    pressed: impl Fn(&str) + Send + Sync + 'static,
) -> Result<(Outcomes, Box<dyn Grip>), HotkeyError> {
    #[cfg(target_os = "linux")]
    if crate::wayland::is_wayland() {
        let bus = zbus::blocking::connection::Builder::session().map_err(|_| HotkeyError::Unsupported)?;
        portal::take(bus, app_id, wanted, pressed)
    } else {
        x11::take(None, wanted, pressed)
    }
    #[cfg(windows)]
    {
        let _ = app_id;
        windows::take(wanted, pressed)
    }
    #[cfg(not(any(target_os = "linux", windows)))]
    {
        let _ = (app_id, wanted, pressed);
        Err(HotkeyError::Unsupported)
    }
}
