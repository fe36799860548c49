//! How the window opens and closes, and how the app handles its events.

#[cfg(target_os = "linux")]
use std::time::Duration;

use tauri::plugin::TauriPlugin;
use tauri::window::Color;
use tauri::{
    AppHandle, DragDropEvent, Manager, RunEvent, Runtime, WebviewUrl, WebviewWindow, WebviewWindowBuilder, Window,
    WindowEvent,
};
use tauri_plugin_window_state::StateFlags;
use watchword_desktop::config_directory;
use watchword_session::{Preferences, Source, Theme};

use crate::add;
#[cfg(target_os = "linux")]
use crate::drop;
use crate::notice::Notice;
use crate::state::AppState;
#[cfg(target_os = "linux")]
use crate::webkit;
#[cfg(target_os = "linux")]
use crate::window::words;
use crate::window::{LABEL, PALETTE, preferences};

/// The backgrounds of the light and the dark theme, the same as in the style sheet: what shows
/// before the first paint.
const LIGHT: Color = Color(0xfa, 0xf8, 0xf4, 0xff);
const DARK: Color = Color(0x10, 0x14, 0x1d, 0xff);

/// How long the palette may be without the focus.
#[cfg(target_os = "linux")]
const FOCUS_RETURNS_IN: Duration = Duration::from_millis(300);

/// Remembers the window's size and position.
pub(crate) fn state_plugin<R: Runtime>() -> TauriPlugin<R> {
    tauri_plugin_window_state::Builder::new()
        .with_state_flags(StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED)
        .build()
}

/// Opens the window.
pub(crate) fn open(app: &AppHandle) -> tauri::Result<WebviewWindow> {
    // Not read through the session, which may be waiting for the keyring.
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
        webkit::set_up(&window, webkit::recover);
    }
    Ok(window)
}

/// Whether a test drives the window: WebKit gives WebDriver no ephemeral page. Always `false` in a
/// release build.
pub(crate) fn is_driven() -> bool {
    cfg!(debug_assertions) && std::env::var_os("TAURI_WEBVIEW_AUTOMATION").is_some()
}

/// Whether `url` is the app's own page: the window navigates nowhere else.
fn is_ours(url: &tauri::Url) -> bool {
    match url.scheme() {
        "tauri" => url.host_str() == Some("localhost"),
        // Windows has no custom schemes.
        "http" | "https" => cfg!(windows) && url.host_str() == Some("tauri.localhost"),
        _ => false,
    }
}

/// Replaces the page, which has seen codes and typed text, by a new one. On Linux this ends the
/// process that drew it, along with its memory, except under WebDriver, which would lose the page.
pub(crate) fn renew(window: &WebviewWindow) {
    #[cfg(target_os = "linux")]
    if !is_driven() {
        return webkit::renew(window);
    }
    let _ = window.reload();
}

/// Brings the window to the front, or opens it again if the app is already leaving.
pub(crate) fn show(app: &AppHandle) {
    app.state::<AppState>().set_leaving(false);
    match app.get_webview_window(LABEL) {
        Some(window) => {
            let _ = window.unminimize();
            let _ = window.set_focus();
        }
        // On a thread of its own: the caller may be on the main thread, which makes the window.
        None => {
            let app = app.clone();
            tauri::async_runtime::spawn_blocking(move || open(&app));
        }
    }
}

pub(crate) fn on_event(window: &Window, event: &WindowEvent) {
    let app = window.app_handle();
    let state = app.state::<AppState>();
    match event {
        WindowEvent::CloseRequested { api, .. } => {
            let preferences = preferences();
            if preferences.keep_in_tray && !preferences.told_no_tray {
                api.prevent_close();
                close_or_tell(app, preferences);
            } else {
                leave(app);
            }
        }
        WindowEvent::Focused(true) => {
            state.clipboard.focused();
            catch_up(app);
        }
        WindowEvent::Resized(_) | WindowEvent::Focused(false) => when_minimised(window),
        // Only files, and not on Linux, where `drop` receives these and more.
        WindowEvent::DragDrop(DragDropEvent::Enter { .. }) => state.tell(Notice::Dragging { over: true }),
        WindowEvent::DragDrop(DragDropEvent::Leave) => state.tell(Notice::Dragging { over: false }),
        WindowEvent::DragDrop(DragDropEvent::Drop { paths, .. }) => {
            state.tell(Notice::Dragging { over: false });
            add::dropped(app, paths.iter().cloned().map(Source::File).collect());
        }
        _ => {}
    }
}

