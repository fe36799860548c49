//! The palette: a code by a key and three letters, without the window.

use serde_json::Value;
use watchword_tests::{Desktop, oath_hotp, wait_for};

use crate::person::{HOTP, PIN, SEED, TOTP, todays_code};

#[test]
fn palette_copies_codes_and_asks_for_the_pin_once() {
    let desktop = Desktop::new("palette").with_preferences(r#"{"theme":"light","language":"en"}"#);
    make_vault(&desktop);
    open(&desktop);
    desktop.shoot("locked");
    desktop.display().type_text("000000");
    desktop.display().press(&["Return"]);
    std::thread::sleep(std::time::Duration::from_secs(3));
    desktop.shoot("refused");
    desktop.display().type_text(PIN);
    desktop.display().press(&["Return"]);
    wait_for("the vault to open", 30, || (state(&desktop)["locked"] == false).then_some(()));
    assert_eq!(state(&desktop)["by"], "palette");
    desktop.shoot("list");
    desktop.display().type_text("exa");
    desktop.shoot("found");
    desktop.display().press(&["Return"]);
    gone(&desktop);
    wait_for("today's code", 10, || (desktop.clipboard().text() == todays_code()).then_some(()));

    open(&desktop);
    desktop.display().type_text("ban");
    desktop.display().press(&["Return"]);
    gone(&desktop);
    let code = oath_hotp(SEED, 6, 7, 1).remove(0);
    wait_for("the next code", 10, || (desktop.clipboard().text() == code).then_some(()));

    open(&desktop);
    desktop.display().press(&["Escape"]);
    gone(&desktop);
    open(&desktop);
    assert!(desktop.watchword(&["palette"], "").status.success());
    gone(&desktop);
}

/// The vault's accounts, which the command adds.
fn make_vault(desktop: &Desktop) {
    for (arguments, input) in [(&["init"][..], ""), (&["add", "--uri", "-"], TOTP), (&["add", "--uri", "-"], HOTP)] {
        let made = desktop.watchword(&[&["--pin-stdin"], arguments].concat(), &format!("{PIN}\n{input}\n"));
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    }
}

/// Opens the palette, and waits until it has been drawn.
#[track_caller]
fn open(desktop: &Desktop) {
    let opened = desktop.watchword(&["palette"], "");
    assert!(opened.status.success(), "{}", String::from_utf8_lossy(&opened.stderr));
    wait_for("the palette", 30, || desktop.display().windows().into_iter().next());
    std::thread::sleep(std::time::Duration::from_millis(1500));
}

#[track_caller]
fn gone(desktop: &Desktop) {
    wait_for("the palette to close", 10, || desktop.display().windows().is_empty().then_some(()));
}

fn state(desktop: &Desktop) -> Value {
    let status = desktop.watchword(&["status", "--json"], "");
    serde_json::from_slice(&status.stdout).expect("JSON")
}
