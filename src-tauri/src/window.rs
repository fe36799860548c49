//! The one window: how it opens, closes, and what happens to it.

use std::time::Duration;

use tauri::plugin::TauriPlugin;
use tauri::window::Color;
use tauri::{
    AppHandle, DragDropEvent, Manager, PhysicalPosition, RunEvent, Runtime, WebviewUrl, WebviewWindow,
    WebviewWindowBuilder, Window, WindowEvent,
};
use tauri_plugin_window_state::StateFlags;
use watchword_desktop::config_directory;
use watchword_session::{Locale, Preferences, Source, Theme, Words};

use crate::add;
use crate::desk::Desk;
#[cfg(target_os = "linux")]
use crate::drop;
use crate::notice::Notice;
#[cfg(target_os = "linux")]
use crate::webkit;

pub(crate) const LABEL: &str = "main";
/// After a window is hidden, until what lay under it is on the screen.
pub(crate) const SETTLES_IN: Duration = Duration::from_millis(300);
/// The paper of the light and the dark theme, as in the style sheet: what stands before the first paint.
const LIGHT: Color = Color(0xfa, 0xf8, 0xf4, 0xff);
const DARK: Color = Color(0x10, 0x14, 0x1d, 0xff);

/// Remembers size and place.
pub(crate) fn state_plugin<R: Runtime>() -> TauriPlugin<R> {
    tauri_plugin_window_state::Builder::new()
        .with_state_flags(StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED)
        .build()
}

/// Opens the window.
pub(crate) fn open(app: &AppHandle) -> tauri::Result<()> {
    // Not from the session: it may be waiting for the keyring.
    let theme = preferences().theme;
    let builder = WebviewWindowBuilder::new(app, LABEL, WebviewUrl::default())
        .title("Watchword")
        .inner_size(400.0, 680.0)
        .min_inner_size(320.0, 400.0)
        .incognito(!is_driven())
        .on_navigation(is_ours)
        .background_color(if theme == Theme::Dark { DARK } else { LIGHT });
    #[cfg(target_os = "linux")]
    let builder = builder.disable_drag_drop_handler();
    let window = builder.build()?;
    #[cfg(target_os = "linux")]
    {
        drop::receive(&window);
        webkit::set_up(&window);
    }
    #[cfg(not(target_os = "linux"))]
    let _ = window;
    Ok(())
}

fn preferences() -> Preferences {
    config_directory().map(|config| Preferences::read(&config)).unwrap_or_default()
}

/// The user's language, for what is said outside of the page.
pub(crate) fn words() -> Words {
    Words::new(Locale::choose(preferences().language.as_deref()))
}

/// Whether a test drives the window: WebKit gives WebDriver no ephemeral page. A release build cannot be driven at all.
pub(crate) fn is_driven() -> bool {
    cfg!(debug_assertions) && std::env::var_os("TAURI_WEBVIEW_AUTOMATION").is_some()
}

/// The page it was opened with, and nothing else.
fn is_ours(url: &tauri::Url) -> bool {
    match url.scheme() {
        "tauri" => url.host_str() == Some("localhost"),
        // Windows has no schemes of one's own.
        "http" | "https" => cfg!(windows) && url.host_str() == Some("tauri.localhost"),
        _ => false,
    }
}

/// Gives the window a new page, in place of one that has seen codes and what was typed. On Linux the process that drew it ends,
/// and what it held in memory goes with it; but for WebDriver, which would never hear of the page again.
pub(crate) fn renew(window: &WebviewWindow) {
    #[cfg(target_os = "linux")]
    if !is_driven() {
        return webkit::renew(window);
    }
    let _ = window.reload();
}

/// Brings the window to the front, also out of leaving, when its view is gone already.
pub(crate) fn show(app: &AppHandle) {
    app.state::<Desk>().set_leaving(false);
    match app.get_webview_window(LABEL) {
        Some(window) => {
            let _ = window.unminimize();
            let _ = window.set_focus();
        }
        // Not from the thread that tells of the second start: the window is made on the main one, which it may be.
        None => {
            let app = app.clone();
            tauri::async_runtime::spawn_blocking(move || open(&app));
        }
    }
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

pub(crate) fn on_event(window: &Window, event: &WindowEvent) {
    let app = window.app_handle();
    let desk = app.state::<Desk>();
    match event {
        WindowEvent::CloseRequested { .. } => leave(app),
        WindowEvent::Focused(true) => {
            desk.clipboard.focused();
            catch_up(app);
        }
        WindowEvent::Resized(_) | WindowEvent::Focused(false) => when_minimised(window),
        // Files only, and not on Linux: there `drop` takes these and more.
        WindowEvent::DragDrop(DragDropEvent::Enter { .. }) => desk.tell(Notice::Dragging { over: true }),
        WindowEvent::DragDrop(DragDropEvent::Leave) => desk.tell(Notice::Dragging { over: false }),
        WindowEvent::DragDrop(DragDropEvent::Drop { paths, .. }) => {
            desk.tell(Notice::Dragging { over: false });
            add::dropped(app, paths.iter().cloned().map(Source::File).collect());
        }
        _ => {}
    }
}

/// Locks. The window closes and its view is gone at once; the process ends when the clipboard no longer needs it.
fn leave(app: &AppHandle) {
    let app = app.clone();
    app.state::<Desk>().set_leaving(true);
    std::thread::spawn(move || {
        let desk = app.state::<Desk>();
        desk.lock();
        desk.clipboard.wait();
        if desk.is_leaving() {
            app.exit(0);
        }
    });
}

/// The last window has closed: [`leave`] decides when the process ends.
pub(crate) fn on_run_event(app: &AppHandle, event: RunEvent) {
    if let RunEvent::ExitRequested { api, code: None, .. } = event
        && app.state::<Desk>().is_leaving()
    {
        api.prevent_exit();
    }
}

/// Takes up what another process saved while the window was away.
fn catch_up(app: &AppHandle) {
    let app = app.clone();
    tauri::async_runtime::spawn_blocking(move || {
        let desk = app.state::<Desk>();
        let (was_unlocked, changed, unlocked) = {
            let mut session = desk.session();
            let was_unlocked = session.is_unlocked();
            (was_unlocked, session.refresh(), session.is_unlocked())
        };
        match changed {
            Ok(true) => desk.tell(Notice::Changed),
            _ if was_unlocked && !unlocked => desk.tell(Notice::Locked),
            _ => {}
        }
    });
}

/// Nobody sees what the camera sees, nor whose codes these are.
fn when_minimised(window: &Window) {
    let window = window.clone();
    tauri::async_runtime::spawn_blocking(move || {
        if window.is_minimized().unwrap_or(false) {
            let desk = window.state::<Desk>();
            desk.looking.stop();
            if desk.shared.locks_when_minimised() {
                desk.lock();
            }
        }
    });
}
