//! Journeys on KWin.

use std::fs;

use watchword_tests::{Compositor, Wayland, qr_picture};

use crate::person::{OTHER, SHELF, TITLE, accept_other, follow, make_vault, open, see_minimised};

#[test]
fn code_is_copied_and_cleared() {
    follow(&Wayland::new(Compositor::Kwin, "kwin"));
}

#[test]
fn window_starts_minimised() {
    see_minimised(&Wayland::new(Compositor::Kwin, "kwin-minimised"));
}

/// A file dropped from a file manager is read.
#[test]
fn file_is_dropped() {
    let desktop = Wayland::new(Compositor::Kwin, "kwin-drop");
    make_vault(&desktop);
    let opened = open(&desktop, &[]);
    opened.unlock(&desktop);
    let file = desktop.home().join("code.png");
    fs::write(&file, qr_picture(OTHER)).expect("a file in the home");
    let address = format!("file://{}\r\n", file.display());
    let _shelf = desktop.shelf(&[("text/uri-list", address.as_bytes())]);
    let (shelf, app) = desktop.window(SHELF).zip(desktop.window(TITLE)).expect("both windows are open");
    // The shelf may cover the middle of the app.
    let (x, y) = app.area.middle();
    desktop.drag(shelf.area.middle(), (x, y + app.area.height / 3));
    accept_other(&desktop);
}
