use std::path::Path;

use crate::{Desktop, process::Process, wait_for};

/// Another program's window, with a picture in it.
pub struct Viewer {
    _process: Process,
}

impl Viewer {
    /// Shows it with its upper left at this place of the display.
    #[track_caller]
    pub(crate) fn with(desktop: &Desktop, picture: &Path, x: u32, y: u32) -> Self {
        let before = desktop.display().windows();
        let mut display = desktop.command("display");
        let process = Process::start(display.args(["-geometry", &format!("+{x}+{y}")]).arg(picture));
        let window = wait_for("the picture", 10, || {
            desktop.display().windows().into_iter().find(|window| !before.contains(window))
        });
        desktop.display().place(&window, x, y);
        Self { _process: process }
    }
}
