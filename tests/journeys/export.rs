//! Taking accounts out, into a file that another app reads.

use std::{fs, path::Path, thread::sleep, time::Duration};

use watchword_tests::{Desktop, Window, wait_for};

use crate::person::{PIN, SEED, TOTP, accept_first, paste_picture, see_refusal, set_pin};

const PASSWORD: &str = "becak di pasar";

#[test]
fn accounts_are_exported_to_an_encrypted_file() {
    let desktop = Desktop::new("export").with_size(320, 480);
    let window = desktop.open();
    set_pin(&window);
    paste_picture(&desktop, &window, TOTP);
    accept_first(&window);
    window.click("settings").at("settings").click("open-export").at("export").shoot("export");
    window.fill("export-password", PASSWORD).fill("export-password-again", PASSWORD);
    window.fill("pin", "not the PIN").click("export");
    see_refusal(&window);
    window.fill("pin", PIN).shoot("export-filled").click("export");
    let file = desktop.home().join("accounts.json");
    save_as(&desktop, &window, &file);
    window.at("settings").see("[data-toast]");
    window.shoot("exported");

    let written = fs::read_to_string(&file).expect("the export");
    assert!(!written.contains(SEED) && !written.contains("Example"));
    let path = file.display().to_string();
    let read = desktop.watchword(
        &["import", "--dry-run", "--reveal", "--from", "aegis", "--password-stdin", &path],
        &format!("{PASSWORD}\n"),
    );
    let read = String::from_utf8(read.stdout).expect("text");
    assert!(read.contains(SEED) && read.lines().count() == 1, "{read}");
}

/// Names a file in the system's dialog, which is just opening.
#[track_caller]
pub(crate) fn save_as(desktop: &Desktop, window: &Window, file: &Path) {
    wait_for("the dialog", 10, || (desktop.display().windows().len() > 1).then_some(()));
    // Keys typed while it opens are lost.
    sleep(Duration::from_millis(500));
    window.press(&["ctrl+a"]).type_text(&file.display().to_string()).press(&["Return"]);
    wait_for("the dialog to close", 10, || (desktop.display().windows().len() == 1).then_some(()));
}
