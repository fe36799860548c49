//! The recovery sheet: saved as a PDF in every language, printed, and all that a user has left when
//! restoring on another computer.

use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::Command,
    thread::sleep,
    time::Duration,
};

use watchword_tests::{Desktop, Window, wait_for};

use crate::{
    command::done,
    person::{PIN, TOTP, choose_file, newest_backup, open_backup, save_as, see_refusal, see_todays_code, unlock},
};

const FRESH_PIN: &str = "a PIN to remember";

#[test]
fn sheet_and_a_folder_of_backups_restore_on_another_computer() {
    let kept = tempfile::tempdir().expect("a temporary folder");
    let stick = kept.path().join("stick");
    fs::create_dir(&stick).expect("a folder");
    let sheets = {
        let desktop = Desktop::new("sheet").with_size(320, 520);
        done(&desktop, &["init"], "");
        done(&desktop, &["add", "--uri", "-"], TOTP);
        let window = desktop.open();
        unlock(&window);
        let sheets = ["en", "id", "it"].map(|language| {
            window.click("settings").at("settings").choose("language", language).click("new-recovery-key");
            let sheet = kept.path().join(format!("sheet-{language}.pdf"));
            make_sheet(&desktop, &window, &sheet);
            sheet
        });
        for backup in fs::read_dir(desktop.data().join("backups")).expect("backups").flatten() {
            fs::copy(backup.path(), stick.join(backup.file_name())).expect("a backup is copied");
        }
        sheets
    };
    for (sheet, sentence) in
        sheets.iter().zip(["Where my backups are", "Tempat cadangan saya", "Dove sono i miei backup"])
    {
        let (text, about) = (text(sheet), about(sheet));
        assert!(text.contains(sentence), "{text}");
        assert!(about.contains("Tagged:          yes") && about.contains("Pages:           1"), "{about}");
        assert!(about.contains("Watchword"), "{about}");
        draw(sheet);
    }

    let desktop =
        Desktop::new("sheet-restore").with_size(320, 520).with_preferences(r#"{"theme":"dark","language":"id"}"#);
    let newest = sheets.last().expect("three sheets");
    // What a scanner reads, and what a person would select and copy.
    let scanned = desktop.watchword(&["scan", &newest.display().to_string()], "");
    let key = String::from_utf8(scanned.stdout).expect("text").trim().to_owned();
    let typed = typed_key(&text(newest));
    assert_eq!(watchword_vault::RecoveryKey::parse(&typed).map(|key| key.expose().to_string()), Ok(key));

    let window = desktop.open();
    window.at("welcome");
    reach(&window, "restore").press(&["Return"]).at("restore");
    reach(&window, "choose-backup-folder").press(&["Return"]);
    choose_file(&desktop, &window, &stick);
    window.see("[data-chosen-backup]");
    window.shoot("folder-chosen");
    let damaged = stick.join("watchword-newest.age");
    fs::write(&damaged, "age-encryption.org/v1\ndamaged").expect("a damaged backup");
    window.type_text(&"A".repeat(58)).press(&["Return"]);
    see_refusal(&window);
    assert!(!desktop.data().join("vault.bin").exists(), "a wrong key changes nothing");
    let said = open_backup(&window, &typed);
    assert!(said.contains("akun"), "{said}");
    assert!(window.see("[data-newer-backups]").contains("watchword-newest.age"));
    window.shoot("found").type_text(FRESH_PIN).press(&["Tab"]);
    window.fill("pin-again", FRESH_PIN).shoot("found-filled").press(&["Return"]).at("codes");
    see_todays_code(&window);
}

#[test]
fn sheet_is_printed_through_the_systems_dialog() {
    let desktop = Desktop::new("sheet-print");
    // Where GTK's printer that writes a file puts it.
    let documents = desktop.home().join("documents");
    fs::create_dir_all(&documents).expect("a folder");
    let folders = format!("XDG_DOCUMENTS_DIR={documents:?}\n");
    fs::create_dir_all(desktop.home().join("config")).expect("a folder");
    fs::write(desktop.home().join("config/user-dirs.dirs"), folders).expect("a file");
    done(&desktop, &["init"], "");
    let window = desktop.open();
    unlock(&window);
    window.click("settings").at("settings").click("new-recovery-key").at("recovery").fill("pin", PIN);
    window.click("make-recovery-key").see("[name=last-group]");
    window.click("print-recovery-sheet");
    wait_for("the dialog", 20, || (desktop.display().windows().len() > 1).then_some(()));
    sleep(Duration::from_secs(1));
    let dialog = desktop.display().windows().into_iter().find(|id| id != window.id()).expect("the dialog");
    desktop.display().shoot(&dialog, &desktop.pictures().join("sheet-print-dialog.png"));
    window.press(&["Escape"]);
    wait_for("the dialog to close", 10, || (desktop.display().windows().len() == 1).then_some(()));
    assert!(window.texts("[data-toast]").is_empty(), "nothing was printed");

    // The printer that writes a file is the only one. Choosing it by keyboard prints.
    window.click("print-recovery-sheet");
    wait_for("the dialog", 20, || (desktop.display().windows().len() > 1).then_some(()));
    sleep(Duration::from_secs(1));
    window.press(&["Down", "space"]).see("[data-toast]");
    window.shoot("printed");
    let printed = wait_for("the printed file", 20, || {
        let files = fs::read_dir(&documents).ok()?.flatten().map(|file| file.path());
        files.into_iter().find(|path| path.extension().is_some_and(|extension| extension == "pdf"))
    });
    let kept = desktop.pictures().join("printed.pdf");
    fs::copy(&printed, &kept).expect("the printed file");
    draw(&kept);
    window.click("copy-recovery-key");
    let key = wait_for("the recovery key", 5, || {
        Some(desktop.clipboard().text()).filter(|text| text.starts_with("AGE-SECRET-KEY-1"))
    });
    let scanned = desktop.watchword(&["scan", &printed.display().to_string()], "");
    assert_eq!(String::from_utf8_lossy(&scanned.stdout).trim(), key);
}

/// Makes a recovery key, saves its sheet, and confirms the key with what the sheet says.
fn make_sheet(desktop: &Desktop, window: &Window, sheet: &Path) {
    window.at("recovery").fill("pin", PIN).click("make-recovery-key").see("[name=last-group]");
    window.shoot("recovery-key").click("save-recovery-sheet");
    save_as(desktop, window, sheet);
    window.see("[data-toast]");
    let mode = fs::metadata(sheet).expect("the sheet").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let last = typed_key(&text(sheet)).chars().rev().take(4).collect::<Vec<_>>();
    window.fill("last-group", &last.into_iter().rev().collect::<String>()).click("confirm-recovery-key").at("settings");
    window.press(&["Escape"]).at("codes");
    assert!(newest_backup(desktop).exists());
}

/// Moves the focus to a button by Tab alone.
#[track_caller]
fn reach<'a>(window: &'a Window, action: &str) -> &'a Window<'a> {
    let css = format!("[data-action={action}]");
    window.see(&css);
    for _ in 0..30 {
        if window.run("return document.activeElement.matches(arguments[0])", &[css.as_str().into()]) == true {
            return window;
        }
        window.press(&["Tab"]);
    }
    panic!("{action} is not reached by Tab");
}

/// The text of a PDF, as another program reads it.
fn text(pdf: &Path) -> String {
    let read = Command::new("pdftotext").arg(pdf).arg("-").output().expect("pdftotext runs");
    String::from_utf8(read.stdout).expect("text")
}

fn about(pdf: &Path) -> String {
    let read = Command::new("pdfinfo").arg(pdf).output().expect("pdfinfo runs");
    String::from_utf8(read.stdout).expect("text")
}

/// The key in a sheet's text: from its first characters, through 15 groups.
fn typed_key(text: &str) -> String {
    let (_, groups) = text.split_once("AGE-SECRET-KEY-1").expect("the key");
    let groups: Vec<&str> = groups.split_whitespace().take(15).collect();
    format!("AGE-SECRET-KEY-1 {}", groups.join(" "))
}

/// Draws a PDF beside the screenshots, to be looked at.
fn draw(pdf: &Path) {
    let pictures = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("sheets");
    fs::create_dir_all(&pictures).expect("a folder");
    let name = pictures.join(pdf.file_stem().expect("a name"));
    let drawn = Command::new("pdftoppm").args(["-r", "90", "-png"]).arg(pdf).arg(name).status();
    assert!(drawn.expect("pdftoppm runs").success());
}
