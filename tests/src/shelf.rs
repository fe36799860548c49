use tempfile::TempDir;

use crate::{Desktop, process::Process, screens::target_folder, wait_for};

/// Another program's window, from which one item can be dragged.
pub struct Shelf {
    window: String,
    process: Process,
    _contents: TempDir,
}

impl Desktop {
    /// Opens a window with one item to drag, offered in these MIME types (`text/uri-list`,
    /// `image/png`).
    #[track_caller]
    pub fn shelf(&self, forms: &[(&str, &[u8])]) -> Shelf {
        let before = self.display().windows();
        let contents = tempfile::tempdir().expect("a temporary folder");
        let mut shelf = self.command(target_folder().join("watchword-shelf"));
        for (number, (form, bytes)) in forms.iter().enumerate() {
            let file = contents.path().join(number.to_string());
            std::fs::write(&file, bytes).expect("a temporary file");
            shelf.arg(form).arg(file);
        }
        let process = Process::start(&mut shelf);
        let window =
            wait_for("the shelf", 10, || self.display().windows().into_iter().find(|window| !before.contains(window)));
        Shelf { window, process, _contents: contents }
    }
}

impl Shelf {
    /// Waits until the item has been dropped or refused.
    #[track_caller]
    pub fn wait(mut self) {
        wait_for("the drag's end", 30, || self.process.has_ended().then_some(()));
    }

    /// Returns the window's id on the display.
    pub fn window(&self) -> &str {
        &self.window
    }
}
