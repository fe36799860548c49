//! A TOTP account, from the image of its QR code to the code in another program.

use std::{
    thread::sleep,
    time::{Duration, Instant},
};

use watchword_tests::{Desktop, Window, qr_picture, wait_for};

use crate::person::{
    OTHER, PIN, TOTP, accept_first, begin, choose_file, code_from_command, paste_picture, see_refusal, see_todays_code,
    set_pin, todays_code, unlock,
};

/// The lowest value of the setting.
const CLIPBOARD_SECONDS: u64 = 10;

/// The tour that `cargo xtask run` makes without a display.
#[test]
fn from_a_picture_to_the_clipboard() {
    let desktop = Desktop::new("totp");
    let code = follow(desktop);
    println!("tour: A QR picture became the code {code}, which was copied to the clipboard.");
}

/// The same in the smallest window, in the dark theme and in Indonesian.
#[test]
fn from_a_picture_in_a_narrow_dark_indonesian_window() {
    let desktop = Desktop::new("totp-narrow").with_size(320, 400);
    follow(desktop.with_preferences(r#"{"theme":"dark","language":"id"}"#));
}

/// The same on a computer without a keyring, with a vault in a file that a passphrase opens.
#[test]
fn from_a_picture_without_a_keyring() {
    follow(Desktop::without_keyring("totp-file-store"));
}

/// An image file is chosen in the system's dialog and another image is pasted, with the pointer and
/// by keyboard.
#[test]
fn from_a_chosen_file() {
    for (language, by_keyboard) in [("en", false), ("id", true), ("it", true)] {
        let desktop = Desktop::new(&format!("totp-file-{language}"))
            .with_preferences(&format!(r#"{{"theme":"light","language":"{language}"}}"#));
        let picture = desktop.home().join("code.png");
        std::fs::write(&picture, qr_picture(TOTP)).expect("an image in the home");
        let window = desktop.open();
        set_pin(&window);
        if by_keyboard {
            window.press(&["ctrl+o"]);
        } else {
            window.click("add").at("add").click("choose-files");
        }
        choose_file(&desktop, &window, &picture);
        window.at("review").shoot("review");
        accept_first(&window);
        see_todays_code(&window);
        desktop.clipboard().write("image/png", &qr_picture(OTHER));
        if by_keyboard {
            window.press(&["ctrl+v"]).at("review").shoot("pasted").press(&["Return"]);
        } else {
            window.click("add").at("add").click("paste").at("review").shoot("pasted").click("accept");
        }
        window.at("codes");
        wait_for("both accounts", 10, || (window.texts("[data-account]").len() == 2).then_some(()));
    }
}

/// Follows a user through the first day and the next, and returns the copied code.
fn follow(mut desktop: Desktop) -> String {
    println!("tour: The pictures are in {}.", desktop.pictures().display());
    let window = desktop.open();
    begin(&desktop, &window);
    paste_picture(&desktop, &window, TOTP);
    accept_first(&window);
    see_todays_code(&window);
    window.shoot("codes");
    clear_sooner(&window);
    let copied = copy(&desktop, &window);
    window.shoot("copied");
    cleared_in_time(&desktop);
    leaves_other_texts_alone(&desktop, &window);
    lock_and_unlock(&window);
    window.close();
    desktop.sign_in_again();
    let window = desktop.open();
    unlock(&window);
    see_todays_code(&window);
    window.shoot("codes-tomorrow");
    wait_for("the command's code", 10, || (code_from_command(&desktop) == todays_code()).then_some(()));
    copied
}

fn clear_sooner(window: &Window) {
    window.click("settings").at("settings").choose("clipboard-seconds", &CLIPBOARD_SECONDS.to_string());
    window.shoot("settings").click("back").at("codes");
}

/// Clicks the code, and checks that it is in the clipboard, marked as a secret.
fn copy(desktop: &Desktop, window: &Window) -> String {
    let clipboard = desktop.clipboard();
    let copied = wait_for("the copied code", 5, || {
        window.click("copy");
        Some(clipboard.text()).filter(|text| *text == todays_code())
    });
    assert_eq!(clipboard.read("x-kde-passwordManagerHint").as_deref(), Some("secret"));
    copied
}

fn cleared_in_time(desktop: &Desktop) {
    let copied = Instant::now();
    wait_for("the clipboard to be cleared", CLIPBOARD_SECONDS + 3, || {
        desktop.clipboard().text().is_empty().then_some(())
    });
    assert!(copied.elapsed() > Duration::from_secs(CLIPBOARD_SECONDS - 2), "cleared after {:?}", copied.elapsed());
}

fn leaves_other_texts_alone(desktop: &Desktop, window: &Window) {
    copy(desktop, window);
    desktop.clipboard().write("UTF8_STRING", b"another program's text");
    sleep(Duration::from_secs(CLIPBOARD_SECONDS + 2));
    assert_eq!(desktop.clipboard().text(), "another program's text");
}

fn lock_and_unlock(window: &Window) {
    window.press(&["ctrl+l"]).at("unlock").shoot("locked");
    assert!(window.texts("[data-account]").is_empty(), "a locked window names no account");
    window.fill("pin", "not the PIN at all").click("unlock");
    see_refusal(window);
    window.at("unlock").shoot("wrong-pin");
    window.fill("pin", PIN).click("unlock").at("codes");
    see_todays_code(window);
}
