//! A link with an account that another program opens Watchword with.

use watchword_tests::{Desktop, target_folder, wait_for};

use crate::person::{OTHER, PIN, TOTP, accept_first, set_pin};

/// A link that arrives while the vault is locked waits for the PIN, and one that arrives later is
/// read at once. Neither is added without being asked for.
#[test]
fn link_opens_the_review() {
    let desktop = Desktop::new("link");
    let window = desktop.open();
    set_pin(&window);
    open(&desktop, TOTP);
    window.at("review").shoot("review");
    accept_first(&window);
    window.click("lock").at("unlock");
    open(&desktop, OTHER);
    window.at("unlock").fill("pin", PIN).click("unlock").at("review").shoot("after-the-pin");
    let named = window.see("[data-screen=review]");
    assert!(named.contains("Other"), "{named}");
    window.click("back").at("codes");
    assert_eq!(window.texts("[data-account]").len(), 1);
}

/// Watchword's own links ask for a place in the window, at once or after the PIN.
#[test]
fn own_links_search_and_add() {
    let desktop = Desktop::new("own-link");
    let window = desktop.open();
    set_pin(&window);
    open(&desktop, TOTP);
    window.at("review");
    accept_first(&window);
    open(&desktop, OTHER);
    window.at("review").click("accept").at("codes");
    open(&desktop, "watchword://search/oth%65r");
    wait_for("the search", 10, || (window.texts("[data-account]").len() == 1).then_some(()));
    open(&desktop, "watchword://add");
    window.at("add").press(&["Escape"]).at("codes").click("lock").at("unlock");
    open(&desktop, "watchword://search/Example");
    window.fill("pin", PIN).click("unlock").at("codes");
    wait_for("the search", 10, || (window.texts("[data-account]").len() == 1).then_some(()));
    window.shoot("searched");
}

/// Opens a link as a browser does: with the program that is registered for it, and which hands the
/// link to the one that is running.
fn open(desktop: &Desktop, link: &str) {
    let opened = desktop.command(target_folder().join("watchword-app")).arg(link).status();
    assert!(opened.is_ok_and(|status| status.success()), "the second process ends");
}
