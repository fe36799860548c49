//! Codes that require the PIN each time, in the window, the palette and a terminal.

use std::thread::sleep;
use std::time::Duration;

use watchword_tests::{Desktop, Frame, Terminal, Window, soon, target_folder, wait_for};

use crate::person::{PIN, TOTP, accept_first, paste_picture, see_refusal, set_pin, todays_code};

#[test]
fn each_code_takes_the_pin() {
    for (language, theme, size) in
        [("id", "dark", (320, 480)), ("it", "light", (400, 680)), ("en", "light", (320, 480))]
    {
        let desktop = Desktop::new(&format!("pin-for-codes-{language}"))
            .with_size(size.0, size.1)
            .with_preferences(&format!(r#"{{"theme":"{theme}","language":"{language}"}}"#));
        let window = desktop.open();
        set_pin(&window);
        paste_picture(&desktop, &window, TOTP);
        accept_first(&window);
        window.at("codes").click("settings").at("settings").click_on("[name=pin-for-codes]");
        window.see("[name=pin-for-codes]:checked");
        window.run("document.querySelector('[name=pin-for-codes]').scrollIntoView({ block: 'center' })", &[]);
        window.shoot("settings").press(&["Escape"]).at("codes");
        wait_for("the blank row", 5, || window.texts("[data-code]").is_empty().then_some(()));
        assert_eq!(window.shoot("blank").axe(), [""; 0]);
        assert_eq!(window.click("copy").shoot("asks").axe(), [""; 0]);
        window.fill("pin", "not the PIN").click("confirm-pin");
        see_refusal(&window);
        assert!(window.shoot("refused").texts("[data-code]").is_empty());
        give(&window);
        let is_given = || {
            let shown = window.texts("[data-code]").concat().replace(' ', "");
            let code = desktop.clipboard().text();
            code == todays_code() && shown == code
        };
        // One that is over by the time it is looked for is hidden again.
        if !soon(8, is_given) {
            window.click("copy");
            give(&window);
            wait_for("the code, shown and copied", 10, || is_given().then_some(()));
        }
        window.shoot("shown");
        if language != "en" {
            continue;
        }
        wait_for("it to be hidden again", 35, || window.texts("[data-code]").is_empty().then_some(()));

        in_a_terminal(&desktop);
        in_the_palette(&desktop, &window);
        stop(&window);
    }
}

/// One that has given the PIN to list the accounts is asked again for a code.
fn in_a_terminal(desktop: &Desktop) {
    let mut terminal = Terminal::open(desktop);
    for command in ["list", "code example", "code example"] {
        let program = target_folder().join("watchword");
        let shown = terminal.run(&format!("{} {command}", program.display()), Some(PIN));
        assert!(shown.contains("PIN:") && shown.contains("status 0"), "{shown}");
        assert!(command == "list" || shown.contains(&todays_code()), "{shown}");
    }
    let given = desktop.watchword(&["--pin-stdin", "code", "example"], &format!("{PIN}\n"));
    assert_eq!(String::from_utf8_lossy(&given.stdout).trim(), todays_code(), "one PIN does for one command");
}

fn in_the_palette(desktop: &Desktop, window: &Window) {
    let before = desktop.display().windows().len();
    assert!(desktop.watchword(&["palette"], "").status.success());
    let newest = || desktop.display().windows().into_iter().nth(before);
    wait_for("the palette", 30, || desktop.display().frame(&newest()?).filter(Frame::is_drawn));
    sleep(Duration::from_secs(1));
    desktop.display().type_text("exa");
    desktop.display().press(&["Return"]);
    sleep(Duration::from_secs(1));
    desktop.shoot("palette-asks");
    assert_eq!(desktop.display().windows().len(), before + 1, "it asks first");
    desktop.display().type_text(PIN);
    desktop.display().press(&["Return"]);
    wait_for("the palette to close", 10, || (desktop.display().windows().len() == before).then_some(()));
    wait_for("the code", 10, || (desktop.clipboard().text() == todays_code()).then_some(()));
    window.at("codes");
}

/// The switch stays on until the PIN is right.
fn stop(window: &Window) {
    window.click("settings").at("settings").click_on("[name=pin-for-codes]").see("[name=pin]");
    window.shoot("stop").click("close").see("[name=pin-for-codes]:checked");
    window.click_on("[name=pin-for-codes]").see("[name=pin]");
    give(window);
    window.see("[name=pin-for-codes]:not(:checked)");
    window.press(&["Escape"]).at("codes").see("[data-code]");
}

fn give(window: &Window) {
    window.fill("pin", PIN).click("confirm-pin");
}
