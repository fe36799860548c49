//! A picture that is dragged from another program, and a window that is closed too early.

use watchword_tests::{Desktop, qr_picture, wait_for};

use crate::person::{PIN, TOTP, accept_first, see_todays_code, set_pin, todays_code, unlock};

#[test]
fn a_picture_is_dropped() {
    let desktop = Desktop::new("drop");
    let picture = desktop.home().join("code.png");
    std::fs::write(&picture, qr_picture(TOTP)).expect("a picture in the home");
    let window = desktop.open();
    set_pin(&window);
    let shelf = desktop.shelf(&picture);
    desktop.display().drag(shelf.window(), window.id(), || {
        window.shoot("dragging");
    });
    window.at("review").shoot("review");
    drop(shelf);
    accept_first(&window);
    see_todays_code(&window);
}

/// A clipboard dies with its owner: closed while it holds a code, the window locks and hides, and the process ends with it.
#[test]
fn closing_waits_for_the_clipboard() {
    let desktop = Desktop::new("closing");
    let made = desktop.watchword(&["--pin-stdin", "init"], &format!("{PIN}\n"));
    assert!(made.status.success());
    let added = desktop.watchword(&["--pin-stdin", "add", "--uri", "-"], &format!("{PIN}\n{TOTP}\n"));
    assert!(added.status.success());
    let window = desktop.open();
    unlock(&window);
    window.click("settings").at("settings").choose("clipboard-seconds", "10").click("back").at("codes");
    let copied = wait_for("the copied code", 5, || {
        window.click("copy");
        Some(desktop.clipboard().text()).filter(|text| *text == todays_code())
    });
    window.press(&["alt+F4"]);
    wait_for("the window to go", 5, || desktop.display().windows().is_empty().then_some(()));
    assert_eq!(desktop.clipboard().text(), copied);
    assert!(desktop.is_running(), "the clipboard's owner is there");
    wait_for("the clipboard to be cleared", 15, || desktop.clipboard().text().is_empty().then_some(()));
    wait_for("the process to end", 10, || (!desktop.is_running()).then_some(()));
}
