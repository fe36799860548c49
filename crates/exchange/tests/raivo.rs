//! Raivo's archive, and the JSON in it.

use std::io::{Cursor, Write};

use watchword_exchange::{Format, MAX_FILE_BYTES, Refusal};
use zip::unstable::write::FileOptionsExt;
use zip::write::SimpleFileOptions;
use zip::{AesMode, CompressionMethod, ZipWriter};

use crate::reading::{all, assert_cut_is_refused, assert_sealed, opened, plain};

const FORMAT: Format = Format::Raivo;
const NAME: &str = "raivo-otp-export.json";

const EXPORT: &str = r#"[
    {"issuer": "Example", "account": "jane", "secret": "NBSWY3DP", "algorithm": "SHA256", "digits": "8", "kind": "TOTP",
     "timer": "60", "counter": "0", "pinned": "true", "iconType": "", "iconValue": ""},
    {"issuer": "Counter", "account": "", "secret": "NBSWY3DP", "algorithm": "SHA1", "digits": "6", "kind": "HOTP",
     "timer": "0", "counter": "18446744073709551615"}
]"#;

const READ: [&str; 2] =
    ["totp Example:jane NBSWY3DP SHA256 8 60", "hotp Counter: NBSWY3DP SHA1 6 18446744073709551615"];

fn archive(files: &[(&str, &[u8])], options: SimpleFileOptions) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, contents) in files {
        archive.start_file(*name, options).unwrap();
        archive.write_all(contents).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn deflated() -> SimpleFileOptions {
    SimpleFileOptions::default().compression_method(CompressionMethod::Deflated)
}

#[test]
fn the_json_is_read_by_itself() {
    assert_eq!(plain(FORMAT, EXPORT.as_bytes()), all(&READ));
    assert_cut_is_refused(FORMAT, EXPORT.as_bytes());
}

#[test]
fn archives_are_opened_under_either_cipher() {
    let files = [("raivo-otp-export.html", b"<html>".as_slice()), (NAME, EXPORT.as_bytes())];
    let aes = archive(&files, deflated().with_aes_encryption(AesMode::Aes256, "pässword"));
    let pkware = archive(&files, deflated().with_deprecated_encryption("pässword".as_bytes()).unwrap());
    for file in [&aes, &pkware] {
        assert_eq!(opened(FORMAT, file, "pässword"), all(&READ));
        let contents = file.windows(NAME.len()).position(|bytes| bytes == NAME.as_bytes()).unwrap();
        assert_sealed(FORMAT, file, "pässword", &[contents + 60, contents + 100]);
    }
    assert_eq!(plain(FORMAT, &archive(&[(&format!("folder/{NAME}"), EXPORT.as_bytes())], deflated())), all(&READ));
}

#[test]
fn other_archives_are_refused() {
    for name in ["raivo-otp-export.html", "x-raivo-otp-export.json", "raivo-otp-export.json/x"] {
        let file = archive(&[(name, EXPORT.as_bytes())], deflated());
        assert_eq!(Format::detect(&file), None);
        assert_eq!(FORMAT.read(&file).unwrap_err(), Refusal::FileDamaged);
    }
    let message = archive(&[(NAME, br#"{"message": "Could not retrieve OTPs from Realm"}"#)], deflated());
    assert_eq!(plain(FORMAT, &message), Err(Refusal::FileDamaged));
    let bomb = archive(&[(NAME, &vec![b' '; MAX_FILE_BYTES + 1])], deflated());
    assert!(bomb.len() < MAX_FILE_BYTES / 100);
    assert_eq!(plain(FORMAT, &bomb), Err(Refusal::TooLarge));
    // The size that the archive states, in its directory and before the file, is not what counts.
    let size = u32::try_from(MAX_FILE_BYTES + 1).unwrap().to_le_bytes();
    let mut lying = bomb.clone();
    for at in 0..lying.len() - 3 {
        if lying[at..at + 4] == size {
            lying[at..at + 4].copy_from_slice(&16u32.to_le_bytes());
        }
    }
    assert_ne!(lying, bomb);
    assert_eq!(plain(FORMAT, &lying), Err(Refusal::FileDamaged));
}

#[test]
fn a_refused_account_hides_no_other() {
    let account = |fields: &str| format!(r#"{{"secret": "NBSWY3DP", "timer": "30", {fields}}}"#);
    let refusals = [
        (account(r#""kind": "MOTP""#), Refusal::UnsupportedType("MOTP".into())),
        (account(r#""kind": "TOTP", "digits": "+6""#), Refusal::Digits),
        (account(r#""kind": "TOTP", "digits": """#), Refusal::Digits),
        (account(r#""kind": "HOTP", "counter": "-1""#), Refusal::Counter),
        (account(r#""kind": "TOTP", "algorithm": "SHA224""#), Refusal::UnsupportedAlgorithm("SHA224".into())),
        (r#"{"kind": "TOTP", "secret": "NBSWY3DP", "timer": "0"}"#.into(), Refusal::Period),
        (account(r#""kind": "TOTP", "digits": 6"#), Refusal::FileDamaged),
    ];
    let good = account(r#""kind": "TOTP""#);
    let accounts: Vec<_> = refusals.iter().map(|(json, _)| json.clone()).chain([good]).collect();
    let expected = refusals.map(|(_, why)| Err(why)).into_iter().chain([Ok("totp : NBSWY3DP SHA1 6 30".into())]);
    assert_eq!(plain(FORMAT, format!("[{}]", accounts.join(",")).as_bytes()), Ok(expected.collect()));
}
