//! Backups outside the vault's folder: in a second folder, behind a passphrase, checked, and
//! restored on another computer; and the question about the recovery key, a year later.

use std::{fs, path::Path};

use watchword_tests::{Desktop, Window, wait_for};

use crate::{
    person::{
        OTHER, PIN, TOTP, accept_first, choose_file, newest_backup, paste_picture, save_as, see_refusal,
        see_todays_code, set_pin, unlock,
    },
    recovery::make_recovery_key,
};

const PASSPHRASE: &str = "becak di pasar";

#[test]
fn backups_are_kept_elsewhere_checked_and_restored() {
    let kept = tempfile::tempdir().expect("a temporary folder");
    let backup = kept.path().join("passphrase.age");
    let mut desktop =
        Desktop::new("backups").with_size(400, 680).with_preferences(r#"{"theme":"light","language":"en"}"#);
    let window = desktop.open();
    set_pin(&window);
    paste_picture(&desktop, &window, TOTP);
    accept_first(&window);
    let key = make_recovery_key(&desktop, &window);

    window.click("settings").at("settings");
    let line = window.see("[data-backup-line]");
    // Each value is in a pair of characters that isolate its direction of writing.
    assert!(line.contains("with \u{2068}1\u{2069} account") && line.contains("Your recovery key from"), "{line}");
    second_folder(&desktop, &window, &kept.path().join("stick"));
    passphrase_backup(&desktop, &window, &backup);
    check(&desktop, &window, &backup, ("backup-passphrase", PASSPHRASE), true);
    check(&desktop, &window, &newest_backup(&desktop), ("recovery-key", &key), true);
    window.close();
    question(&mut desktop, &key);
    drop(desktop);

    let preferences = r#"{"theme":"dark","language":"id"}"#;
    let desktop = Desktop::new("backups-restored").with_size(320, 640).with_preferences(preferences);
    let window = desktop.open();
    window.at("welcome").click("restore").at("restore").click("choose-backup");
    choose_file(&desktop, &window, &backup);
    window.fill("backup-passphrase", "another one").click("open-backup");
    see_refusal(&window);
    window.shoot("refused").fill("backup-passphrase", PASSPHRASE).click("open-backup").see("[data-found-backup]");
    window.fill("pin", PIN).fill("pin-again", PIN).click("restore").at("codes");
    see_todays_code(&window);
    make_recovery_key(&desktop, &window);
    window.click("settings").at("settings").click("passphrase-backup").at("passphrase-backup").shoot("passphrase");
    window.press(&["Escape"]).at("settings");
    second_folder(&desktop, &window, &kept.path().join("another stick"));
    window.press(&["Escape"]).at("codes");
    paste_picture(&desktop, &window, OTHER);
    window.click("accept").at("codes").click("settings").at("settings");
    check(&desktop, &window, &backup, ("backup-passphrase", PASSPHRASE), false);
}

/// Settings: chooses a second folder, which is then away and back again.
fn second_folder(desktop: &Desktop, window: &Window, folder: &Path) {
    fs::create_dir(folder).expect("a folder");
    fs::write(folder.join("holiday.jpg"), "somebody's").expect("a file");
    show(window, "[data-action=choose-second-folder]");
    window.click("choose-second-folder");
    choose_file(desktop, window, folder);
    window.see("[data-second-folder=well]");
    show(window, "[data-second-folder]");
    window.shoot("second-folder");
    let is_there = || folder.join(newest_backup(desktop).file_name().expect("a name")).exists();
    assert!(is_there(), "the newest backup is in both folders");

    let away = folder.with_extension("away");
    fs::rename(folder, &away).expect("the stick is pulled out");
    window.choose("clipboard-seconds", "60").see("[data-second-folder=away]");
    show(window, "[data-second-folder]");
    window.shoot("second-folder-away");
    fs::rename(&away, folder).expect("the stick is back");
    window.choose("clipboard-seconds", "20").see("[data-second-folder=well]");
    assert!(is_there());
    let kept = folder.join(newest_backup(desktop).file_name().expect("a name"));
    window.click("stop-second-folder");
    // An earlier toast may still be there.
    wait_for("the folder to be left", 30, || window.texts("[data-second-folder]").is_empty().then_some(()));
    assert!(kept.exists() && folder.join("holiday.jpg").exists(), "files stay");
}

/// Settings: saves a backup with a passphrase.
fn passphrase_backup(desktop: &Desktop, window: &Window, file: &Path) {
    show(window, "[data-action=passphrase-backup]");
    window.click("passphrase-backup").at("passphrase-backup").shoot("passphrase");
    window.fill("backup-passphrase", "short").fill("backup-passphrase-again", "short").fill("pin", PIN);
    window.click("save-passphrase-backup");
    see_refusal(window);
    window.fill("backup-passphrase", PASSPHRASE).fill("backup-passphrase-again", PASSPHRASE).fill("pin", PIN);
    window.shoot("passphrase-filled").click("save-passphrase-backup");
    save_as(desktop, window, file);
    window.at("settings").see("[data-passphrase-line]");
    show(window, "[data-passphrase-line]");
    window.shoot("passphrase-saved");
    let written = fs::read_to_string(file).unwrap_or_default();
    assert!(!written.contains("ayu@example.org") && file.exists());
}

/// Settings: checks a backup with the text that opens it. It is complete, or lacks the other
/// account.
fn check(desktop: &Desktop, window: &Window, file: &Path, (field, text): (&str, &str), complete: bool) {
    // The heading may cover it.
    show(window, "[data-action=open-check-backup]");
    window.click("open-check-backup").at("check-backup").click("choose-backup");
    choose_file(desktop, window, file);
    window.fill(field, "not what opens it").click("check-backup");
    see_refusal(window);
    window.shoot("check-refused").fill(field, text).click("check-backup").see(&format!("[data-complete={complete}]"));
    let missing = window.texts("[data-checked=missing] li");
    assert_eq!(missing, if complete { vec![] } else { vec!["Other · ayu".to_owned()] });
    window.shoot("checked").click("close").at("settings");
}

/// Codes: the recovery key is asked for after a year, and again a month after that is put off.
fn question(desktop: &mut Desktop, key: &str) {
    desktop.set_clock_ahead(366);
    let window = desktop.open();
    unlock(&window);
    window.see("[data-banner=key-question]");
    window.shoot("key-question").click("key-question-later").see("[data-toast]");
    wait_for("the banner to go", 5, || window.texts("[data-banner]").is_empty().then_some(()));
    window.close();
    desktop.set_clock_ahead(400);
    let window = desktop.open();
    unlock(&window);
    window.see("[data-banner=key-question]");
    window.click("key-question-yes").fill("recovery-key", "0000").click("check-recovery-key");
    see_refusal(&window);
    window
        .shoot("key-check")
        .fill("recovery-key", &key[key.len() - 4..])
        .click("check-recovery-key")
        .see("[data-toast]");
    assert!(window.texts("[data-banner]").is_empty());
    window.close();
}

fn show(window: &Window, css: &str) {
    window.run(&format!("document.querySelector('{css}').scrollIntoView({{ block: 'center' }})"), &[]);
}
