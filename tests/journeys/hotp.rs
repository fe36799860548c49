//! An HOTP account: its counter advances and never repeats, whichever program draws a code and
//! whatever restarts.

use watchword_tests::{Desktop, Window, oath_hotp, wait_for};

use crate::person::{SEED, accept_first, begin, code_from_command, paste_picture, shown_code, unlock};

const HOTP: &str =
    "otpauth://hotp/Example:ayu@example.org?secret=KR4F6C3YOVLHCQ2IMJ2TGNLXPFAWCZDF&issuer=Example&counter=7";

#[test]
fn counter_never_repeats() {
    follow(Desktop::new("hotp"));
}

#[test]
fn counter_never_repeats_in_a_narrow_dark_indonesian_window() {
    let desktop = Desktop::new("hotp-narrow").with_size(320, 400);
    follow(desktop.with_preferences(r#"{"theme":"dark","language":"id"}"#));
}

#[test]
fn counter_never_repeats_without_a_keyring() {
    follow(Desktop::without_keyring("hotp-file-store"));
}

fn follow(mut desktop: Desktop) {
    let codes = oath_hotp(SEED, 6, 7, 7);
    let mut codes = codes.iter().map(String::as_str);
    let mut next = || codes.next().expect("enough codes");
    let window = desktop.open();
    begin(&desktop, &window);
    paste_picture(&desktop, &window, HOTP);
    accept_first(&window);
    assert!(window.texts("[data-code]").is_empty(), "no code is drawn unasked");
    window.shoot("blank");

    draw(&window, next());
    window.shoot("drawn");
    let drawn = next();
    draw(&window, drawn);
    // Copying copies the code on the screen and doesn't draw another.
    window.click("copy");
    wait_for("the copied code", 5, || (desktop.clipboard().text() == drawn).then_some(()));
    assert_eq!(shown_code(&window), drawn);
    assert_eq!(desktop.clipboard().read("x-kde-passwordManagerHint").as_deref(), Some("secret"));
    window.shoot("copied");

    window.press(&["ctrl+l"]);
    unlock(&window);
    assert!(window.texts("[data-code]").is_empty(), "a drawn code does not outlive the lock");
    draw(&window, next());
    window.close();
    desktop.sign_in_again();

    assert_eq!(code_from_command(&desktop), next());
    let window = desktop.open();
    unlock(&window);
    // If no code is shown, copying draws one.
    window.see("[data-account]");
    window.click("copy");
    let drawn = next();
    wait_for("the copied code", 5, || (desktop.clipboard().text() == drawn).then_some(()));
    // The window and the command both continue from the counter that the other has left.
    assert_eq!(code_from_command(&desktop), next());
    draw(&window, next());
    window.shoot("drawn-tomorrow");
}

/// Draws the next code, which must be `expected`.
#[track_caller]
fn draw(window: &Window, expected: &str) {
    window.click("next-code");
    wait_for("the next code", 10, || {
        window.texts("[data-code]").iter().any(|text| text.replace(char::is_whitespace, "") == expected).then_some(())
    });
}
