//! Reads other people's exports in `shared/samples`, next to the workspace. Without that folder,
//! the tests say so and pass.

#![allow(clippy::unwrap_used, clippy::print_stderr)]

use std::path::{Path, PathBuf};

use serde_json::Value;
use watchword_exchange::{Format, OtherText, Outcome, Refusal};
use watchword_otp::{Account, Kind, Secret};

/// The manifest's formats that are lists of URIs.
const FORMATS: [&str; 3] = ["uri_list", "google_migration", "ente"];

fn samples() -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/samples");
    if path.is_dir() {
        return Some(path);
    }
    eprintln!("skipped: {} is absent", path.display());
    None
}

/// Every account of a list or an export, or why it was refused.
fn accounts(text: &str) -> Vec<Result<Account, Refusal>> {
    let format = Format::detect(text.as_bytes()).unwrap_or(Format::UriList);
    let Outcome::Read(read) = format.read(text.as_bytes()).unwrap();
    read.entries.into_iter().map(|entry| entry.content.map(|imported| imported.account)).collect()
}

/// Joins issuer and account, so that it doesn't matter where a decoder splits a name or whether it
/// repeats the issuer.
fn label(issuer: &str, account: &str) -> String {
    let account = account.strip_prefix(issuer).and_then(|rest| rest.strip_prefix(':')).unwrap_or(account);
    let label = if issuer.is_empty() { account.to_owned() } else { format!("{issuer}:{account}") };
    label.replace(": ", ":")
}

fn assert_is(account: &Account, expected: &Value, file: &str) {
    let text = |key: &str| expected[key].as_str().unwrap_or_default();
    let (kind, moving) = match account.parameters.kind() {
        Kind::Totp { period } => ("totp", ("period", u64::from(period))),
        Kind::Steam { period } => ("steam", ("period", u64::from(period))),
        Kind::Hotp { counter } => ("hotp", ("counter", counter)),
    };
    let what = format!("{file}: {account:?}");
    assert_eq!(text("type").to_lowercase(), kind, "{what}");
    assert_eq!(label(text("issuer"), text("name")), label(&account.issuer, &account.account), "{what}");
    assert!(Secret::from_base32(text("secret")).unwrap() == account.secret, "{what}");
    // Not every source states every parameter.
    let stated = |key: &str| Some(&expected[key]).filter(|value| !value.is_null());
    assert!(stated("algorithm").is_none_or(|name| name == account.parameters.algorithm().name()), "{what}");
    assert!(stated("digits").is_none_or(|digits| *digits == account.parameters.digits()), "{what}");
    assert!(stated(moving.0).is_none_or(|value| *value == moving.1), "{what}");
}

#[test]
fn samples_are_read_as_the_manifest_states() {
    let Some(samples) = samples() else { return };
    let manifest: Value = serde_json::from_slice(&std::fs::read(samples.join("MANIFEST.json")).unwrap()).unwrap();
    let mut compared = 0;
    for sample in manifest["files"].as_array().unwrap() {
        let file = sample["file"].as_str().unwrap();
        if !FORMATS.iter().any(|format| sample["format"] == *format) {
            continue;
        }
        let expected = ["expected_entries_stated", "entries_by_reference_decoder"].map(|key| sample[key].as_array());
        let Some(expected) = expected.into_iter().flatten().next().filter(|_| sample["encrypted"] == false) else {
            eprintln!("passed over: {file} (encrypted, or to be refused)");
            continue;
        };
        let read = accounts(&std::fs::read_to_string(samples.join(file)).unwrap());
        assert_eq!(read.len(), expected.len(), "{file}");
        for (account, expected) in read.iter().zip(expected) {
            assert_is(account.as_ref().unwrap(), expected, file);
        }
        compared += 1;
    }
    eprintln!("{compared} files compared");
    assert!(compared == 9);
}

#[test]
fn damaged_samples_are_refused_with_their_reason() {
    let Some(samples) = samples() else { return };
    for (name, why) in [
        ("wrong_content", Refusal::NotAnAccount(OtherText::Other)),
        ("wrong_prefix", Refusal::NotAnAccount(OtherText::Other)),
        ("wrong_data", Refusal::ExportDamaged),
    ] {
        let file = samples.join(format!("google_migration/scito-extract_otp_secrets__test_export_{name}.txt"));
        let read = accounts(&std::fs::read_to_string(file).unwrap());
        assert!(!read.is_empty() && read.iter().all(|account| account.as_ref() == Err(&why)), "{name}: {read:?}");
    }
}
