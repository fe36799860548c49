//! Opens a page in the user's browser, without a shell.

use std::sync::mpsc::channel;

use tauri::AppHandle;

/// Opens an HTTPS page. Returns whether a browser was found. Don't call it on the main thread,
/// which it waits for.
pub(crate) fn open(app: &AppHandle, page: &str) -> bool {
    let (tell, told) = channel();
    let page = page.to_owned();
    let _ = app.run_on_main_thread(move || {
        let _ = tell.send(page.starts_with("https://") && launch(&page));
    });
    told.recv().unwrap_or(false)
}

/// GIO asks the desktop's portal in a sandbox, and elsewhere starts the browser that the user chose
/// for HTTPS.
#[cfg(target_os = "linux")]
fn launch(page: &str) -> bool {
    use gtk::gio::{AppInfo, AppLaunchContext, prelude::*};

    use crate::webkit;

    let context = gtk::gdk::Display::default().and_then(|display| display.app_launch_context());
    let context = context.map_or_else(AppLaunchContext::new, |context| context.upcast());
    context.unsetenv(webkit::WITHOUT_THE_GPU);
    AppInfo::launch_default_for_uri(page, Some(&context)).is_ok()
}

#[cfg(not(target_os = "linux"))]
fn launch(page: &str) -> bool {
    watchword_desktop::open_page(page).is_ok()
}
