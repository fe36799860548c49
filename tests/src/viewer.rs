use std::path::Path;

use crate::{Desktop, process::Process, wait_for};

/// Another program's window that shows an image.
pub struct Viewer {
    _process: Process,
}

impl Desktop {
    /// Shows an image in another program, with its upper-left corner at this point of the display.
    #[track_caller]
    pub fn viewer(&self, picture: &Path, x: u32, y: u32) -> Viewer {
        let before = self.display().windows();
        let mut display = self.command("display");
        let process = Process::start(display.args(["-geometry", &format!("+{x}+{y}")]).arg(picture));
        let window = wait_for("the picture", 10, || {
            self.display().windows().into_iter().find(|window| !before.contains(window))
        });
        self.display().place(&window, x, y);
        Viewer { _process: process }
    }
}
