//! Reads other people's exports in `shared/samples`, next to the workspace, and compares them with
//! what the manifest states. Without that folder, the tests say so and pass.

#![allow(clippy::unwrap_used, clippy::print_stderr)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::Value;
use watchword_exchange::{Format, Imported, OtherText, Outcome, Read, Refusal};
use watchword_otp::{Kind, Secret};

/// The manifest's formats that are read, and their number of files with a stated content.
const FORMATS: [(&str, usize); 5] = [
    ("aegis", 23),
    ("google_authenticator_db", 1),
    ("google_migration", 5),
    ("microsoft_authenticator", 1),
    ("uri_list", 2),
];

/// Files that are read otherwise than the manifest states, and why that is right.
const EXCEPTIONS: [(&str, &str); 1] =
    [("aegis/bitwarden-android__VALID_MULTIPLE_ENTRIES_JSON.json", "its secrets, such as SECRET1, are not base32")];

fn samples() -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/samples");
    if path.is_dir() {
        return Some(path);
    }
    eprintln!("skipped: {} is absent", path.display());
    None
}

/// Reads a file as a user would, with a password if it needs one.
fn read(bytes: &[u8], password: Option<&str>) -> Result<Read, Refusal> {
    match Format::detect(bytes).unwrap_or(Format::UriList).read(bytes)? {
        Outcome::Read(read) => Ok(read),
        Outcome::Encrypted(encrypted) => encrypted.open(password.unwrap_or_default()),
    }
}

fn accounts(read: Read) -> Vec<Result<Imported, Refusal>> {
    read.entries.into_iter().map(|entry| entry.content).collect()
}

/// Joins issuer and account, so that it doesn't matter where a decoder splits a name or whether it
/// repeats the issuer.
fn label(issuer: &str, account: &str) -> String {
    let account = account.strip_prefix(issuer).and_then(|rest| rest.strip_prefix(':')).unwrap_or(account);
    let label = if issuer.is_empty() { account.to_owned() } else { format!("{issuer}:{account}") };
    label.replace(": ", ":").trim_matches(':').to_owned()
}

/// What is wrong with an entry, or `None` if it is as stated. Not every source states every field.
fn fault(read: &Result<Imported, Refusal>, expected: &Value) -> Option<String> {
    let text = |key: &str| expected[key].as_str();
    let unsupported = text("type").is_some_and(|kind| ["motp", "yandex"].contains(&kind))
        || text("algorithm").is_some_and(|name| !["SHA1", "SHA256", "SHA512"].contains(&name));
    let account = match read {
        Ok(imported) if !unsupported => &imported.account,
        Err(Refusal::UnsupportedType(_) | Refusal::UnsupportedAlgorithm(_)) if unsupported => return None,
        _ => return Some(format!("{read:?} instead of {expected}")),
    };
    let (kind, moving) = match account.parameters.kind() {
        Kind::Totp { period } => ("totp", ("period", u64::from(period))),
        Kind::Steam { period } => ("steam", ("period", u64::from(period))),
        Kind::Hotp { counter } => ("hotp", ("counter", counter)),
    };
    let stated = |key: &str| Some(&expected[key]).filter(|value| !value.is_null());
    let name = label(text("issuer").unwrap_or_default(), text("name").unwrap_or_default());
    let wrong = [
        ("type", text("type").is_none_or(|stated| stated.eq_ignore_ascii_case(kind))),
        ("name", name.is_empty() || name == label(&account.issuer, &account.account)),
        ("secret", text("secret").is_none_or(|secret| Secret::from_base32(secret).unwrap() == account.secret)),
        ("algorithm", stated("algorithm").is_none_or(|name| name == account.parameters.algorithm().name())),
        ("digits", stated("digits").is_none_or(|digits| *digits == account.parameters.digits())),
        (moving.0, stated(moving.0).is_none_or(|value| *value == moving.1)),
    ];
    let wrong: Vec<_> = wrong.into_iter().filter(|(_, right)| !right).map(|(what, _)| what).collect();
    (!wrong.is_empty()).then(|| format!("{wrong:?}: {account:?} instead of {expected}"))
}

#[test]
fn samples_are_read_as_the_manifest_states() {
    let Some(samples) = samples() else { return };
    let manifest: Value = serde_json::from_slice(&std::fs::read(samples.join("MANIFEST.json")).unwrap()).unwrap();
    let mut compared = BTreeMap::new();
    let mut wrong = Vec::new();
    for sample in manifest["files"].as_array().unwrap() {
        let (file, format) = (sample["file"].as_str().unwrap(), sample["format"].as_str().unwrap());
        if !FORMATS.iter().any(|(known, _)| *known == format) || EXCEPTIONS.iter().any(|(name, _)| *name == file) {
            continue;
        }
        let result = read(&std::fs::read(samples.join(file)).unwrap(), sample["password"].as_str());
        let expected = ["expected_entries_stated", "entries_by_reference_decoder"].map(|key| sample[key].as_array());
        let Some(expected) = expected.into_iter().flatten().next() else {
            eprintln!("{file} states nothing, and gives {}", result.map_or_else(|why| why.to_string(), count));
            continue;
        };
        *compared.entry(format).or_default() += 1;
        // Some sources state a few entries only, by their index, or fewer than there are.
        let is_partial =
            sample["expected_count_stated"].is_u64() || expected.iter().any(|entry| entry["index"].is_u64());
        match result.map(accounts) {
            Ok(read) if read.len() == expected.len() || is_partial => {
                let places =
                    expected.iter().enumerate().map(|(at, entry)| entry["index"].as_u64().unwrap_or(at as u64));
                let pairs = places.zip(expected).map(|(at, expected)| (&read[at as usize], expected));
                let faults = pairs.filter_map(|(read, expected)| fault(read, expected));
                wrong.extend(faults.map(|fault| format!("{file}: {fault}")));
            }
            Ok(read) => wrong.push(format!("{file}: {} entries instead of {}", read.len(), expected.len())),
            Err(why) => wrong.push(format!("{file}: {why}")),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(compared, BTreeMap::from(FORMATS));
}

fn count(read: Read) -> String {
    format!("{} entries", read.entries.len())
}

/// A wrong password gives nothing, whatever the format's cipher can tell.
#[test]
fn wrong_passwords_are_refused() {
    let Some(samples) = samples() else { return };
    let manifest: Value = serde_json::from_slice(&std::fs::read(samples.join("MANIFEST.json")).unwrap()).unwrap();
    for sample in manifest["files"].as_array().unwrap() {
        let file = sample["file"].as_str().unwrap();
        let bytes = std::fs::read(samples.join(file)).unwrap();
        let Some(Ok(Outcome::Encrypted(encrypted))) = Format::detect(&bytes).map(|format| format.read(&bytes)) else {
            continue;
        };
        assert_eq!(encrypted.open("not it").unwrap_err(), Refusal::WrongPassword, "{file}");
    }
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
        let read = accounts(read(&std::fs::read(file).unwrap(), None).unwrap());
        assert!(
            !read.is_empty() && read.iter().all(|account| account.as_ref().err() == Some(&why)),
            "{name}: {read:?}"
        );
    }
}
