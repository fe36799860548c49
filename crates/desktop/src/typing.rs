//! Types a short secret text, such as a code, into the program that has the focus.

mod error;
mod focus;
mod keyboard;
mod keystrokes;
#[cfg(target_os = "linux")]
mod wlroots;
#[cfg(target_os = "linux")]
mod x11;

pub use self::error::TypingError;
pub use self::focus::Focus;
pub use self::keystrokes::Keystrokes;

use self::keyboard::Keyboard;

/// A keyboard that types what a person would: through XTEST on X11, the virtual keyboard of
/// wlroots' compositors (sway) on Wayland, the portal `RemoteDesktop` on other Wayland desktops,
/// and `SendInput` on Windows, which programs with more rights ignore. macOS isn't supported yet.
///
/// X11, wlroots' compositors and Windows tell which window has the focus. The portal doesn't:
/// there, the text goes to wherever the focus is.
pub struct Typist(Box<dyn Keyboard>);

impl Typist {
    /// Connects to the system's keyboard. `own` is the app's id, by which its own windows are
    /// recognised. `remembered` is an earlier [`Self::permission`].
    ///
    /// The portal may ask the user for permission and wait for the answer, so a caller connects
    /// while its own window is still in sight.
    ///
    /// # Errors
    /// [`TypingError::Unsupported`] if the system lets no program type;
    /// [`TypingError::Refused`] if the user or the desktop refuses.
    pub fn connect(own: &str, remembered: Option<&str>) -> Result<Self, TypingError> {
        let _ = remembered;
        #[cfg(target_os = "linux")]
        return if crate::wayland::is_wayland() {
            Ok(Self(Box::new(wlroots::Compositor::connect(None, own)?)))
        } else {
            Ok(Self(Box::new(x11::Server::connect(None, own)?)))
        };
        #[cfg(not(target_os = "linux"))]
        Err(TypingError::Unsupported)
    }

    /// The window that has the focus. `None` if the system doesn't tell.
    ///
    /// # Errors
    /// [`TypingError::NoFocus`] if no window has it; [`TypingError::Failed`].
    pub fn focused(&mut self) -> Result<Option<Focus>, TypingError> {
        self.0.focused()
    }

    /// Types into `into`, a window that had the focus, or if that is `None` into the one that has
    /// it now. Waits up to 3 seconds until the user has released all keys, as far as the system
    /// tells, and looks before each key whether the focus is still there.
    ///
    /// # Errors
    /// [`TypingError::FocusChanged`], [`TypingError::NoFocus`] and [`TypingError::Failed`], possibly
    /// after some of the keys; before the first, [`TypingError::OwnWindow`],
    /// [`TypingError::KeysHeld`], [`TypingError::NoKey`] and [`TypingError::Refused`].
    pub fn type_keys(&mut self, keys: &Keystrokes, into: Option<&Focus>) -> Result<(), TypingError> {
        let focused = self.0.focused()?;
        if focused.as_ref().is_some_and(|focus| focus.is_own) {
            return Err(TypingError::OwnWindow);
        }
        let into = into.or(focused.as_ref());
        if focused.as_ref().map(|focus| focus.window) != into.map(|focus| focus.window) {
            return Err(TypingError::FocusChanged);
        }
        self.0.type_keys(keys, into)
    }

    /// What the portal needs to grant the same permission again without a question, for the caller
    /// to keep. `None` where no permission is needed or it isn't kept.
    pub fn permission(&self) -> Option<&str> {
        self.0.permission()
    }
}
