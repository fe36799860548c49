//! A link with an account that another program opens Watchword with.

use std::fs;

use watchword_tests::{Desktop, target_folder, wait_for};

use crate::person::{OTHER, PIN, SEED, TOTP, accept_first, set_pin};

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

/// Settings: the desktop's own way to open a link leads to the review, until it is turned off.
#[test]
fn desktop_opens_links_with_watchword_where_the_user_wants_it() {
    const LIST: &str = "[Default Applications]\ntext/html=browser.desktop\n";
    let preferences = r#"{"theme":"dark","language":"id"}"#;
    let desktop = Desktop::new("link-handler").with_size(320, 640).with_preferences(preferences);
    let list = desktop.home().join("config/mimeapps.list");
    fs::write(&list, LIST).expect("a list in the home");
    assert!(!opens(&desktop, TOTP), "nothing is registered at first");
    let window = desktop.open();
    set_pin(&window);
    window.click("settings").at("settings").click_on("[name=account-links]").see("[name=account-links]:checked");
    window.run("document.querySelector('[name=account-links]').scrollIntoView({ block: 'center' })", &[]);
    window.shoot("on");
    assert_eq!(window.axe(), [""; 0]);
    assert!(opens(&desktop, TOTP));
    let named = window.at("review").shoot("review").see("[data-screen=review]");
    assert!(named.contains("Example") && named.contains("ayu@example.org"), "{named}");
    accept_first(&window);

    // A link without an account is refused as it is elsewhere.
    assert!(opens(&desktop, "otpauth://totp/Example:eka?secret=1"));
    let refused = window.at("review").shoot("refused").see("[data-screen=review]");
    window.click("back").at("codes").click("add").at("add").click("back").at("codes");
    desktop.clipboard().write("text/plain", b"otpauth://totp/Example:eka?secret=1");
    window.press(&["ctrl+v"]);
    assert_eq!(window.at("review").see("[data-screen=review]"), refused);
    window.click("back").at("codes");

    window.click("settings").at("settings").click_on("[name=account-links]");
    window.see("[name=account-links]:not(:checked)");
    assert_eq!(fs::read_to_string(&list).expect("the list"), LIST);
    assert!(!opens(&desktop, OTHER));
    window.press(&["Escape"]).at("codes");
    assert_eq!(window.texts("[data-account]").len(), 1);
}

/// Everyone on the computer can read the arguments of a process for as long as it runs.
#[test]
fn link_is_soon_hidden_from_the_list_of_processes() {
    let desktop = Desktop::new("link-hidden");
    let app = desktop.open_link(TOTP);
    let arguments = fs::read(format!("/proc/{}/cmdline", app.id())).expect("the arguments");
    let arguments = String::from_utf8_lossy(&arguments);
    assert!(!arguments.contains(SEED) && arguments.contains("xxxx"), "{arguments}");
}

/// Opens a link as the desktop does for any program, and returns whether it knows one for it.
fn opens(desktop: &Desktop, link: &str) -> bool {
    desktop.command("gio").args(["open", link]).status().is_ok_and(|status| status.success())
}

/// Opens a link as a browser does: with the program that is registered for it, and which hands the
/// link to the one that is running.
fn open(desktop: &Desktop, link: &str) {
    let opened = desktop.command(target_folder().join("watchword-app")).arg(link).status();
    assert!(opened.is_ok_and(|status| status.success()), "the second process ends");
}
