//! The whole journey by keyboard alone.

use watchword_tests::{Desktop, Window, qr_picture, wait_for};

use crate::person::{PIN, TOTP, see_refusal, see_todays_code, todays_code};

#[test]
fn image_to_clipboard_by_keyboard_alone() {
    let mut desktop = Desktop::new("keyboard");
    let window = desktop.open();
    window.at("welcome");
    reach(&window, "[name=pin]");
    window.type_text(PIN);
    reach(&window, "[name=pin-again]");
    window.type_text(PIN).press(&["Return"]).at("codes");

    window.press(&["ctrl+n"]).at("add");
    desktop.clipboard().write("image/png", &qr_picture(TOTP));
    window.press(&["ctrl+v"]).at("review");
    reach(&window, "[data-action=accept]");
    window.press(&["Return"]).at("recovery");
    reach(&window, "[data-action=put-off]");
    window.press(&["Return"]).at("codes");

    window.press(&["ctrl+comma"]).at("settings");
    window.press(&["Escape"]).at("codes");
    see_todays_code(&window);
    copied_by(&desktop, &window, "ctrl+1");
    copied_by(&desktop, &window, "Return");
    window.type_text("exam");
    wait_for("the search", 5, || (window.see("[name=search]") == "exam").then_some(()));
    copied_by(&desktop, &window, "Return");
    window.shoot("searched").press(&["Escape"]);

    window.press(&["F2"]).at("edit").press(&["Escape"]).at("codes");
    window.press(&["ctrl+l"]).at("unlock");
    window.type_text("not the PIN").press(&["Return"]);
    see_refusal(&window);
    window.press(&["ctrl+a"]).type_text(PIN).press(&["Return"]).at("codes");
    window.close();
    desktop.sign_in_again();
    let window = desktop.open();
    window.at("unlock").type_text(PIN).press(&["Return"]).at("codes");
    see_todays_code(&window);
}

/// Presses Tab until the focused element matches the CSS selector.
#[track_caller]
fn reach(window: &Window, css: &str) {
    window.see(css);
    let mut tabs = 0;
    while window.run("return document.activeElement.matches(arguments[0])", &[css.into()]) != true {
        assert!(tabs < 30, "{css} is not reached by Tab");
        window.press(&["Tab"]);
        tabs += 1;
    }
}

/// Presses a key that copies the code.
#[track_caller]
fn copied_by(desktop: &Desktop, window: &Window, key: &str) {
    desktop.clipboard().write("UTF8_STRING", b"");
    wait_for(key, 5, || {
        window.press(&[key]);
        (desktop.clipboard().text() == todays_code()).then_some(())
    });
}
