//! The one window as the rest of the app finds it.

use std::time::Duration;

use tauri::{AppHandle, Manager, PhysicalPosition, WebviewWindow};
use watchword_desktop::config_directory;
use watchword_session::{Locale, Preferences, Words};

pub(crate) const LABEL: &str = "main";
/// After a window is hidden, until what lay under it is on the screen.
pub(crate) const SETTLES_IN: Duration = Duration::from_millis(300);

pub(crate) fn preferences() -> Preferences {
    config_directory().map(|config| Preferences::read(&config)).unwrap_or_default()
}

/// The user's language, for what is said outside of the page.
pub(crate) fn words() -> Words {
    Words::new(Locale::choose(preferences().language.as_deref()))
}

/// The window out of the way, for as long as this lives.
pub(crate) struct Aside(Option<(WebviewWindow, Option<PhysicalPosition<i32>>)>);

/// Takes the window out of the way. What it lay over needs [`SETTLES_IN`] to draw itself.
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
            // Else the window manager may choose another place.
            let _ = place.map(|place| window.set_position(place));
            let _ = window.set_focus();
        }
    }
}
