//! The palette: a code by a key and three letters, without the window.

use serde_json::Value;
use watchword_tests::{Desktop, Frame, Process, oath_hotp, target_folder, wait_for};

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

/// Shift+Enter types into the program where the user was, once they have let it; a key opens the
/// palette there.
#[test]
fn palette_types_codes_into_the_program_in_front() {
    let desktop = Desktop::new("palette-types").with_preferences(
        r#"{"theme":"dark","language":"en","hotkey":"Ctrl+Alt+W","lock_hotkey":"Ctrl+Alt+L","enter_after_code":true}"#,
    );
    make_vault(&desktop);
    let file = desktop.pictures().join("typed.txt");
    let _form = Process::start(desktop.command(target_folder().join("watchword-form")).arg(&file));
    let typed = || std::fs::read_to_string(&file).unwrap_or_default();
    let form = wait_for("the form", 20, || desktop.display().windows().into_iter().next());
    // The process that takes the keys starts with the first that needs the session.
    assert!(desktop.watchword(&["palette"], "").status.success());
    drawn(&desktop, 2);
    desktop.display().type_text(PIN);
    desktop.display().press(&["Return"]);
    wait_for("the vault to open", 30, || (state(&desktop)["locked"] == false).then_some(()));
    std::thread::sleep(std::time::Duration::from_secs(2));
    desktop.display().type_text("exa");
    desktop.display().press(&["shift+Return"]);
    desktop.shoot("asks");
    assert_eq!(typed(), "", "it asks first");
    desktop.display().press(&["shift+Return"]);
    wait_for("the code and Enter", 20, || (typed() == format!("{}\n", todays_code())).then_some(()));
    gone_but(&desktop, 1);
    desktop.shoot("typed");

    desktop.display().raise(&form);
    desktop.display().press(&["ctrl+a", "BackSpace", "ctrl+alt+w"]);
    drawn(&desktop, 2);
    desktop.display().type_text("ban");
    desktop.display().press(&["shift+Return"]);
    let code = oath_hotp(SEED, 6, 7, 1).remove(0);
    wait_for("the next code, without a question", 20, || (typed() == format!("{code}\n")).then_some(()));
    desktop.display().press(&["ctrl+alt+l"]);
    wait_for("the lock", 10, || (state(&desktop)["locked"] == true).then_some(()));
}

/// The vault's accounts, which the command adds.
pub(crate) fn make_vault(desktop: &Desktop) {
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
    drawn(desktop, 1);
}

/// Waits until there are this many windows, and the palette has been drawn.
#[track_caller]
pub(crate) fn drawn(desktop: &Desktop, windows: usize) {
    let newest = || desktop.display().windows().into_iter().nth(windows - 1);
    wait_for("the palette", 30, || desktop.display().frame(&newest()?).filter(Frame::is_drawn));
    std::thread::sleep(std::time::Duration::from_secs(1));
}

#[track_caller]
fn gone(desktop: &Desktop) {
    gone_but(desktop, 0);
}

/// Waits until only this many windows are left.
#[track_caller]
fn gone_but(desktop: &Desktop, windows: usize) {
    wait_for("the palette to close", 10, || (desktop.display().windows().len() == windows).then_some(()));
}

pub(crate) fn state(desktop: &Desktop) -> Value {
    let status = desktop.watchword(&["status", "--json"], "");
    serde_json::from_slice(&status.stdout).expect("JSON")
}
