//! The app's window, for the rest of the app.

use std::time::Duration;

use tauri::{AppHandle, Manager, PhysicalPosition, WebviewWindow};
use watchword_desktop::config_directory;
use watchword_session::{Locale, Preferences, Words};

pub(crate) const LABEL: &str = "main";
pub(crate) const PALETTE: &str = "palette";
/// How long the screen takes to show what was under a window after it is hidden.
pub(crate) const SETTLES_IN: Duration = Duration::from_millis(300);

pub(crate) fn preferences() -> Preferences {
    config_directory().map(|config| Preferences::in_force(&config)).unwrap_or_default()
}

/// The messages in the user's language, for dialogs outside the page.
pub(crate) fn words() -> Words {
    Words::new(Locale::choose(preferences().language.as_deref()))
}

/// The tag of the user's language.
pub(crate) fn language() -> String {
    words().language()
}

/// Keeps the window hidden while this value lives.
pub(crate) struct Aside(Option<(WebviewWindow, Option<PhysicalPosition<i32>>)>);

/// Hides the window. What was under it needs [`SETTLES_IN`] to appear on the screen.
pub(crate) fn aside(app: &AppHandle) -> Aside {
    let window = app.get_webview_window(LABEL).filter(|window| window.is_visible().unwrap_or(false));
    Aside(window.map(|window| {
        let place = window.outer_position().ok();
        let _ = window.hide();
        (window, place)
    }))
}

impl Drop for Aside {
    fn drop(&mut self) {
        if let Some((window, place)) = &self.0 {
            let _ = window.show();
            // Otherwise the window manager may choose another position.
            let _ = place.map(|place| window.set_position(place));
            let _ = window.set_focus();
        }
    }
}
