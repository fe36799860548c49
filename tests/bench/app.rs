use std::{process::Command, thread::sleep, time::Duration};

use watchword_tests::{Desktop, Process, target_folder, wait_for};

use crate::{onlooker::Onlooker, vault::PIN};

/// The time in which caches fill and the first frames are drawn.
pub(crate) const SETTLING: Duration = Duration::from_secs(8);

/// The release build of the app, operated by keyboard.
pub(crate) struct App<'a> {
    desktop: &'a Desktop,
    pub(crate) process: Process,
}

/// Builds a command that runs the app.
pub(crate) fn command(desktop: &Desktop) -> Command {
    desktop.command(target_folder().join("watchword-app"))
}

impl<'a> App<'a> {
    /// Starts the app and waits for its first frame.
    pub(crate) fn start(desktop: &'a Desktop, onlooker: &Onlooker) -> Self {
        let process = Process::start(&mut command(desktop));
        onlooker.first_frame();
        Self { desktop, process }
    }

    /// Enters the PIN and waits until the app is idle.
    pub(crate) fn unlock(&self) {
        sleep(SETTLING);
        self.desktop.display().type_text(PIN);
        self.desktop.display().press(&["Return"]);
        sleep(SETTLING);
    }

    /// Copies the code of the focused row, which exists only if the vault is open.
    pub(crate) fn copy(&self) {
        self.desktop.display().press(&["Return"]);
        wait_for("a code in the clipboard", 10, || (self.desktop.clipboard().text().len() == 6).then_some(()));
    }

    /// Closes the window and waits until the app is idle.
    pub(crate) fn close(&self) {
        self.desktop.display().press(&["alt+F4"]);
        wait_for("the window to close", 10, || self.desktop.display().windows().is_empty().then_some(()));
        sleep(SETTLING);
    }

    /// Saves a screenshot of the display, as evidence of what was measured.
    pub(crate) fn shoot(&self, name: &str) {
        self.desktop.display().shoot("root", &self.desktop.pictures().join(format!("{name}.png")));
    }
}
