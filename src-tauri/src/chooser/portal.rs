use std::path::PathBuf;
use std::sync::mpsc::channel;
use std::time::Duration;

use ashpd::desktop::ResponseError;
use ashpd::desktop::file_chooser::SelectedFiles;
use ashpd::{Error, WindowIdentifier};
use gdkx11::X11Window;
use gtk::prelude::*;
use tauri::{AppHandle, Manager, Url};

use crate::window;

const INTERFACE: &str = "org.freedesktop.portal.FileChooser";
/// How long a portal may take to answer: long enough for one that has to be started first.
const ANSWERS_WITHIN: Duration = Duration::from_secs(10);

/// The version of the portal from which it chooses folders. An earlier one would ask for a file.
const CHOOSES_FOLDERS: u32 = 3;

/// What the user is to choose.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    File,
    Files,
    Folder,
}

/// Asks what to open. Returns an empty list if the user cancelled, and `None` if the desktop has no
/// portal for it.
pub(super) fn open(app: &AppHandle, title: &str, wanted: Wanted) -> Option<Vec<PathBuf>> {
    chosen(zbus::block_on(async {
        let is_folder = wanted == Wanted::Folder;
        if ask_version().await? < CHOOSES_FOLDERS && is_folder {
            return Err(Error::NoResponse);
        }
        let request = SelectedFiles::open_file().identifier(parent(app)).title(title);
        let request = request.multiple(wanted == Wanted::Files).directory(is_folder);
        request.send().await?.response()
    }))
}

/// Asks where to save a file. Returns the same as [`open`].
pub(super) fn save(app: &AppHandle, title: &str, name: &str) -> Option<Vec<PathBuf>> {
    chosen(zbus::block_on(async {
        ask_version().await?;
        let request = SelectedFiles::save_file().identifier(parent(app)).title(title).current_name(name);
        request.send().await?.response()
    }))
}

fn chosen(answer: Result<SelectedFiles, Error>) -> Option<Vec<PathBuf>> {
    match answer {
        Ok(files) => Some(files.uris().iter().filter_map(|uri| path(uri.as_str())).collect()),
        // Some desktops distinguish the Cancel button from closing the dialog.
        Err(Error::Response(ResponseError::Cancelled | ResponseError::Other)) => Some(Vec::new()),
        Err(_) => None,
    }
}

fn path(uri: &str) -> Option<PathBuf> {
    Url::parse(uri).ok().filter(|url| url.scheme() == "file")?.to_file_path().ok()
}

/// Fails if no portal answers: the library itself would wait forever.
async fn ask_version() -> zbus::Result<u32> {
    let bus = zbus::connection::Builder::session()?.method_timeout(ANSWERS_WITHIN).build().await?;
    let (name, path) = ("org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop");
    let portal = zbus::Proxy::new(&bus, name, path, INTERFACE).await?;
    portal.get_property("version").await
}

/// The window, so that the dialog stays in front of it. `None` on Wayland, where safe code cannot
/// name it.
fn parent(app: &AppHandle) -> Option<WindowIdentifier> {
    let window = app.get_webview_window(window::LABEL)?;
    let (tell, told) = channel();
    let _ = app.run_on_main_thread(move || {
        let window = window.gtk_window().ok().and_then(|window| window.window());
        let _ = tell.send(window.and_then(|window| window.downcast::<X11Window>().ok()).map(|window| window.xid()));
    });
    told.recv().ok().flatten().map(WindowIdentifier::from_xid)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_local_file_uris_become_paths() {
        assert_eq!(path("file:///home/ada/a%20b%C3%A9.png"), Some("/home/ada/a bé.png".into()));
        for elsewhere in ["https://example.org/a.png", "file://host/a.png", "a.png"] {
            assert_eq!(path(elsewhere), None, "{elsewhere}");
        }
    }

    #[test]
    fn cancelled_portal_dialog_does_not_fall_back_to_gtk() {
        for answer in [ResponseError::Cancelled, ResponseError::Other] {
            assert_eq!(chosen(Err(Error::Response(answer))), Some(vec![]), "{answer}: the user has cancelled");
        }
        assert_eq!(chosen(Err(Error::NoResponse)), None);
    }
}
