//! Reads other people's exports in `shared/samples`, next to the workspace, and compares them with
//! what the manifest states. Without that folder, the tests say so and pass.

#![allow(clippy::print_stderr)]

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use serde_json::Value;
use watchword_exchange::{Format, Imported, OtherText, Outcome, Read, Refusal};
use watchword_otp::{Account, Kind, Secret};

/// The manifest's formats that are read, and their number of files with a stated content.
const FORMATS: [(&str, usize); 24] = [
    ("1password", 1),
    ("2fas", 26),
    ("2fauth", 8),
    ("aegis", 23),
    ("andotp", 4),
    ("authenticator_plus", 1),
    ("authy", 2),
    ("battlenet", 1),
    ("bitwarden", 5),
    ("bitwarden_authenticator", 17),
    ("cotp", 2),
    ("duo", 1),
    ("ente", 4),
    ("freeotp", 6),
    ("freeotp_plus", 2),
    ("google_authenticator_db", 1),
    ("google_migration", 5),
    ("keepassxc", 5),
    ("lastpass", 16),
    ("microsoft_authenticator", 1),
    ("proton_authenticator", 1),
    ("steam", 25),
    ("stratum", 3),
    ("uri_list", 2),
];

/// Files that are read otherwise than the manifest states, and why that is right.
const EXCEPTIONS: [(&str, &str); 7] = [
    ("aegis/bitwarden-android__UNSUPPORTED_OTP_TYPE_JSON.json", "Aegis refuses HOTP without a counter, too"),
    ("2fauth/2fauth__VALID_2FAUTH_JSON_MIGRATION_PAYLOAD.json", "a Steam account with SHA-256 and 40 s is refused"),
    ("bitwarden/linuxleague-gnome-Authenticator__bitwarden.json", "“Unknown account” is not in the file"),
    (
        "bitwarden_authenticator/bitwarden-android__MISSING_ENCRYPTED_FIELD_JSON.json",
        "nothing tells it from other JSON",
    ),
    ("freeotp_plus/linuxleague-gnome-Authenticator__freeotp_json.json", "one is added to its counters"),
    ("steam/steamguard-cli__compat__1-account-encrypted__1234.maFile", "it only opens with its manifest, as below"),
    ("stratum/beemdevelopment-Aegis__stratum_internal.db", "the app's own database is not read"),
];

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

