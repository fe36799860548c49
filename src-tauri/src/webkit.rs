//! WebKitGTK's settings, and recovery when its web process, which draws the page, dies.

use std::cell::RefCell;
use std::time::{Duration, Instant};

use gtk::prelude::{DialogExt as _, DialogExtManual as _, GtkWindowExt as _};
use gtk::{ButtonsType, DialogFlags, MessageDialog, MessageType, ResponseType, glib};
use tauri::{Manager, WebviewWindow};
use webkit2gtk::{
    CacheModel, SettingsExt as _, WebContextExt as _, WebProcessTerminationReason, WebView, WebViewExt as _,
};

use crate::state::AppState;
use crate::window;

/// The variable that makes WebKit draw without the GPU. Programs that the app starts don't get it.
pub(crate) const WITHOUT_THE_GPU: &str = "WEBKIT_DISABLE_COMPOSITING_MODE";
/// The page that the window opens.
const PAGE: &str = "tauri://localhost";
/// The most crashes within [`MANY_WITHIN`] that may be chance.
const FEW: usize = 3;
const MANY_WITHIN: Duration = Duration::from_secs(60);

/// Makes WebKit draw without the GPU unless the user has set the variable: a window of text and one
/// thin bar needs less memory that way, and less CPU on computers without a GPU. A policy set on
/// the view comes too late: WebKit has started to load the page by then, and its web process may
/// crash. Call this before there is a second thread.
pub(crate) fn draw_without_the_gpu() {
    let _ = glib::setenv(WITHOUT_THE_GPU, "1", false);
}

/// Turns off what the page does not use, and reloads the page when it was renewed. Calls `crashed`
/// when its process has crashed, with whether it often does.
pub(crate) fn set_up(window: &WebviewWindow, crashed: impl Fn(&WebviewWindow, bool) + Send + 'static) {
    let crashes = RefCell::new(Crashes::default());
    let owner = window.clone();
    let _ = window.with_webview(move |view| {
        let view = view.inner();
        if let Some(settings) = view.settings() {
            settings.set_enable_page_cache(false);
            settings.set_enable_media(false);
            settings.set_enable_webaudio(false);
            settings.set_enable_webgl(false);
        }
        if let Some(context) = view.context() {
            context.set_cache_model(CacheModel::DocumentViewer);
        }
        view.connect_web_process_terminated(move |view, reason| match reason {
            WebProcessTerminationReason::TerminatedByApi => view.load_uri(PAGE),
            _ => crashed(&owner, crashes.borrow_mut().are_many_with(Instant::now())),
        });
    });
}

/// Ends the web process along with its memory. The page is then loaded into a new one.
pub(crate) fn renew(window: &WebviewWindow) {
    let _ = window.with_webview(|view| view.inner().terminate_web_process());
}

/// Locks, since the cause is unknown, and reloads the page; after many crashes only if the user
/// agrees.
pub(crate) fn recover(window: &WebviewWindow, are_many: bool) {
    let window = window.clone();
    tauri::async_runtime::spawn_blocking(move || {
        window.state::<AppState>().lock();
        let owner = window.clone();
        let _ = window.with_webview(move |view| {
            if are_many { ask_whether_to_load(&owner, view.inner()) } else { view.inner().load_uri(PAGE) }
        });
    });
}

/// Says what is wrong in a dialog, since the page can't, and asks whether to reload it.
fn ask_whether_to_load(window: &WebviewWindow, view: WebView) {
    let words = window::words();
    let say = |message| words.say(message, &[]);
    let (flags, parent) = (DialogFlags::MODAL | DialogFlags::DESTROY_WITH_PARENT, window.gtk_window().ok());
    let text = say("app-window-crashes");
    let dialog = MessageDialog::new(parent.as_ref(), flags, MessageType::Error, ButtonsType::None, &text);
    dialog.add_button(&say("app-quit"), ResponseType::Close);
    dialog.add_button(&say("app-try-again"), ResponseType::Accept);
    dialog.set_default_response(ResponseType::Accept);
    dialog.set_title("Watchword");
    let window = window.clone();
    glib::MainContext::default().spawn_local(async move {
        let response = dialog.run_future().await;
        dialog.close();
        if response == ResponseType::Accept {
            view.load_uri(PAGE);
        } else {
            let _ = window.close();
        }
    });
}

/// When the web process crashed recently: a page that crashes it at every load must not be reloaded
/// forever.
#[derive(Default)]
struct Crashes(Vec<Instant>);

impl Crashes {
    /// Records a crash at `now`. Returns whether there are too many to be chance.
    fn are_many_with(&mut self, now: Instant) -> bool {
        self.0.retain(|crash| now.duration_since(*crash) < MANY_WITHIN);
        self.0.push(now);
        self.0.len() > FEW
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn crashes_are_many_only_when_they_come_together() {
        let (start, mut crashes) = (Instant::now(), Crashes::default());
        let mut after = |seconds| crashes.are_many_with(start + Duration::from_secs(seconds));
        assert_eq!([0, 1, 2, 3].map(&mut after), [false, false, false, true], "one after the other");
        assert_eq!([100, 120, 140, 160, 180].map(&mut after), [false; 5], "now and then");
        assert!(after(181) && after(182), "together again");
    }
}
