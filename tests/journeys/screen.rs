//! QR codes on the screen, and an export that consists of several codes.

use std::{fs, path::PathBuf, thread::sleep, time::Duration};

use data_encoding::BASE64;
use watchword_tests::{Desktop, Window, qr_picture, wait_for};

use crate::person::{OTHER, PIN, TOTP, accept_first, see_todays_code, set_pin, unlock};

const NO_ACCOUNT: &str = "WIFI:S:Guest;T:WPA;P:selamat datang;;";

#[test]
fn codes_on_the_screen_are_read() {
    for (language, by_keyboard) in [("en", false), ("id", true), ("it", true)] {
        let desktop = Desktop::new(&format!("screen-{language}"))
            .with_preferences(&format!(r#"{{"theme":"light","language":"{language}"}}"#));
        let window = desktop.open();
        set_pin(&window);
        read_screen(&window, by_keyboard);
        let nothing = window.at("review").shoot("nothing").see(".unread li p");
        window.press(&["Escape"]).at(if by_keyboard { "codes" } else { "add" });
        // One code is visible, one is under the window itself, and one isn't of an account.
        let shown = [(TOTP, 20, 20), (OTHER, 450, 200), (NO_ACCOUNT, 900, 500)];
        let viewers: Vec<_> = shown
            .iter()
            .map(|(text, x, y)| {
                let picture = desktop.home().join(format!("{x}.png"));
                fs::write(&picture, qr_picture(text)).expect("an image in the home");
                desktop.viewer(&picture, *x, *y)
            })
            .collect();
        desktop.display().place(window.id(), 440, 100);
        desktop.display().raise(window.id());
        desktop.display().shoot("root", &desktop.pictures().join("before.png"));
        read_screen(&window, by_keyboard);
        window.at("review").see("[name^='find-']");
        wait_for("both accounts", 10, || (window.texts(".find").len() == 2).then_some(()));
        window.shoot("review");
        assert_ne!(window.see(".unread li p"), nothing, "the Wi-Fi code is recognised as one");
        drop(viewers);
        accept_first(&window);
        see_todays_code(&window);
    }
}

fn read_screen(window: &Window, by_keyboard: bool) {
    if by_keyboard {
        window.press(&["ctrl+r"]);
    } else {
        if window.texts("[data-screen='add']").is_empty() {
            window.click("add").at("add");
        }
        window.click("read-screen");
    }
}

#[test]
fn export_in_three_codes_is_imported() {
    for language in ["en", "id", "it"] {
        take_export(
            &Desktop::new(&format!("export-{language}"))
                .with_preferences(&format!(r#"{{"theme":"light","language":"{language}"}}"#)),
        );
    }
}

/// Imports an export by keyboard alone.
fn take_export(desktop: &Desktop) {
    let made = desktop.watchword(&["--pin-stdin", "init"], &format!("{PIN}\n"));
    assert!(made.status.success());
    let window = desktop.open();
    unlock(&window);

    // One by one, in any order, one of them twice, and from any screen.
    let copy = |part: usize| desktop.clipboard().write("image/png", &qr_picture(&export_part(part)));
    for (part, read) in [(2, 1), (0, 2), (2, 2), (1, 3)] {
        copy(part);
        window.press(&["ctrl+v"]).at("review");
        wait_for("its accounts", 10, || (window.texts(".find").len() == 2 * read).then_some(()));
        assert_eq!(window.texts(".batch").len(), usize::from(read < 3), "the missing codes are shown");
        window.shoot(&format!("one-by-one-{read}"));
    }
    window.press(&["Escape"]).at("codes");

    // All at once.
    let pictures: Vec<PathBuf> = (0..3)
        .map(|part| {
            let picture = desktop.home().join(format!("part-{part}.png"));
            fs::write(&picture, qr_picture(&export_part(part))).expect("an image in the home");
            picture
        })
        .collect();
    let files: String = pictures.iter().map(|picture| format!("file://{}\n", picture.display())).collect();
    desktop.clipboard().write("text/uri-list", files.as_bytes());
    window.press(&["ctrl+v"]).at("review");
    wait_for("all accounts", 10, || (window.texts(".find").len() == 6).then_some(()));
    window.press(&["Return"]).at("recovery").press(&["Escape"]).at("codes");
    wait_for("all rows", 10, || (window.texts("[data-account]").len() == 6).then_some(()));
    // The imported accounts are known from now on.
    copy(1);
    sleep(Duration::from_millis(100));
    window.press(&["ctrl+v"]).at("review");
    wait_for("nothing new", 10, || (window.texts(".find.off").len() == 2).then_some(()));
}

/// Returns one of the three codes of a Google Authenticator export, with two accounts, as a
/// protocol buffer in base64.
fn export_part(part: usize) -> String {
    let field = |number: u8, value: &[u8]| [&[number << 3 | 2, value.len() as u8], value].concat();
    let account = |which: usize| {
        let name = format!("ayu{part}{which}@example.org");
        let seed = [b"a seed of 20 bytes", &[part as u8, which as u8][..]].concat();
        // SHA1, six digits, TOTP.
        let kind = [4 << 3, 1, 5 << 3, 1, 6 << 3, 2];
        field(1, &[&field(1, &seed)[..], &field(2, name.as_bytes()), &field(3, b"Export"), &kind].concat())
    };
    // Version 1, three codes, the index of this one, and the export's id.
    let end = [2 << 3, 1, 3 << 3, 3, 4 << 3, part as u8, 5 << 3, 42];
    let payload = [&account(0)[..], &account(1), &end].concat();
    format!("otpauth-migration://offline?data={}", BASE64.encode(&payload).replace('+', "%2B").replace('=', "%3D"))
}
