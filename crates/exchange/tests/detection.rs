//! Formats are told apart from each other and from ordinary files, whatever program saved them.

use aes::cipher::{KeyIvInit, StreamCipher};
use serde_json::{Value, json};
use watchword_exchange::{Format, Outcome, Read};

use crate::reading::zip;

const URI: &str = "otpauth://totp/Example:jane?secret=NBSWY3DP";

/// A file in each JSON format, with one account, and where its list of accounts is.
fn exports() -> Vec<(Format, &'static str, Value)> {
    let service = json!({"name": "a", "secret": "NBSWY3DP", "otp": {}});
    let authenticator = json!({"Type": 2, "Secret": "NBSWY3DP"});
    let login = json!({"name": "a", "login": {"totp": "NBSWY3DP"}});
    let element = json!({"secret": "NBSWY3DP", "label": "a", "type": "Totp"});
    let token = json!({"type": "TOTP", "label": "a", "secret": [1, -2]});
    let account = json!({"userName": "a", "secret": "NBSWY3DP"});
    let steam = json!({"shared_secret": "aGVsbG8gd29ybGQ=", "account_name": "a"});
    let entry = json!({"type": "totp", "name": "a", "info": {"secret": "NBSWY3DP"}});
    let proton = json!({"content": {"uri": URI, "entry_type": "Totp"}});
    let two_fauth = json!({"otp_type": "totp", "account": "a", "secret": "NBSWY3DP"});
    vec![
        (Format::Aegis, "/db/entries", json!({"version": 1, "header": {}, "db": {"version": 3, "entries": [entry]}})),
        (Format::Bitwarden, "/items", json!({"encrypted": false, "folders": [], "items": [login]})),
        (Format::BitwardenAuthenticator, "/items", json!({"encrypted": false, "items": [login]})),
        (Format::Cotp, "/elements", json!({"version": 2, "elements": [element]})),
        (Format::FreeOtpPlus, "/tokens", json!({"tokenOrder": ["a"], "tokens": [token]})),
        (Format::LastPass, "/accounts", json!({"version": 3, "folders": [], "accounts": [account]})),
        (Format::ProtonAuthenticator, "/entries", json!({"version": 1, "entries": [proton]})),
        (Format::Steam, "", steam),
        (Format::Stratum, "/Authenticators", json!({"Authenticators": [authenticator]})),
        (Format::TwoFas, "/services", json!({"schemaVersion": 4, "services": [service]})),
        (Format::TwoFAuth, "/data", json!({"app": "2fauth_v5.2.0", "schema": 1, "data": [two_fauth]})),
    ]
}

fn read(format: Format, bytes: &[u8]) -> Read {
    assert_eq!(Format::detect(bytes), Some(format), "{}", String::from_utf8_lossy(bytes));
    match format.read(bytes).unwrap() {
        Outcome::Read(read) => read,
        Outcome::Encrypted(_) => panic!("encrypted"),
    }
}

fn utf_16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(to_bytes).collect()
}

#[test]
fn files_are_detected_however_they_were_saved() {
    for (format, list, mut export) in exports() {
        export["unknownInOldVersions"] = json!({"nested": [1, null]});
        let pretty = serde_json::to_string_pretty(&export).unwrap();
        for text in [export.to_string(), format!("\u{feff}{}\r\n", pretty.replace('\n', "\r\n")), pretty] {
            for bytes in [text.clone().into_bytes(), utf_16(&text, u16::to_le_bytes), utf_16(&text, u16::to_be_bytes)] {
                let read = read(format, &bytes);
                assert!(matches!(&read.entries[..], [entry] if entry.content.is_ok()), "{read:?}");
            }
        }
        if !list.is_empty() {
            *export.pointer_mut(list).unwrap() = json!([]);
            assert_eq!(read(format, export.to_string().as_bytes()).entries.len(), 0);
        }
    }
    let list = utf_16(&format!("{URI}\r\n{URI}"), u16::to_le_bytes);
    assert_eq!(read(Format::UriList, &list).entries.len(), 2);
    // An odd byte, and half of a character.
    let odd = utf_16(URI, u16::to_le_bytes);
    assert_eq!(Format::detect(&odd[..odd.len() - 1]), None);
    assert_eq!(Format::detect(&[&odd[..], b"\0\xd8"].concat()), None);
}

fn noise(length: usize) -> Vec<u8> {
    let mut bytes = vec![0; length];
    chacha20::ChaCha20::new(&[1; 32].into(), &[2; 12].into()).apply_keystream(&mut bytes);
    bytes[0] |= 1; // no number of iterations
    bytes
}

#[test]
fn ordinary_files_are_in_no_format() {
    let texts = [
        r#"{"name": "app", "version": "1.0.0", "dependencies": {}, "items": []}"#,
        r#"{"folders": [], "items": [{"name": "a bookmark"}]}"#,
        r#"{"version": 1, "salt": "AAAA"}"#,
        r#"{"entries": [{"filename": "a.png"}]}"#,
        r#"[{"name": "a", "secret": "b"}]"#,
        "<!DOCTYPE html><p><code>otpauth://totp/a?secret=b</code> has a <code>secret</code></p>",
        "<map><string name=\"theme\">dark</string></map>",
        "<KeyContainer/>",
        "name,username,password\na,b,c\n",
        "Title,Username,Password\na,b,c\n",
        "steam://rungameid/440\n",
    ];
    for text in texts {
        assert_eq!(Format::detect(text.as_bytes()), None, "{text}");
    }
    for (name, contents) in [("readme.txt", "Read me."), ("data.json", "{}"), ("export/data.txt", "")] {
        assert_eq!(Format::detect(&zip(&[(name, contents.as_bytes())], None)), None, "{name}");
    }
}

/// Keys, compressed data and anything else that looks random has the size or the beginning of no
/// backup, as far as those can tell.
#[test]
fn random_files_are_in_no_format() {
    for length in [32, 64, 100, 256, 512, 2048, 4096, 60_000, 2_000_001] {
        assert_eq!(Format::detect(&noise(length)), None, "{length} bytes");
    }
    let with_mark = |mark: &[u8]| [mark, &noise(5000)].concat();
    for mark in [&b"\x78\x9c"[..], b"\x1f\x8b\x08\x00", b"\x89PNG\r\n", b"wOF2", b"Salted__", b"\0\0\0\0\0"] {
        assert_eq!(Format::detect(&with_mark(mark)), None, "{}", mark.escape_ascii());
    }
    assert_eq!(Format::detect(&with_mark(b"\0\x02\x39\x70")), Some(Format::AndOtp));
}
