use std::path::Path;

use crate::{Desktop, process::Process, screens::target_folder, wait_for};

/// Another program's window, from which a file can be dragged.
pub struct Shelf {
    window: String,
    _process: Process,
}

impl Shelf {
    #[track_caller]
    pub(crate) fn with(desktop: &Desktop, file: &Path) -> Self {
        let before = desktop.display().windows();
        let process = Process::start(desktop.command(target_folder().join("watchword-shelf")).arg(file));
        let window = wait_for("the shelf", 10, || {
            desktop.display().windows().into_iter().find(|window| !before.contains(window))
        });
        Self { window, _process: process }
    }

    /// The window's name on the display.
    pub fn window(&self) -> &str {
        &self.window
    }
}