/// Closes the window, unless the user expects it in a tray that isn't there, and doesn't know yet.
fn close_or_tell(app: &AppHandle, preferences: Preferences) {
    let app = app.clone();
    tauri::async_runtime::spawn_blocking(move || {
        let state = app.state::<AppState>();
        // A process that doesn't answer keeps no window open. It locks once it does.
        if !state.face_now().is_some_and(|face| matches!(face.has_tray(), Ok(false))) {
            return close(&app);
        }
        // It is told once, even if the page doesn't show it.
        let told = Preferences { told_no_tray: true, ..preferences };
        let _ = config_directory().map(|config| told.write(&config));
        state.tell(Notice::NoTray);
        show(&app);
    });
}

/// Takes the window, or the palette, out of sight.
pub(crate) fn hide(app: &AppHandle) {
    if app.get_webview_window(PALETTE).is_some() {
        leave_palette(app);
    } else {
        close(app);
    }
}

/// Closes the window.
pub(crate) fn close(app: &AppHandle) {
    leave(app);
    if let Some(window) = app.get_webview_window(LABEL) {
        let _ = window.destroy();
    }
}

/// Leaves the session, which locks, unless the user keeps it in the tray. The window closes at
/// once; the process ends when the clipboard no longer needs it.
fn leave(app: &AppHandle) {
    let app = app.clone();
    app.state::<AppState>().set_leaving(true);
    std::thread::spawn(move || {
        let state = app.state::<AppState>();
        state.leave();
        state.clipboard.wait();
        if state.is_leaving() {
            app.exit(0);
        }
    });
}

/// Opens the palette: a small window that goes with the focus.
#[cfg(target_os = "linux")]
pub(crate) fn open_palette(app: &AppHandle) -> tauri::Result<()> {
    let theme = preferences().theme;
    let window = WebviewWindowBuilder::new(app, PALETTE, WebviewUrl::App("palette.html".into()))
        .title(words().say("palette", &[]))
        .inner_size(440.0, 372.0)
        .resizable(false)
        .decorations(false)
        .always_on_top(true)
        .skip_taskbar(true)
        .center()
        .incognito(!is_driven())
        .on_navigation(is_ours)
        .background_color(if theme == Theme::Dark { DARK } else { LIGHT })
        .build()?;
    // Opening it again is quicker than explaining the crash.
    webkit::set_up(&window, |palette, _| leave_palette(palette.app_handle()));
    let _ = window.set_focus();
    Ok(())
}

#[cfg(target_os = "linux")]
pub(crate) fn on_palette_event(window: &Window, event: &WindowEvent) {
    match event {
        WindowEvent::CloseRequested { .. } => leave_palette(window.app_handle()),
        WindowEvent::Focused(false) => {
            let window = window.clone();
            std::thread::spawn(move || {
                // An input method, or a window that passes by, may have it for a moment, and a
                // prompt of the desktop for as long as the user needs.
                let state = window.state::<AppState>();
                loop {
                    std::thread::sleep(FOCUS_RETURNS_IN);
                    if !state.is_working() {
                        break;
                    }
                }
                if !window.is_focused().unwrap_or(false) {
                    leave_palette(window.app_handle());
                }
            });
        }
        _ => {}
    }
}

/// Closes the palette. The process ends when the clipboard no longer needs it.
pub(crate) fn leave_palette(app: &AppHandle) {
    let app = app.clone();
    app.state::<AppState>().set_leaving(true);
    std::thread::spawn(move || {
        if let Some(window) = app.get_webview_window(PALETTE) {
            let _ = window.destroy();
        }
        let state = app.state::<AppState>();
        state.leave();
        state.clipboard.wait();
        app.exit(0);
    });
}

/// Keeps the process after the last window has closed, so that [`leave`] decides when it ends.
pub(crate) fn on_run_event(app: &AppHandle, event: RunEvent) {
    if let RunEvent::ExitRequested { api, code: None, .. } = event
        && app.state::<AppState>().is_leaving()
    {
        api.prevent_exit();
    }
}

/// Loads what another process saved while the window was in the background.
fn catch_up(app: &AppHandle) {
    let app = app.clone();
    tauri::async_runtime::spawn_blocking(move || {
        let state = app.state::<AppState>();
        // If that locks the vault, a notice says so.
        if state.face_now().filter(|face| face.is_open()).is_some_and(|face| face.refresh().is_ok_and(|new| new)) {
            state.tell(Notice::Changed);
        }
    });
}

/// Turns the camera off and, if the user set so, locks, once the window is minimised.
fn when_minimised(window: &Window) {
    let window = window.clone();
    tauri::async_runtime::spawn_blocking(move || {
        if window.is_minimized().unwrap_or(false) {
            let state = window.state::<AppState>();
            state.looking.stop();
            let _ = state.face_now().map(|face| face.minimised());
        }
    });
}
