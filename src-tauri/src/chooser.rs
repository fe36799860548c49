//! The dialogs that choose a file. On Linux they are the desktop's own, shown by its portal, or
//! GTK's if no portal answers. Each call waits for the user, so none may run on the main thread.

#[cfg(target_os = "linux")]
mod portal;

use std::path::PathBuf;

use tauri::{AppHandle, Manager, Wry};
use tauri_plugin_dialog::{DialogExt, FileDialogBuilder, FilePath};

#[cfg(target_os = "linux")]
use self::portal::Wanted;
use crate::window;

/// Asks for files to read; returns an empty list if the user cancelled. `title` is a message id.
pub(crate) fn open_files(app: &AppHandle, title: &str) -> Vec<PathBuf> {
    let title = window::words().say(title, &[]);
    #[cfg(target_os = "linux")]
    if let Some(chosen) = portal::open(app, &title, Wanted::Files) {
        return chosen;
    }
    paths(dialog(app, title).blocking_pick_files().unwrap_or_default())
}

/// Asks for one file to read.
pub(crate) fn open_file(app: &AppHandle, title: &str) -> Option<PathBuf> {
    let title = window::words().say(title, &[]);
    #[cfg(target_os = "linux")]
    if let Some(chosen) = portal::open(app, &title, Wanted::File) {
        return chosen.into_iter().next();
    }
    paths(dialog(app, title).blocking_pick_file()).pop()
}

/// Asks for a folder.
pub(crate) fn open_folder(app: &AppHandle, title: &str) -> Option<PathBuf> {
    let title = window::words().say(title, &[]);
    #[cfg(target_os = "linux")]
    if let Some(chosen) = portal::open(app, &title, Wanted::Folder) {
        return chosen.into_iter().next();
    }
    paths(dialog(app, title).blocking_pick_folder()).pop()
}

/// Asks where to save a new file, and suggests `name`.
pub(crate) fn save_file(app: &AppHandle, title: &str, name: &str) -> Option<PathBuf> {
    let title = window::words().say(title, &[]);
    #[cfg(target_os = "linux")]
    if let Some(chosen) = portal::save(app, &title, name) {
        return chosen.into_iter().next();
    }
    paths(dialog(app, title).set_file_name(name).blocking_save_file()).pop()
}

fn dialog(app: &AppHandle, title: String) -> FileDialogBuilder<Wry> {
    let dialog = app.dialog().file().set_title(title);
    match app.get_webview_window(window::LABEL) {
        Some(window) => dialog.set_parent(&window),
        None => dialog,
    }
}

fn paths(files: impl IntoIterator<Item = FilePath>) -> Vec<PathBuf> {
    files.into_iter().filter_map(|file| file.into_path().ok()).collect()
}
