//! Encrypted exports of other apps, whose passwords the window asks for.

use std::fs;

use watchword_tests::{Desktop, Window, wait_for};

use crate::person::{choose_file, see_refusal, set_pin};

/// Two encrypted vaults of Aegis, with the passwords `kancil` and `becak`.
pub(crate) const AEGIS: &[u8] = include_bytes!("../../crates/session/tests/common/aegis.json");
const OTHER_AEGIS: &[u8] = include_bytes!("../../crates/session/tests/common/aegis-becak.json");

#[test]
fn exports_open_with_their_passwords() {
    let desktop = Desktop::new("encrypted").with_size(320, 480);
    let window = desktop.open();
    set_pin(&window);
    let path = desktop.home().join("aegis-backup-20261126-a-rather-long-name.json");
    fs::write(&path, AEGIS).expect("a file in the home");
    window.click("add").at("add").press(&["ctrl+o"]);
    choose_file(&desktop, &window, &path);
    asked(&window);
    window.shoot("file").fill("file-password", "not the password").click("open-file");
    see_refusal(&window);
    window.shoot("wrong-password");
    window.press(&["Escape"]).at("add");

    desktop.clipboard().write("UTF8_STRING", OTHER_AEGIS);
    window.press(&["ctrl+v"]);
    asked(&window);
    window.shoot("text").fill("file-password", "becak").click("open-file");
    found(&window, 1);
    desktop.clipboard().write("UTF8_STRING", AEGIS);
    window.press(&["ctrl+v"]);
    asked(&window);
    window.type_text("kancil").press(&["Return"]);
    found(&window, 3);
    assert_eq!(window.texts(".unread li").len(), 1, "an account of a type that doesn't exist");
    window.shoot("review");
    window.click("accept").at("recovery").click("put-off").at("codes");
    assert_eq!(window.texts("[data-account]").len(), 3);
}

/// Waits until the window asks for a password.
#[track_caller]
fn asked(window: &Window) {
    window.see("dialog [name=file-password]");
}

/// Waits until the review shows a number of accounts.
#[track_caller]
fn found(window: &Window, count: usize) {
    wait_for("the accounts", 20, || (window.texts(".find").len() == count).then_some(()));
}
