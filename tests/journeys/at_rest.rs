//! The keyring holds the secrets, and nothing else does.

use std::{fs, path::Path, process::Command};

use data_encoding::{BASE32_NOPAD, BASE64, HEXLOWER};
use watchword_tests::Desktop;

use crate::person::{PIN, SEED, TOTP, accept_first, paste_picture, see_todays_code, set_pin};

#[test]
fn keyring_holds_the_secrets() {
    let desktop = desktop_with_account("keyring");
    let names: Vec<String> = desktop.keyring_items().into_iter().map(|item| item.username).collect();
    for what in ["device-key/", "seeds/", "attempts", "head"] {
        assert!(
            names.iter().any(|name| name.split_once('/').is_some_and(|(_, rest)| rest.starts_with(what))),
            "{what}: {names:?}"
        );
    }
    for item in desktop.keyring_items() {
        assert!(
            item.value.starts_with("v1.") && item.value.len() <= 2_400 && !item.value.contains('\n'),
            "{}",
            item.username
        );
        assert_eq!(secrets_in(item.value.as_bytes()), None::<&str>, "{}", item.username);
    }
}

#[test]
fn seed_is_nowhere_but_in_the_keyring() {
    // Other journeys type the PIN with a program that gets it as an argument.
    let desktop = Desktop::alone("at-rest");
    let window = desktop.open();
    window.at("welcome").record_ipc();
    set_pin(&window);
    let before = window.recorded_ipc();
    assert!(before.contains(PIN), "the recorder records the calls");
    paste_picture(&desktop, &window, TOTP);
    accept_first(&window);
    see_todays_code(&window);
    window.click("copy").see("[data-toast]");
    let crossed = window.recorded_ipc();
    let since = crossed.strip_prefix(&before).expect("the same page");
    assert_eq!(secrets_in(since.as_bytes()), None, "in what passes between the page and Rust: {since}");

    for process in fs::read_dir("/proc").expect("processes").flatten() {
        for file in ["cmdline", "environ"] {
            // A process may end while it is being read.
            let bytes = fs::read(process.path().join(file)).unwrap_or_default();
            assert_eq!(secrets_in(&bytes), None, "in {file} of {}", String::from_utf8_lossy(&bytes));
        }
    }
    window.close();
    assert_eq!(secrets_in(desktop.log().as_bytes()), None, "in the app's output");
    for_every_file(&desktop.home(), &|file, bytes| assert_eq!(secrets_in(bytes), None, "in {}", file.display()));
}

#[test]
fn copied_folder_does_not_open_without_its_keyring() {
    let stolen = tempfile::tempdir().expect("a temporary folder");
    {
        let desktop = desktop_with_account("copied-from");
        copy_folder(&desktop.data(), stolen.path());
    }
    let desktop = Desktop::new("copied-to");
    fs::create_dir_all(desktop.data()).expect("a data folder");
    copy_folder(stolen.path(), &desktop.data());
    let attempts = fs::read(desktop.data().join("attempts.bin")).expect("attempts are kept");

    let window = desktop.open();
    window.at("broken").shoot("broken");
    assert_eq!(window.axe(), Vec::<String>::new());
    window.close();
    let listed = desktop.watchword(&["--pin-stdin", "list"], &format!("{PIN}\n"));
    assert_eq!(listed.status.code(), Some(1));
    assert!(listed.stdout.is_empty());

    assert_eq!(fs::read(desktop.data().join("attempts.bin")).expect("attempts are kept"), attempts);
    assert!(desktop.keyring_items().is_empty(), "no new device key is created next to an old vault");
}

/// Sets up a desktop on which an account was added and the app has quit.
fn desktop_with_account(journey: &str) -> Desktop {
    let desktop = Desktop::new(journey);
    let window = desktop.open();
    set_pin(&window);
    paste_picture(&desktop, &window, TOTP);
    accept_first(&window);
    window.close();
    desktop
}

/// Returns the secret that `bytes` contain, if any, in any form in which a program might write it.
pub(crate) fn secrets_in(bytes: &[u8]) -> Option<&'static str> {
    let seed = BASE32_NOPAD.decode(SEED.as_bytes()).expect("a seed in base32");
    let text = [SEED.to_owned(), HEXLOWER.encode(&seed), BASE64.encode(&seed)].map(|text| text.to_lowercase());
    let lower = bytes.to_ascii_lowercase();
    let holds = |bytes: &[u8], needle: &[u8]| bytes.windows(needle.len()).any(|window| window == needle);
    if holds(bytes, &seed) || text.iter().any(|text| holds(&lower, text.as_bytes())) {
        return Some("the seed");
    }
    holds(bytes, PIN.as_bytes()).then_some("the PIN")
}

fn for_every_file(folder: &Path, check: &impl Fn(&Path, &[u8])) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => for_every_file(&entry.path(), check),
            // Sockets and links have no content of their own.
            Ok(kind) if kind.is_file() => check(&entry.path(), &fs::read(entry.path()).unwrap_or_default()),
            _ => {}
        }
    }
}

fn copy_folder(from: &Path, to: &Path) {
    let copied = Command::new("cp").arg("--archive").arg(from.join(".")).arg(to).status();
    assert!(copied.is_ok_and(|status| status.success()), "{} is copied", from.display());
}
