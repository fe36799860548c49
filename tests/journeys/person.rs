//! The steps that a user takes in more than one journey.

use std::{
    fs,
    path::{Path, PathBuf},
    thread::sleep,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use watchword_tests::{Desktop, Window, oath_totp, qr_picture, wait_for};

/// The PIN of every journey.
pub(crate) const PIN: &str = "kancil 7204 becak";
/// The seed of every journey, in base32.
pub(crate) const SEED: &str = "KR4F6C3YOVLHCQ2IMJ2TGNLXPFAWCZDF";
/// The text of the TOTP site's QR code.
pub(crate) const TOTP: &str =
    "otpauth://totp/Example:ayu@example.org?secret=KR4F6C3YOVLHCQ2IMJ2TGNLXPFAWCZDF&issuer=Example";
/// The text of the QR code of a site with a counter.
pub(crate) const HOTP: &str = "otpauth://hotp/Bank:ayu?secret=KR4F6C3YOVLHCQ2IMJ2TGNLXPFAWCZDF&issuer=Bank&counter=7";
/// The text of another site's QR code.
pub(crate) const OTHER: &str = "otpauth://totp/Other:ayu?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Other";

/// Welcome: sets the PIN; without a keyring, the passphrase of a vault in a file.
#[track_caller]
pub(crate) fn begin(desktop: &Desktop, window: &Window) {
    if !desktop.has_keyring() {
        window.at("no-keyring").shoot("no-keyring").click("use-file");
    }
    set_pin(window);
}

/// Welcome: sets the PIN.
#[track_caller]
pub(crate) fn set_pin(window: &Window) {
    window.at("welcome").shoot("welcome");
    window.fill("pin", PIN).fill("pin-again", PIN).shoot("welcome-filled");
    window.click("create").at("codes").shoot("codes-empty");
}

/// Unlock: enters the PIN.
#[track_caller]
pub(crate) fn unlock(window: &Window) {
    window.at("unlock").fill("pin", PIN).click("unlock").at("codes");
}

/// Add: pastes an image of a QR code that another program has copied.
#[track_caller]
pub(crate) fn paste_picture(desktop: &Desktop, window: &Window, text: &str) {
    window.click("add").at("add").shoot("add");
    desktop.clipboard().write("image/png", &qr_picture(text));
    window.press(&["ctrl+v"]).at("review").shoot("review");
}

/// Review: adds the selected accounts, and postpones the recovery key that is offered after the
/// first account.
#[track_caller]
pub(crate) fn accept_first(window: &Window) {
    window.click("accept").at("recovery").shoot("recovery-offered");
    window.click("put-off").at("codes");
    window.see("[data-account]");
}

/// Chooses a file in the system's dialog, which is just opening.
#[track_caller]
pub(crate) fn choose_file(desktop: &Desktop, window: &Window, file: &Path) {
    wait_for("the dialog", 10, || (desktop.display().windows().len() > 1).then_some(()));
    // A slash makes GTK's dialog open a field for a path; keys typed meanwhile are lost.
    let path = file.display().to_string();
    window.type_text("/");
    sleep(Duration::from_millis(500));
    window.type_text(path.trim_start_matches('/')).press(&["Return"]);
    wait_for("the dialog to close", 10, || (desktop.display().windows().len() == 1).then_some(()));
}

/// Restore: opens the chosen backup with its recovery key, and waits until the window says which
/// backup it is.
#[track_caller]
pub(crate) fn open_backup(window: &Window, key: &str) -> String {
    window.fill("recovery-key", key).shoot("restore-key").click("open-backup").see("[data-found-backup]")
}

/// Names a file to save in the system's dialog, which is just opening.
#[track_caller]
pub(crate) fn save_as(desktop: &Desktop, window: &Window, file: &Path) {
    wait_for("the dialog", 10, || (desktop.display().windows().len() > 1).then_some(()));
    // Keys typed while it opens are lost.
    sleep(Duration::from_millis(500));
    window.press(&["ctrl+a"]).type_text(&file.display().to_string()).press(&["Return"]);
    wait_for("the dialog to close", 10, || (desktop.display().windows().len() == 1).then_some(()));
}

/// Returns the newest of the vault's own backups.
#[track_caller]
pub(crate) fn newest_backup(desktop: &Desktop) -> PathBuf {
    let backups = fs::read_dir(desktop.data().join("backups")).expect("backups").flatten().map(|entry| entry.path());
    let age = backups.filter(|path| path.extension().is_some_and(|extension| extension == "age"));
    age.max_by_key(|path| path.metadata().and_then(|metadata| metadata.modified()).ok()).expect("a backup")
}

/// Waits until a form shows an error, and returns its text.
#[track_caller]
pub(crate) fn see_refusal(window: &Window) -> String {
    window.see("p[role=alert]")
}

/// Codes: returns the code in the first row.
#[track_caller]
pub(crate) fn shown_code(window: &Window) -> String {
    window.see("[data-code]").chars().filter(|character| !character.is_whitespace()).collect()
}

/// Waits until the shown code is the one that `oathtool` computes for now, and returns it.
#[track_caller]
pub(crate) fn see_todays_code(window: &Window) -> String {
    wait_for("oathtool's code", 5, || Some(shown_code(window)).filter(|code| *code == todays_code()))
}

/// Returns the code that `oathtool` computes for now.
#[track_caller]
pub(crate) fn todays_code() -> String {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("the clock is right").as_secs();
    oath_totp(SEED, "SHA1", 6, 30, now, 1).remove(0)
}

/// Returns what `watchword code` prints for the account.
#[track_caller]
pub(crate) fn code_from_command(desktop: &Desktop) -> String {
    let output = desktop.watchword(&["--pin-stdin", "code", "Example"], &format!("{PIN}\n"));
    assert!(output.status.success(), "watchword code: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}
