//! WebKitGTK's side of the window.

use gtk::glib;
use tauri::WebviewWindow;
use webkit2gtk::{CacheModel, SettingsExt as _, WebContextExt as _, WebViewExt as _};

/// Lets WebKit draw without the GPU, unless the user has set otherwise: a window of text and one thin bar takes less memory that
/// way, and less work where there is no GPU. The same as a policy of the view comes too late: WebKit has begun to load the page
/// by then, and its web process may crash. Only before there is a second thread.
pub(crate) fn draw_without_the_gpu() {
    let _ = glib::setenv("WEBKIT_DISABLE_COMPOSITING_MODE", "1", false);
}

/// Turns off what the page does not use.
pub(crate) fn set_up(window: &WebviewWindow) {
    let _ = window.with_webview(|view| {
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
    });
}
