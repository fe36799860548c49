use std::{process::Command, thread::sleep, time::Duration};

use watchword_tests::{Desktop, Process, target_folder, wait_for};

use crate::{onlooker::Onlooker, vault::PIN};

/// Caches fill and the first frames are drawn within these seconds.
pub(crate) const SETTLING: Duration = Duration::from_secs(8);

/// The app as it is released, run by its keyboard.
pub(crate) struct App<'a> {
    desktop: &'a Desktop,
    pub(crate) process: Process,
}

/// The app, not started yet.
pub(crate) fn command(desktop: &Desktop) -> Command {
    desktop.command(target_folder().join("watchword-app"))
}

impl<'a> App<'a> {
    /// Starts it and waits for its first frame.
    pub(crate) fn start(desktop: &'a Desktop, onlooker: &Onlooker) -> Self {
        let process = Process::start(&mut command(desktop));
        onlooker.first_frame();
        Self { desktop, process }
    }

    /// Enters the PIN and waits until everything has come to rest.
    pub(crate) fn unlock(&self) {
        sleep(SETTLING);
        self.desktop.display().type_text(PIN);
        self.desktop.display().press(&["Return"]);
        sleep(SETTLING);
    }

    /// Copies the code of the row in focus. There is one only where the vault is open.
    pub(crate) fn copy(&self) {
        self.desktop.display().press(&["Return"]);
        wait_for("a code in the clipboard", 10, || (self.desktop.clipboard().text().len() == 6).then_some(()));
    }

    /// Closes the window and waits until everything has come to rest.
    pub(crate) fn close(&self) {
        self.desktop.display().press(&["alt+F4"]);
        wait_for("the window to close", 10, || self.desktop.display().windows().is_empty().then_some(()));
        sleep(SETTLING);
    }

    /// Keeps a picture of the display, for whoever doubts what was measured.
    pub(crate) fn shoot(&self, name: &str) {
        self.desktop.display().shoot("root", &self.desktop.pictures().join(format!("{name}.png")));
    }
}
