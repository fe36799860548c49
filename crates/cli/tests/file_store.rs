//! The command with a vault in a file, which needs no keyring.

#![allow(clippy::unwrap_used)]

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

const PASSPHRASE: &str = "kancil di tepi sungai";

/// Runs the command on the vault in `folder`, and returns its status and what it reports on
/// standard error.
fn watchword(folder: &Path, arguments: &[&str], input: &str) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_watchword"));
    command.env("LC_ALL", "C").env("XDG_CONFIG_HOME", folder);
    command.arg("--vault").arg(folder.join("vault")).arg("--pin-stdin").args(arguments);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}

/// A file may have one secret under two names, as people did who kept both. Neither is lost.
#[test]
fn one_secret_under_two_names_is_imported_twice() {
    let folder = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| watchword(folder.path(), arguments, &format!("{PASSPHRASE}\n"));
    assert_eq!(run(&["init", "--file-store"]).0, Some(0));
    let list = folder.path().join("list.txt");
    let links = ["One", "Two"].map(|name| format!("otpauth://totp/{name}?secret=GEZDGNBVGY3TQOJQ"));
    std::fs::write(&list, links.join("\n")).unwrap();
    let (status, said) = run(&["import", list.to_str().unwrap()]);
    assert!(status == Some(0) && said.contains("2 accounts added"), "{said}");
    let (status, said) = run(&["import", list.to_str().unwrap()]);
    assert!(status == Some(0) && said.contains("Already added"), "{said}");
}

#[test]
fn wrong_passphrase_is_not_called_a_pin() {
    let folder = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str], passphrase: &str| watchword(folder.path(), arguments, &format!("{passphrase}\n"));
    assert_eq!(run(&["init", "--file-store"], PASSPHRASE).0, Some(0));
    let (status, said) = run(&["list"], "kancil di tepi hutan");
    assert_eq!(status, Some(1));
    assert!(said.contains("passphrase") && !said.contains("PIN"), "{said}");
    assert_eq!(run(&["list"], PASSPHRASE).0, Some(0));
}