/// Whether an account is named as stated. If no account is stated, the file may still have one.
fn is_named(account: &Account, issuer: &str, name: &str) -> bool {
    if name.is_empty() {
        return issuer.is_empty() || issuer == account.issuer;
    }
    label(issuer, name) == label(&account.issuer, &account.account)
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
    let is_one_of = |key, names: [&str; 3]| text(key).is_none_or(|text| names.contains(&text.to_lowercase().as_str()));
    let unsupported =
        !is_one_of("type", ["totp", "hotp", "steam"]) || !is_one_of("algorithm", ["sha1", "sha256", "sha512"]);
    // Such as SECRET1 in other apps' tests.
    let not_base32 = text("secret").is_some_and(|secret| Secret::from_base32(secret).is_err());
    let account = match read {
        Ok(imported) if !unsupported && !not_base32 => &imported.account,
        Err(Refusal::UnsupportedType(_) | Refusal::UnsupportedAlgorithm(_)) if unsupported => return None,
        Err(Refusal::Secret(_)) if not_base32 => return None,
        _ => return Some(format!("{read:?} instead of {expected}")),
    };
    let (kind, moving) = match account.parameters.kind() {
        Kind::Totp { period } => ("totp", ("period", u64::from(period))),
        Kind::Steam { period } => ("steam", ("period", u64::from(period))),
        Kind::Hotp { counter } => ("hotp", ("counter", counter)),
    };
    let stated = |key: &str| Some(&expected[key]).filter(|value| !value.is_null());
    let (issuer, name) = (text("issuer").unwrap_or_default(), text("name").unwrap_or_default());
    let wrong = [
        ("type", text("type").is_none_or(|stated| stated.eq_ignore_ascii_case(kind))),
        ("name", is_named(account, issuer, name)),
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

/// Proton Authenticator swaps some names of Proton Pass, which the manifest repeats, and the
/// manifest's decoder takes another secret than Steam's from WinAuth.
#[test]
fn files_that_the_manifest_names_otherwise_are_read_whole() {
    let Some(samples) = samples() else { return };
    let read = |file: &str| accounts(read(&std::fs::read(samples.join(file)).unwrap(), None).unwrap());
    let named = |read: &[Result<Imported, Refusal>]| -> Vec<_> {
        let accounts = read.iter().filter_map(|account| account.as_ref().ok());
        accounts.map(|imported| label(&imported.account.issuer, &imported.account.account)).collect()
    };
    let pass = read("proton_pass/protonpass-proton-pass-common__PassExport.zip");
    assert_eq!(
        named(&pass),
        [
            "Main TOTP (only secret):ausername",
            "MYISSUER:MYLABEL",
            "Only custom fields:TOTP 1",
            "Only custom fields:TOTP2",
            "Main TOTP and custom fields:",
            "Main TOTP and custom fields:TOTP 1",
            "Main TOTP and custom fields:TOTP 2",
        ]
        .map(|name| name.trim_end_matches(':'))
    );
    assert_eq!(pass.len(), 8, "and a refused one");
    let winauth = read("winauth/steamguard-cli__compat__winauth__exports.txt");
    assert_eq!(named(&winauth), ["Steam:example", "Steam:example2"]);
    let secret = Secret::from_base32("Z3ZBVSU5ZE7PW3276QDB5KZKFAMT7Y4L").unwrap();
    assert!(winauth.iter().all(|account| account.as_ref().unwrap().account.secret == secret));
}

/// An encrypted maFile only opens together with its manifest.
#[test]
fn encrypted_ma_files_are_read_from_a_zip_archive_of_their_folder() {
    let Some(samples) = samples() else { return };
    for folder in ["compat", "manifest-v1"] {
        let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for name in ["manifest.json", "1234.maFile"] {
            let file = samples.join(format!("steam/steamguard-cli__{folder}__1-account-encrypted__{name}"));
            archive.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            archive.write_all(&std::fs::read(file).unwrap()).unwrap();
        }
        let archive = archive.finish().unwrap().into_inner();
        assert_eq!(read(&archive, Some("not it")).unwrap_err(), Refusal::WrongPassword);
        let account = read(&archive, Some("password")).unwrap().into_account().unwrap();
        assert_eq!(account.secret, Secret::from_base32("Z3ZBVSU5ZE7PW3276QDB5KZKFAMT7Y4L").unwrap());
        assert_eq!((account.issuer.as_str(), account.account.as_str()), ("Steam", "example"));
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

/// The manifest has 6 digits and 30 s for every account of these files, which state otherwise.
#[test]
fn totp_authenticators_samples_are_read_as_they_state() {
    let Some(samples) = samples() else { return };
    for name in ["totp_authenticator.bin", "totp_authenticator_internal.xml"] {
        let file = samples.join("totp_authenticator").join(format!("beemdevelopment-Aegis__{name}"));
        let read = accounts(read(&std::fs::read(file).unwrap(), Some("Testtest1")).unwrap());
        let accounts = read.iter().map(|account| &account.as_ref().unwrap().account);
        let stated = accounts.map(|account| {
            let parameters = account.parameters;
            (account.issuer.as_str(), account.secret.to_base32(), parameters.digits(), parameters.kind().period())
        });
        let expected = [
            ("Deno", "4SJHB4GSD43FZBAI7C2HLRJGPQ", 6, Some(30)),
            ("SPDX", "5OM4WOOGPLQEF6UGN3CPEOOLWU", 7, Some(20)),
            ("Airbnb", "7ELGJSGXNCCTV3O6LKJWYFV2RA", 8, Some(50)),
        ];
        let expected =
            expected.map(|(issuer, secret, digits, period)| (issuer, secret.to_owned().into(), digits, period));
        assert_eq!(stated.collect::<Vec<_>>(), expected);
    }
}
