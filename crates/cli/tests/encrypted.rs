//! Encrypted files of other apps, and what the command says about formats.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::print_stderr)]

mod runner;

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};
use tempfile::TempDir;

use runner::watchword;

/// Two encrypted vaults of Aegis, with the passwords `kancil` and `becak`.
const KANCIL: &str = include_str!("../../session/tests/common/aegis.json");
const BECAK: &str = include_str!("../../session/tests/common/aegis-becak.json");
const PASSPHRASE: &str = "kancil di tepi sungai";

/// What a dry run finds in the files, and its exit status.
fn dry_run(folder: &Path, arguments: &[&str], input: &str) -> (Value, Option<i32>) {
    let (status, data, said) = watchword(folder, &[&["import", "--dry-run", "--json"], arguments].concat(), input);
    assert_eq!(said, "");
    (serde_json::from_str(&data).unwrap(), status)
}

fn file(folder: &TempDir, name: &str, content: &str) -> String {
    let path = folder.path().join(name);
    fs::write(&path, content).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn dry_run_opens_files_with_the_password() {
    let folder = TempDir::new().unwrap();
    let (kancil, becak) = (file(&folder, "kancil.json", KANCIL), file(&folder, "becak.json", BECAK));
    let (shown, status) = dry_run(folder.path(), &["--password-stdin", "--reveal", &kancil, &becak], "kancil\n");
    assert_eq!(status, Some(1));
    let account = |kind: &str, issuer: &str, factor: (&str, u64), groups: Value, note: Value| {
        let mut account = json!({
            "type": kind, "issuer": issuer, "account": "ayu", "secret": "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ",
            "algorithm": "SHA1", "digits": 6, "pin": null, "groups": groups, "note": note,
        });
        account[factor.0] = factor.1.into();
        account
    };
    assert_eq!((&shown[0]["file"], &shown[0]["format"]), (&json!(kancil), &json!("aegis")));
    let ayu = account("totp", "Example", ("period", 30), json!(["Work"]), json!("by the door"));
    assert_eq!(shown[0]["accounts"], json!([ayu, account("hotp", "Bank", ("counter", 1), json!([]), Value::Null)]));
    assert_eq!(shown[0]["skipped"][0]["entry"], 3);
    assert!(shown[0]["skipped"][0]["why"].as_str().unwrap().contains("paper"));

    assert_eq!((&shown[1]["format"], &shown[1]["accounts"]), (&json!("aegis"), &json!([])));
    assert_eq!(shown[1]["skipped"][0]["entry"], Value::Null);
    assert!(shown[1]["skipped"][0]["why"].as_str().unwrap().contains("Wrong password"));
    let (status, data, said) =
        watchword(folder.path(), &["import", "--dry-run", "--password-stdin", "--from", "aegis", &becak], "becak\r\n");
    assert_eq!((status, data.as_str(), said.as_str()), (Some(0), "Contoh: budi  totp SHA1 6\n", ""));
}

#[test]
fn missing_password_is_reported() {
    let folder = TempDir::new().unwrap();
    let kancil = file(&folder, "kancil.json", KANCIL);
    let list = file(&folder, "list.txt", "otpauth://totp/Example:joe?secret=GEZDGNBVGY3TQOJQ");
    let (shown, status) = dry_run(folder.path(), &[&kancil, &list], "kancil\n");
    assert_eq!((status, &shown[0]["format"]), (Some(1), &json!("aegis")));
    assert!(shown[0]["skipped"][0]["why"].as_str().unwrap().contains("--password-stdin"), "{shown}");
    assert_eq!(shown[1]["accounts"].as_array().unwrap().len(), 1, "the other file is read");

    let (status, data, said) = watchword(folder.path(), &["import", "--dry-run", "--password-stdin", &kancil], "");
    assert_eq!((status, data.as_str()), (Some(2), ""));
    assert!(said.contains("Standard input"), "{said}");
    let arguments = ["import", "--dry-run", "--password-stdin", "--from", "uri", &kancil];
    let (status, _, said) = watchword(folder.path(), &arguments, "");
    assert!(status == Some(1) && said.contains("aegis"), "another format's password isn't asked for: {said}");
}

#[test]
fn password_is_the_line_after_the_pin() {
    let folder = TempDir::new().unwrap();
    let (kancil, becak) = (file(&folder, "kancil.json", KANCIL), file(&folder, "becak.json", BECAK));
    let with_pin = |arguments: &[&str], password: &str| {
        let input = format!("{PASSPHRASE}\n{password}");
        watchword(folder.path(), &[&["--pin-stdin"], arguments].concat(), &input)
    };
    assert_eq!(with_pin(&["init", "--file-store"], "").0, Some(0));
    let (status, _, said) = with_pin(&["import", "--password-stdin", &kancil, &becak], "kancil\n");
    assert_eq!(status, Some(1));
    assert!(said.contains("becak.json: Wrong password") && said.contains("2 accounts added"), "{said}");
    assert_eq!(with_pin(&["import", "--password-stdin", &becak], "becak\n").0, Some(0));
    let (_, listed, _) = with_pin(&["list"], "");
    let names: Vec<&str> = listed.lines().filter_map(|line| line.split_once("  ")).map(|(_, name)| name).collect();
    assert_eq!(names, ["Example: ayu", "Bank: ayu", "Contoh: budi"]);
    let (status, _, said) = with_pin(&["import", &kancil], "kancil\n");
    assert!(status == Some(1) && said.contains("--password-stdin"), "{said}");
}

/// At a terminal, the command asks once for each file that the last password doesn't open.
#[test]
fn terminal_is_asked_three_times_for_each_file() {
    let folder = TempDir::new().unwrap();
    let [kancil, again, becak] = [("kancil.json", KANCIL), ("again.json", KANCIL), ("becak.json", BECAK)]
        .map(|(name, content)| file(&folder, name, content));
    let typed = |files: &[&str], lines: &[&str]| {
        runner::typed(folder.path(), &format!("import --dry-run {}", files.join(" ")), "): ", lines)
    };
    let (_, shown) = typed(&[&kancil, &again, &becak], &["wrong", "kancil", "becak"]);
    assert_eq!(shown.matches("Password for kancil.json (Aegis): ").count(), 2, "{shown}");
    assert!(!shown.contains("Password for again.json") && shown.contains("Contoh: budi"), "{shown}");
    let (status, shown) = typed(&[&becak], &["1", "2", "3"]);
    assert_eq!((status, shown.matches("Password for").count()), (Some(1), 3), "{shown}");
    assert_eq!(shown.matches("Wrong password").count(), 3, "{shown}");
    assert!(!shown.contains("Contoh"), "{shown}");
}

#[test]
fn formats_are_listed() {
    let output = Command::new(env!("CARGO_BIN_EXE_watchword")).args(["formats", "--json"]).output().unwrap();
    let listed: Value = serde_json::from_slice(&output.stdout).unwrap();
    let listed = listed.as_array().unwrap();
    let aegis = json!({
        "name": "aegis", "title": "Aegis", "plain": true, "encrypted": true, "exports": ["aegis", "aegis-plain"],
    });
    assert!(listed.contains(&aegis));
    assert!(listed.iter().any(|format| format["name"] == "uri" && format["encrypted"] == false));
    assert_eq!(listed.last().unwrap()["name"], "picture");
    let output = Command::new(env!("CARGO_BIN_EXE_watchword")).arg("formats").env("LC_ALL", "C").output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert_eq!(text.lines().count(), listed.len());
    assert!(
        text.lines().any(|line| line == "aegis  Aegis (plain or encrypted; exports: aegis, aegis-plain)"),
        "{text}"
    );
    assert!(text.lines().any(|line| line == "andotp  andOTP (plain or encrypted)"), "{text}");
    let output = Command::new(env!("CARGO_BIN_EXE_watchword")).args(["import", "--from", "?", "x"]).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(listed.iter().all(|format| said.contains(format["name"].as_str().unwrap())), "{said}");
}

#[test]
fn export_without_accounts_is_read() {
    let folder = TempDir::new().unwrap();
    let empty = file(&folder, "empty.json", r#"{"version":1,"db":{"version":3,"entries":[]}}"#);
    let output = Command::new(env!("CARGO_BIN_EXE_watchword"))
        .args(["import", "--dry-run", &empty])
        .env("LC_ALL", "C")
        .output()
        .unwrap();
    assert_eq!((output.status.code(), output.stdout.as_slice()), (Some(0), b"".as_slice()));
    assert!(String::from_utf8(output.stderr).unwrap().contains("no account"));
}

/// Opens files of other programs, if they are present: as many accounts as their publishers say.
#[test]
fn encrypted_samples_of_other_programs_are_imported() {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/samples");
    if !samples.is_dir() {
        return eprintln!("skipped: {} is absent", samples.display());
    }
    let folder = TempDir::new().unwrap();
    let path = samples.join("aegis/beemdevelopment-Aegis__aegis_encrypted.json");
    let (shown, status) = dry_run(folder.path(), &["--password-stdin", path.to_str().unwrap()], "test\n");
    assert_eq!((&shown[0]["format"], status), (&json!("aegis"), Some(0)));
    assert_eq!(shown[0]["accounts"].as_array().unwrap().len(), 7);
}
