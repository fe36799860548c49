//! axe finds no violation on any screen, in either theme.

use std::path::Path;

use watchword_tests::{Desktop, Window};

use crate::encrypted::AEGIS;
use crate::person::{PIN, SEED, TOTP, accept_first, paste_picture, see_refusal, unlock};

#[test]
fn axe_finds_nothing_in_the_light_theme() {
    every_screen(&Desktop::new("axe-light").with_preferences(r#"{"theme":"light","language":"en"}"#));
}

#[test]
fn axe_finds_nothing_in_the_dark_theme() {
    every_screen(&Desktop::new("axe-dark").with_preferences(r#"{"theme":"dark","language":"it"}"#));
}

fn every_screen(desktop: &Desktop) {
    let window = desktop.open();
    look(&window, "welcome");
    window.click("restore");
    look(&window, "restore");
    window.click("back").at("welcome");
    window.fill("pin", "12345").fill("pin-again", "54321").click("create");
    look(&window, "welcome");
    window.fill("pin", PIN).fill("pin-again", PIN).click("create");
    look(&window, "codes");
    paste_picture(desktop, &window, TOTP);
    look(&window, "review");
    accept_first(&window);
    look(&window, "codes");
    window.click("copy").see("[data-toast]");
    look(&window, "codes");

    window.click("add");
    look(&window, "add");
    window.click("type-in");
    look(&window, "typed");
    window.fill("issuer", "Typed").fill("account", "by hand").fill("secret", SEED).see("[data-code]");
    look(&window, "typed");
    window.fill("secret", "not base32!");
    look(&window, "typed");
    window.press(&["Escape"]).at("add");
    desktop.clipboard().write("UTF8_STRING", AEGIS);
    window.press(&["ctrl+v"]).see("dialog [name=file-password]");
    look(&window, "review");
    window.fill("file-password", "not the password").click("open-file");
    see_refusal(&window);
    look(&window, "review");
    window.press(&["Escape"]).at("add").press(&["Escape"]).at("codes");
    long_review(desktop, &window);
    duplicates(&window);

    window.click("edit");
    look(&window, "edit");
    window.click("show-qr");
    look(&window, "edit");
    window.fill("pin", PIN).click("confirm-pin").see("dialog img, [role=dialog] img");
    look(&window, "edit");
    window.click("close");
    window.click("trash").at("codes").see("[data-action=undo]");
    look(&window, "codes");
    window.click("settings");
    look(&window, "settings");
    window.click("open-change-pin");
    look(&window, "settings");
    window.click("open-trash");
    look(&window, "trash");
    window.click("untrash").press(&["Escape"]).at("settings");
    window.click("open-export");
    look(&window, "export");
    window.click("export-format-uri").see("[data-in-the-clear]");
    window.fill("pin", "not the PIN").click("export");
    see_refusal(&window);
    look(&window, "export");
    window.press(&["Escape"]).at("settings");

    window.click("passphrase-backup");
    look(&window, "passphrase-backup");
    window.press(&["Escape"]).at("settings").click("open-check-backup");
    look(&window, "check-backup");
    window.press(&["Escape"]).at("settings");

    window.click("new-recovery-key");
    look(&window, "recovery");
    window.fill("pin", PIN).click("make-recovery-key").see("[name=last-group]");
    look(&window, "recovery");

    window.press(&["ctrl+l"]).see("[data-unconfirmed-key]");
    look(&window, "unlock");
    window.fill("pin", "not the PIN").click("unlock");
    see_refusal(&window);
    look(&window, "unlock");
    window.click("forgot");
    look(&window, "forgot");
    window.click("restore");
    look(&window, "restore");
    window.press(&["Escape", "Escape"]);
    unlock(&window);
    window.close();

    for file in ["vault.bin", "vault.bin.copy", "vault.bin.previous"] {
        damage(&desktop.data().join(file));
    }
    let window = desktop.open();
    look(&window, "broken");
    window.click("start-over");
    look(&window, "start-over");
    window.fill("pin", PIN).fill("pin-again", PIN).fill("word", "replace").click("start-over").at("codes");
    window.click("settings");
    look(&window, "settings");
    window.click("delete-replaced-vault").see("dialog");
    look(&window, "settings");
}

/// Reviews a conflict, an account that is found twice, and enough others for search and filter.
fn long_review(desktop: &Desktop, window: &Window) {
    let conflict = "otpauth://totp/Example:ayu@example.org?secret=GEZDGNBVGY3TQOJQ&issuer=Example";
    let twice = ["Becak", "Andong"].map(|issuer| format!("otpauth://totp/{issuer}:ayu?secret=MJ2TGNLXPFAWCZDF"));
    let others = ["AAAA", "BBBB", "CCCC", "DDDD", "EEEE"];
    let others = others.map(|end| format!("otpauth://totp/Number%20{end}:ayu?secret={SEED}{end}"));
    let links: Vec<String> = others.into_iter().chain([conflict.to_owned()]).chain(twice).collect();
    desktop.clipboard().write("UTF8_STRING", links.join("\n").as_bytes());
    window.press(&["ctrl+v"]);
    look(window, "review");
    window.click_on("[name=select-shown]").see("[name^=resolve-]");
    look(window, "review");
    window.type_text("nothing like it");
    window.see("[data-screen=review] strong");
    look(window, "review");
    window.press(&["Escape"]).click("accept");
    look(window, "codes");
}

fn duplicates(window: &Window) {
    window.click("settings").at("settings").click("open-duplicates").see("[data-screen=duplicates] h2");
    look(window, "duplicates");
    window.click("trash-duplicates").see("[data-screen=duplicates] strong");
    look(window, "duplicates");
    window.press(&["Escape", "Escape"]).at("codes");
}

/// Changes one byte of the vault's header.
fn damage(file: &Path) {
    let mut bytes = std::fs::read(file).expect("a vault");
    bytes[40] ^= 1;
    std::fs::write(file, bytes).expect("the vault is written");
}

/// Waits for a screen, saves a screenshot and checks the screen with axe.
#[track_caller]
fn look(window: &Window, screen: &str) {
    window.at(screen).shoot(screen);
    let wrong = window.axe();
    assert!(wrong.is_empty(), "axe on {screen}:\n{}", wrong.join("\n"));
}
