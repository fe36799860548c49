//! `backup`: what it writes and refuses, what opens it, and what `--check` says.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used)]

mod runner;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use serde_json::{Value, json};
use tempfile::TempDir;

use runner::{typed, watchword};

const PIN: &str = "kancil di tepi sungai";
const PASSPHRASE: &str = "becak di pasar";
const TOTP: &str = "otpauth://totp/Example:ayu?secret=GEZDGNBVGY3TQOJQ&issuer=Example";
const HOTP: &str = "otpauth://hotp/Bank:ayu?secret=GEZDGNBVGY3TQOJQ&counter=7&issuer=Bank";

/// Runs the command with the vault's passphrase, and these lines after it.
fn run(folder: &Path, arguments: &[&str], lines: &str) -> (Option<i32>, String, String) {
    watchword(folder, &[&["--pin-stdin"], arguments].concat(), &format!("{PIN}\n{lines}"))
}

fn vault() -> TempDir {
    let folder = TempDir::new().unwrap();
    for (arguments, line) in
        [(&["init", "--file-store"][..], ""), (&["add", "--uri", "-"], TOTP), (&["add", "--uri", "-"], HOTP)]
    {
        let (status, _, said) = run(folder.path(), arguments, line);
        assert_eq!(status, Some(0), "{said}");
    }
    folder
}

#[test]
fn passphrase_backup_is_private_restored_and_never_replaced_by_accident() {
    let vault = vault();
    let folder = vault.path();
    let file = folder.join("backup.age");
    let path = file.to_str().unwrap();
    let (status, _, said) = run(folder, &["backup", path], "");
    assert_eq!(status, Some(1));
    assert!(said.contains("no recovery key") && said.contains("--passphrase"), "{said}");
    let by_stdin = ["backup", "--passphrase-stdin", path];
    assert_eq!(run(folder, &by_stdin, "short\n").0, Some(1));
    assert_eq!(run(folder, &by_stdin, "").0, Some(2), "there is no line for it");
    assert!(!file.exists());

    let (status, data, said) = run(folder, &[&["--json"], &by_stdin[..]].concat(), PASSPHRASE);
    assert_eq!(status, Some(0), "{said}");
    let written: Value = serde_json::from_str(&data).unwrap();
    assert_eq!(written, json!({ "file": path, "accounts": 2, "opened_by": "passphrase" }));
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    let before = fs::read(&file).unwrap();
    let (status, _, said) = watchword(folder, &by_stdin, "");
    assert_eq!((status, fs::read(&file).unwrap()), (Some(1), before.clone()), "{said}");
    assert!(said.contains("backup.age") && said.contains("--force"), "{said}");
    assert_eq!(run(folder, &["backup", "--force", "--passphrase-stdin", path], PASSPHRASE).0, Some(0));
    assert_ne!(fs::read(&file).unwrap(), before);

    let elsewhere = TempDir::new().unwrap();
    let restore = ["restore", "--file-store", path];
    let (status, _, said) = run(elsewhere.path(), &restore, "another one\n");
    assert_eq!(status, Some(1));
    assert!(said.contains("Wrong passphrase"), "{said}");
    assert_eq!(run(elsewhere.path(), &restore, PASSPHRASE).0, Some(0));
    let (_, data, _) = run(elsewhere.path(), &["list"], "");
    assert!(data.contains("Example: ayu") && data.contains("Bank: ayu"), "{data}");
}

#[test]
fn check_names_what_a_backup_lacks() {
    let vault = vault();
    let folder = vault.path();
    let file = folder.join("backup.age");
    let path = file.to_str().unwrap();
    assert_eq!(run(folder, &["backup", "--passphrase-stdin", path], PASSPHRASE).0, Some(0));
    let check = ["backup", "--check", path];
    let (status, data, said) = run(folder, &check, PASSPHRASE);
    assert_eq!((status, data.trim()), (Some(0), "The backup has all 2 accounts, trash included."));
    assert!(said.contains("today"), "{said}");
    assert_eq!(run(folder, &check, "another one").0, Some(1));

    let third = "otpauth://totp/Third:budi?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Third";
    assert_eq!(run(folder, &["add", "--uri", "-"], third).0, Some(0));
    let (status, data, _) = run(folder, &check, PASSPHRASE);
    assert_eq!((status, data.trim()), (Some(1), "Not in the backup: Third: budi"));
    let (status, data, _) = run(folder, &[&["--json"], &check[..]].concat(), PASSPHRASE);
    let checked: Value = serde_json::from_str(&data).unwrap();
    assert_eq!((status, &checked["complete"]), (Some(1), &json!(false)));
    assert_eq!(checked["missing"], json!([{ "issuer": "Third", "account": "budi" }]));
    assert_eq!((&checked["accounts"], &checked["in_vault"]), (&json!(2), &json!(3)));
    assert_eq!(run(folder, &["backup", "--check", "--force", path], "").0, Some(2));
    assert_eq!(run(folder, &["backup", "--check", folder.join("none").to_str().unwrap()], "").0, Some(1));
}

#[test]
fn terminal_asks_for_the_passphrase_twice() {
    let vault = vault();
    let file = vault.path().join("backup.age");
    let arguments = format!("backup --passphrase {:?}", file.display());
    let (status, shown) = typed(vault.path(), &arguments, ": ", &[PIN, PASSPHRASE, "another one"]);
    assert_eq!((status, file.exists()), (Some(1), false), "{shown}");
    let (status, shown) = typed(vault.path(), &arguments, ": ", &[PIN, PASSPHRASE, PASSPHRASE]);
    assert_eq!((status, file.exists()), (Some(0), true), "{shown}");
    assert!(!shown.contains(PASSPHRASE));
    let arguments = format!("backup --check {:?}", file.display());
    let (status, shown) = typed(vault.path(), &arguments, ": ", &[PIN, PASSPHRASE]);
    assert_eq!(status, Some(0), "{shown}");
    assert!(shown.contains("Passphrase of the backup: ") && shown.contains("all 2 accounts"), "{shown}");
}
