//! Journeys on KWin.

use watchword_tests::{Compositor, Language, Wayland};

use crate::palette::{Form, copy_and_paste, gone, open_palette, unlock};
use crate::person::{accept_other, drop_file, follow, make_vault, open, see_code, see_minimised};
use crate::tray::{be_told_of_no_tray, panel, stay_in_the_tray};

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
    let _file_manager = drop_file(&desktop);
    accept_other(&desktop);
}

/// Plasma's panel isn't here; waybar takes the icon in its place.
#[test]
fn vault_stays_in_the_tray() {
    let desktop = Wayland::new(Compositor::Kwin, "kwin-tray");
    let _panel = panel(&desktop);
    stay_in_the_tray(&desktop);
}

#[test]
fn window_says_once_that_there_is_no_tray() {
    be_told_of_no_tray(&Wayland::new(Compositor::Kwin, "kwin-no-tray"));
}

#[test]
fn palette_copies_a_code() {
    copy_and_paste(&Wayland::new(Compositor::Kwin, "kwin-palette"));
}

/// Plasma 5.27's portal lets the user know, and doesn't ask.
#[test]
fn palette_types_a_code() {
    let desktop = Wayland::new(Compositor::Kwin, "kwin-palette-types");
    make_vault(&desktop);
    let form = Form::open(&desktop);
    open_palette(&desktop, Language::ENGLISH);
    unlock(&desktop);
    desktop.type_text("exa").shoot("found").press(&["shift+Return"]);
    see_code(20, || form.text());
    gone(&desktop, Language::ENGLISH);
    desktop.shoot("typed");
}
