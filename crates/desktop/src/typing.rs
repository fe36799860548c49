//! Types a short secret text, such as a code, into the program that has the focus.

mod error;
// Nothing types on macOS yet.
#[cfg_attr(target_os = "macos", allow(dead_code, reason = "nothing types there yet"))]
mod focus;
mod keyboard;
#[cfg_attr(target_os = "macos", allow(dead_code, reason = "nothing types there yet"))]
mod keystrokes;
#[cfg(target_os = "linux")]
mod portal;
#[cfg(windows)]
mod windows;
#[cfg(target_os = "linux")]
mod wlroots;
#[cfg(target_os = "linux")]
mod x11;

use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

pub use self::error::TypingError;
pub use self::focus::Focus;
pub use self::keystrokes::Keystrokes;

use self::keyboard::Keyboard;

/// How long the focus may take to return to a window, after Watchword's own was hidden.
const RETURNS_WITHIN: Duration = Duration::from_secs(2);
const LOOKS_EVERY: Duration = Duration::from_millis(20);

/// A keyboard that types what a person would: through XTEST on X11, the virtual keyboard of
/// wlroots' compositors (sway) on Wayland, the portal `RemoteDesktop` on other Wayland desktops,
/// and `SendInput` on Windows, which programs with more rights ignore. macOS isn't supported yet.
///
/// X11, wlroots' compositors and Windows tell which window has the focus. The portal doesn't:
/// there, the text goes to wherever the focus is.
pub struct Typist(Box<dyn Keyboard>);

impl Typist {
    /// Connects to the system's keyboard. `own` is the app's id, by which its own windows are
    /// recognised. `folder` is where the portal's permission is kept, so that it need not ask
    /// again.
    ///
    /// The portal may ask the user for permission and wait for the answer, so a caller connects
    /// while its own window is still in sight.
    ///
    /// # Errors
    /// [`TypingError::Unsupported`] if the system lets no program type;
    /// [`TypingError::Refused`] if the user or the desktop refuses.
    pub fn connect(own: &str, folder: &Path) -> Result<Self, TypingError> {
        keyboard(own, folder).map(Self)
    }

    /// The same where the system asks nobody: everywhere but through the portal.
    ///
    /// # Errors
    /// [`TypingError::Unsupported`] also where only the portal types; [`TypingError::Failed`].
    pub fn connect_directly(own: &str) -> Result<Self, TypingError> {
        direct(own).map(Self)
    }

    /// The window that has the focus. `None` if the system doesn't tell.
    ///
    /// # Errors
    /// [`TypingError::NoFocus`] if no window has it; [`TypingError::Failed`].
    pub fn focused(&mut self) -> Result<Option<Focus>, TypingError> {
        self.0.focused()
    }

    /// Types into `into`, a window that this value has returned, or if that is `None` into the one
    /// that has the focus now. Waits up to 2 seconds until `into` has the focus, and 3 more until
    /// the user has released all keys, as far as the system tells; looks before each key whether
    /// the focus is still there.
    ///
    /// # Errors
    /// [`TypingError::FocusChanged`], [`TypingError::NoFocus`] and [`TypingError::Failed`], perhaps
    /// after some of the keys; before the first, [`TypingError::OwnWindow`],
    /// [`TypingError::KeysHeld`], [`TypingError::NoKey`] and [`TypingError::Refused`].
    pub fn type_keys(&mut self, keys: &Keystrokes, into: Option<&Focus>) -> Result<(), TypingError> {
        let end = Instant::now() + RETURNS_WITHIN;
        let into = loop {
            match self.check(into) {
                Err(TypingError::OwnWindow | TypingError::FocusChanged | TypingError::NoFocus)
                    if into.is_some() && Instant::now() < end =>
                {
                    thread::sleep(LOOKS_EVERY);
                }
                checked => break checked?,
            }
        };
        self.0.type_keys(keys, into.as_ref())
    }

    /// The window that has the focus, if it is `into` and not Watchword's own.
    fn check(&mut self, into: Option<&Focus>) -> Result<Option<Focus>, TypingError> {
        let focused = self.0.focused()?;
        if focused.as_ref().is_some_and(|focus| focus.is_own) {
            return Err(TypingError::OwnWindow);
        }
        if into.is_some_and(|into| focused.as_ref().is_none_or(|focus| focus.window != into.window)) {
            return Err(TypingError::FocusChanged);
        }
        Ok(focused)
    }
}

fn keyboard(own: &str, folder: &Path) -> Result<Box<dyn Keyboard>, TypingError> {
    match direct(own) {
        #[cfg(target_os = "linux")]
        Err(TypingError::Unsupported) => {
            let bus = zbus::blocking::connection::Builder::session().map_err(|_| TypingError::Unsupported)?;
            Ok(Box::new(portal::RemoteDesktop::connect(bus, own, folder)?))
        }
        direct => {
            let _ = folder;
            direct
        }
    }
}

/// A keyboard that needs nobody's permission.
fn direct(own: &str) -> Result<Box<dyn Keyboard>, TypingError> {
    #[cfg(target_os = "linux")]
    return if crate::wayland::is_wayland() {
        Ok(Box::new(wlroots::Compositor::connect(None, own)?))
    } else {
        Ok(Box::new(x11::Server::connect(None, own)?))
    };
    #[cfg(windows)]
    return Ok(Box::new(windows::Input::new(own)));
    #[cfg(not(any(target_os = "linux", windows)))]
    {
        let _ = own;
        Err(TypingError::Unsupported)
    }
}
