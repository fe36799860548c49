//! The recovery key opens a vault with a forgotten PIN, and a backup on another computer.

use std::{fs, process::Command};

use watchword_tests::{Desktop, Window, wait_for};

use crate::person::{
    PIN, TOTP, accept_first, choose_file, newest_backup, open_backup, paste_picture, see_refusal, see_todays_code,
    set_pin, unlock,
};

const FRESH_PIN: &str = "a PIN to remember";

#[test]
fn recovery_key_replaces_a_forgotten_pin_and_opens_a_backup() {
    let kept = tempfile::tempdir().expect("a temporary folder");
    let backup = kept.path().join("watchword.age");
    let key = {
        let desktop = Desktop::new("recovery-key");
        let window = desktop.open();
        set_pin(&window);
        paste_picture(&desktop, &window, TOTP);
        accept_first(&window);
        let key = make_recovery_key(&desktop, &window);
        reset_pin(&window, &key);
        fs::copy(newest_backup(&desktop), &backup).expect("a backup is copied");
        key
    };
    opens_with_age(&backup, &key);

    let desktop = Desktop::new("recovery-restore");
    let window = desktop.open();
    window.at("welcome").click("restore").at("restore").click("choose-backup");
    choose_file(&desktop, &window, &backup);
    open_backup(&window, &key);
    window.fill("pin", PIN).fill("pin-again", PIN).shoot("restore-filled");
    window.click("restore").at("codes").shoot("restored");
    see_todays_code(&window);
}

/// If the idle lock comes before the key is confirmed, the user is told that the key opens nothing.
#[test]
fn idle_lock_discards_an_unconfirmed_key() {
    let desktop = Desktop::new("recovery-idle");
    let window = desktop.open();
    set_pin(&window);
    window.click("settings").at("settings").choose("lock-after", "1").click("new-recovery-key").at("recovery");
    window.fill("pin", PIN).click("make-recovery-key").see("[name=last-group]");
    wait_for("the idle lock", 90, || (!window.texts("[data-screen=unlock]").is_empty()).then_some(()));
    let said = window.see("[data-unconfirmed-key]");
    assert!(said.contains("doesn’t work"), "{said}");
    window.shoot("idle");
    unlock(&window);
}

/// Creates a recovery key, confirms it by typing its last group, and returns it.
pub(crate) fn make_recovery_key(desktop: &Desktop, window: &Window) -> String {
    window.click("new-recovery-key").at("recovery").fill("pin", PIN).click("make-recovery-key");
    window.see("[name=last-group]");
    let taller = "const { naturalWidth, naturalHeight } = document.querySelector('main img'); return naturalHeight > naturalWidth";
    assert_eq!(window.run(taller, &[]), true, "the key's groups are below its QR code");
    window.shoot("recovery-key").click("copy-recovery-key");
    // Until then the clipboard holds the image, which xclip offers as text too.
    let key = wait_for("the recovery key", 5, || {
        Some(desktop.clipboard().text()).filter(|text| text.starts_with("AGE-SECRET-KEY-1"))
    });
    assert_eq!(desktop.clipboard().read("x-kde-passwordManagerHint").as_deref(), Some("secret"));
    let characters: Vec<char> = key.chars().filter(|character| character.is_ascii_alphanumeric()).collect();
    let last: String = characters.iter().skip(characters.len() - 4).collect();
    window.fill("last-group", "0000").click("confirm-recovery-key");
    see_refusal(window);
    window.shoot("wrong-group").fill("last-group", &last).click("confirm-recovery-key").at("codes");
    key
}

/// Sets a new PIN with the recovery key.
fn reset_pin(window: &Window, key: &str) {
    window.click("lock").at("unlock").click("forgot").at("forgot");
    window.fill("recovery-key", key).fill("pin", FRESH_PIN).fill("pin-again", FRESH_PIN).shoot("forgot-filled");
    window.click("recover").at("codes");
    see_todays_code(window);
    window.click("lock").at("unlock").fill("pin", PIN).click("unlock");
    see_refusal(window);
    window.fill("pin", FRESH_PIN).click("unlock").at("codes");
}

/// Checks that the unmodified `age` opens a backup, and that the account is in it.
fn opens_with_age(backup: &std::path::Path, key: &str) {
    let identity = backup.with_file_name("identity");
    fs::write(&identity, key).expect("the identity");
    let opened = Command::new("age").arg("--decrypt").arg("--identity").arg(&identity).arg(backup).output();
    let opened = opened.expect("age runs");
    assert!(opened.status.success(), "age: {}", String::from_utf8_lossy(&opened.stderr));
    assert!(String::from_utf8_lossy(&opened.stdout).contains("ayu@example.org"));
}
