//! The exports of Proton Authenticator and Proton Pass.

use aes_gcm::aead::{Aead, Payload};
use aes_gcm::{Aes256Gcm, KeyInit};
use argon2::{Algorithm, Argon2, Params, Version};
use data_encoding::BASE64;
use serde_json::{Value, json};
use watchword_exchange::{Format, Lock, Refusal};

use crate::reading::{damage, read, totp, uris, zip};

const PASSWORD: &str = "correct horse";

fn export() -> Value {
    json!({"version": 1, "entries": [
        {"id": "1", "note": "a note", "content": {"entry_type": "Totp", "name": "jane",
         "uri": "otpauth://totp/Example:jane?secret=NBSWY3DP&issuer=Example&digits=8&period=60&algorithm=SHA512"}},
        {"id": "2", "note": null, "content": {"entry_type": "Steam", "name": "gamer", "uri": "steam://NBSWY3DP"}},
        {"id": "3", "note": null, "content": {"entry_type": "Totp", "name": "e",
         "uri": "otpauth://totp/%2Fe%2F:e?secret=NBSWY3DP&issuer=/e/"}},
        {"id": "4", "note": null, "content": {"entry_type": "Passkey", "name": "x", "uri": "otpauth://totp/a"}},
        {"id": "5", "note": null, "content": {"entry_type": "Totp", "name": "x", "uri": "otpauth://totp/a"}},
        {"id": "6", "note": null, "content": {"entry_type": "Totp", "name": "x", "uri": 7}},
        {"id": "7", "note": null, "content": {"entry_type": "Steam", "name": "x",
         "uri": "otpauth://totp/x?secret=NBSWY3DP"}},
    ]})
}

fn sealed() -> Value {
    let (salt, nonce, mut key) = ([3; 16], [4; 12], [0; 32]);
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(19 << 10, 2, 1, Some(32)).unwrap());
    argon2.hash_password_into(PASSWORD.as_bytes(), &salt, &mut key).unwrap();
    let text = export().to_string();
    let payload = Payload { msg: text.as_bytes(), aad: b"proton.authenticator.export.v1" };
    let content = Aes256Gcm::new(&key.into()).encrypt(&nonce.into(), payload).unwrap();
    json!({"version": 1, "salt": BASE64.encode(&salt), "content": BASE64.encode(&[&nonce[..], &content].concat())})
}

#[test]
fn the_authenticators_entries_are_read_plain_and_encrypted() {
    for file in [export(), sealed()] {
        let bytes = file.to_string().into_bytes();
        assert_eq!(
            uris(Format::ProtonAuthenticator, &bytes, PASSWORD).unwrap(),
            [
                "otpauth://totp/Example:jane?secret=NBSWY3DP&issuer=Example&algorithm=SHA512&digits=8&period=60",
                "otpauth://steam/Steam:gamer?secret=NBSWY3DP&issuer=Steam&algorithm=SHA1&digits=5&period=30",
                &totp("%2Fe%2F:e", "NBSWY3DP", "%2Fe%2F"),
                "UnsupportedType(\"Passkey\")",
                "Secret(Empty)",
                "FileDamaged",
                "SteamParameters",
            ]
        );
        let first = read(Format::ProtonAuthenticator, &bytes, PASSWORD).unwrap().remove(0).unwrap();
        assert_eq!(*first.note, "a note");
    }
    damage(Format::ProtonAuthenticator, export().to_string().as_bytes(), "");
}

#[test]
fn an_authenticators_file_that_does_not_open_is_refused() {
    let read = |file: &Value, password| uris(Format::ProtonAuthenticator, file.to_string().as_bytes(), password);
    assert_eq!(read(&sealed(), "not it"), Err(Refusal::WrongPassword));
    for (key, value, why) in [
        ("version", json!(2), Refusal::NewerVersion),
        ("salt", json!("!"), Refusal::FileDamaged),
        ("salt", json!("AAAA"), Refusal::FileDamaged),
        ("content", json!("AAAA"), Refusal::FileDamaged),
        ("content", json!(BASE64.encode(&[0; 40])), Refusal::WrongPassword),
    ] {
        let mut changed = sealed();
        changed[key] = value;
        assert_eq!(read(&changed, PASSWORD), Err(why), "{key}");
    }
}

fn pass() -> Value {
    let field = |name: &str, uri: &str| json!({"fieldName": name, "type": "totp", "data": {"totpUri": uri}});
    let uri = "otpauth://totp/Two:Proton%20Pass?issuer=Two&secret=NBSWY3DP";
    json!({"version": "1.0", "vaults": {
        "a": {"name": "Personal", "items": [
            {"state": 1, "data": {"type": "login", "metadata": {"name": "Example", "note": "a note"},
             "content": {"itemUsername": "jane", "itemEmail": "jane@example.org", "totpUri": "NBSWY3DP"}}},
            {"state": 1, "data": {"type": "login", "metadata": {"name": "No code"}, "content": {"totpUri": ""}}},
            {"state": 1, "data": {"type": "alias", "metadata": {"name": "No code"}, "content": {}}},
            {"state": 2, "data": {"type": "login", "metadata": {"name": "Old"}, "content": {"totpUri": "NBSWY3DP"}}},
            {"state": 1, "data": {"type": "login", "metadata": {"name": "Bad"},
             "content": {"totpUri": "otpauth://totp/ThisIsABadTotp"}}},
        ]},
        "b": {"name": "Work", "items": [
            {"state": 1, "data": {"type": "login", "metadata": {"name": "Two"}, "content": {"totpUri": ""},
             "extraFields": [
                field("First", uri), {"fieldName": "x", "type": "text", "data": {"content": "y"}}, field("Second", uri),
             ]}},
            {"state": 1, "data": {"type": "custom", "metadata": {"name": "Three"}, "extraFields": [],
             "content": {"sections": [{"sectionName": "s", "sectionFields": [field("Third", "NBSWY3DP")]}]}}},
        ]},
    }})
}

fn packed(json: &Value) -> Vec<u8> {
    zip(&[("Proton Pass/files/a.png", b"x"), ("Proton Pass/data.json", json.to_string().as_bytes())], None)
}

#[test]
fn passes_fields_are_read() {
    let file = packed(&pass());
    assert_eq!(
        uris(Format::ProtonPass, &file, "").unwrap(),
        [
            totp("Example:jane", "NBSWY3DP", "Example"),
            "Trashed".into(),
            "Secret(Empty)".into(),
            totp("Two:First", "NBSWY3DP", "Two"),
            totp("Two:Second", "NBSWY3DP", "Two"),
            totp("Three:Third", "NBSWY3DP", "Three"),
        ]
    );
    let first = read(Format::ProtonPass, &file, "").unwrap().remove(0).unwrap();
    assert_eq!((first.groups, first.note.as_str()), (vec!["Personal".into()], "a note"));
    damage(Format::ProtonPass, &file, "");
}

#[test]
fn passes_other_files_are_refused_by_name() {
    let pgp = zip(&[("Proton Pass/data.pgp", b"-----BEGIN PGP MESSAGE-----")], None);
    assert_eq!(uris(Format::ProtonPass, &pgp, ""), Err(Refusal::Locked(Lock::Pgp)));
    assert_eq!(uris(Format::ProtonPass, &packed(&json!({"vaults": []})), ""), Err(Refusal::FileDamaged));
    let bomb = zip(&[("Proton Pass/data.json", &vec![b' '; (16 << 20) + 1])], None);
    assert!(bomb.len() < 1 << 20);
    assert_eq!(uris(Format::ProtonPass, &bomb, ""), Err(Refusal::TooLarge));
}
