//! How the one window opens and closes, and what happens to it.

use tauri::plugin::TauriPlugin;
use tauri::window::Color;
use tauri::{
    AppHandle, DragDropEvent, Manager, RunEvent, Runtime, WebviewUrl, WebviewWindow, WebviewWindowBuilder, Window,
    WindowEvent,
};
use tauri_plugin_window_state::StateFlags;
use watchword_session::{Source, Theme};

use crate::add;
#[cfg(target_os = "linux")]
use crate::drop;
use crate::notice::Notice;
use crate::state::AppState;
#[cfg(target_os = "linux")]
use crate::webkit;
use crate::window::{LABEL, preferences};

/// The paper of the light and the dark theme, as in the style sheet: what stands before the first
/// paint.
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

/// Whether a test drives the window: WebKit gives WebDriver no ephemeral page. A release build
/// cannot be driven at all.
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

/// Gives the window a new page, in place of one that has seen codes and what was typed. On Linux
/// the process that drew it ends, and what it held in memory goes with it; but for WebDriver, which
/// would never hear of the page again.
pub(crate) fn renew(window: &WebviewWindow) {
    #[cfg(target_os = "linux")]
    if !is_driven() {
        return webkit::renew(window);
    }
    let _ = window.reload();
}

/// Brings the window to the front, also out of leaving, when its view is gone already.
pub(crate) fn show(app: &AppHandle) {
    app.state::<AppState>().set_leaving(false);
    match app.get_webview_window(LABEL) {
        Some(window) => {
            let _ = window.unminimize();
            let _ = window.set_focus();
        }
        // Not from the thread that tells of the second start: the window is made on the main one,
        // which it may be.
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
        WindowEvent::CloseRequested { .. } => leave(app),
        WindowEvent::Focused(true) => {
            state.clipboard.focused();
            catch_up(app);
        }
        WindowEvent::Resized(_) | WindowEvent::Focused(false) => when_minimised(window),
        // Files only, and not on Linux: there `drop` takes these and more.
        WindowEvent::DragDrop(DragDropEvent::Enter { .. }) => state.tell(Notice::Dragging { over: true }),
        WindowEvent::DragDrop(DragDropEvent::Leave) => state.tell(Notice::Dragging { over: false }),
        WindowEvent::DragDrop(DragDropEvent::Drop { paths, .. }) => {
            state.tell(Notice::Dragging { over: false });
            add::dropped(app, paths.iter().cloned().map(Source::File).collect());
        }
        _ => {}
    }
}

/// Locks. The window closes and its view is gone at once; the process ends when the clipboard no
/// longer needs it.
fn leave(app: &AppHandle) {
    let app = app.clone();
    app.state::<AppState>().set_leaving(true);
    std::thread::spawn(move || {
        let state = app.state::<AppState>();
        state.lock();
        state.clipboard.wait();
        if state.is_leaving() {
            app.exit(0);
        }
    });
}

/// The last window has closed: [`leave`] decides when the process ends.
pub(crate) fn on_run_event(app: &AppHandle, event: RunEvent) {
    if let RunEvent::ExitRequested { api, code: None, .. } = event
        && app.state::<AppState>().is_leaving()
    {
        api.prevent_exit();
    }
}

/// Takes up what another process saved while the window was away.
fn catch_up(app: &AppHandle) {
    let app = app.clone();
    tauri::async_runtime::spawn_blocking(move || {
        let state = app.state::<AppState>();
        let (was_unlocked, changed, unlocked) = {
            let mut session = state.session();
            let was_unlocked = session.is_unlocked();
            (was_unlocked, session.refresh(), session.is_unlocked())
        };
        match changed {
            Ok(true) => state.tell(Notice::Changed),
            _ if was_unlocked && !unlocked => state.tell(Notice::Locked),
            _ => {}
        }
    });
}

/// Nobody sees what the camera sees, nor whose codes these are.
fn when_minimised(window: &Window) {
    let window = window.clone();
    tauri::async_runtime::spawn_blocking(move || {
        if window.is_minimized().unwrap_or(false) {
            let state = window.state::<AppState>();
            state.looking.stop();
            if state.shared.locks_when_minimised() {
                state.lock();
            }
        }
    });
}
