//! The exports of Bitwarden and of Bitwarden Authenticator.

use aes::cipher::block_padding::Pkcs7;
use aes::cipher::{BlockModeEncrypt, KeyIvInit};
use argon2::{Algorithm, Argon2, Params, Version};
use data_encoding::BASE64;
use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use watchword_exchange::{Format, Refusal};

use crate::reading::{damage, read, totp, uris};

const PASSWORD: &str = "correct horse";

fn export() -> Value {
    json!({
        "encrypted": false,
        "folders": [{"id": "f1", "name": "Work"}, {"id": "f2", "name": "Home"}],
        "items": [
            {"type": 1, "name": "Example", "notes": "first\nsecond", "folderId": "f2",
             "login": {"username": "jane", "totp": "nbsw y3dp"}},
            {"type": 1, "name": "Other", "login": {"username": "joe", "totp":
             "otpauth://totp/Issuer:account?secret=NBSWY3DP&issuer=Issuer&algorithm=SHA256&digits=8&period=60"}},
            {"type": 1, "name": "Partly", "login": {"username": "jim", "totp": "otpauth://totp/?secret=NBSWY3DP"}},
            {"type": 1, "name": "Games", "login": {"username": null, "totp": "steam://NBSWY3DP"}},
            {"type": 1, "name": "No code", "login": {"username": "x", "totp": null}},
            {"type": 1, "name": "No code", "login": {"username": "x", "totp": ""}},
            {"type": 1, "name": "No code", "login": {"username": "x"}},
            {"type": 2, "name": "A note", "secureNote": {"type": 0}},
            {"type": 1, "name": "Damaged", "login": {"totp": "otpauth://totp/a?secret=NBSWY3DP&digits=99"}},
            {"type": 1, "name": "Damaged", "login": {"totp": 7}},
            {"type": 1, "name": "Damaged", "login": {"totp": "https://example.org"}},
            {"type": 1, "name": "Damaged", "login": {"totp": "otpauth-migration://offline?data=AA"}},
        ],
    })
}

fn expected() -> Vec<String> {
    vec![
        totp("Example:jane", "NBSWY3DP", "Example"),
        "otpauth://totp/Issuer:account?secret=NBSWY3DP&issuer=Issuer&algorithm=SHA256&digits=8&period=60".into(),
        totp("Partly:jim", "NBSWY3DP", "Partly"),
        "otpauth://steam/Steam:Games?secret=NBSWY3DP&issuer=Steam&algorithm=SHA1&digits=5&period=30".into(),
        "Digits".into(),
        "FileDamaged".into(),
        "NotAnAccount(Web)".into(),
        "UnsupportedType(\"otpauth-migration\")".into(),
    ]
}

/// Seals an export as Bitwarden does.
fn sealed(json: &Value, kdf: &Value, key: &[u8; 32]) -> Value {
    // HKDF-Expand (RFC 5869) for one block of output.
    let hmac = |key: &[u8], parts: &[&[u8]]| -> [u8; 32] {
        let mac = parts.iter().fold(Hmac::<Sha256>::new_from_slice(key).unwrap(), |mac, part| mac.chain_update(part));
        mac.finalize().into_bytes().into()
    };
    let (cipher_key, mac_key) = (hmac(key, &[b"enc", &[1]]), hmac(key, &[b"mac", &[1]]));
    let iv = [9; 16];
    let cipher = cbc::Encryptor::<aes::Aes256>::new(&cipher_key.into(), &iv.into());
    let data = cipher.encrypt_padded_vec::<Pkcs7>(json.to_string().as_bytes());
    let mac = hmac(&mac_key, &[&iv, &data]);
    let data = format!("2.{}|{}|{}", BASE64.encode(&iv), BASE64.encode(&data), BASE64.encode(&mac));
    let mut file = json!({
        "encrypted": true, "passwordProtected": true, "salt": "c2FsdA==", "kdfMemory": null, "kdfParallelism": null,
        "encKeyValidation_DO_NOT_EDIT": data, "data": data,
    });
    file.as_object_mut().unwrap().extend(kdf.as_object().unwrap().clone());
    file
}

fn with_pbkdf2() -> Value {
    let key = pbkdf2::pbkdf2_hmac_array::<Sha256, 32>(PASSWORD.as_bytes(), b"c2FsdA==", 10);
    sealed(&export(), &json!({"kdfType": 0, "kdfIterations": 10}), &key)
}

fn with_argon2() -> Value {
    let mut key = [0; 32];
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(1024, 2, 4, Some(32)).unwrap());
    argon2.hash_password_into(PASSWORD.as_bytes(), &Sha256::digest(b"c2FsdA=="), &mut key).unwrap();
    sealed(&export(), &json!({"kdfType": 1, "kdfIterations": 2, "kdfMemory": 1, "kdfParallelism": 4}), &key)
}

#[test]
fn every_form_gives_the_same_accounts() {
    for file in [export(), with_pbkdf2(), with_argon2()] {
        let bytes = file.to_string().into_bytes();
        assert_eq!(uris(Format::Bitwarden, &bytes, PASSWORD), Ok(expected()));
        let first = read(Format::Bitwarden, &bytes, PASSWORD).unwrap().remove(0).unwrap();
        assert_eq!((first.groups, first.note.as_str()), (vec!["Home".into()], "first\nsecond"));
    }
}

#[test]
fn csv_is_read() {
    let table = "folder,favorite,type,name,notes,fields,reprompt,login_uri,login_username,login_password,login_totp\r\n\
                 Home,,login,Example,\"first\nsecond\",,0,,jane,x,NBSW Y3DP\r\n\
                 ,1,login,No code,,,0,,jane,x,\r\n\
                 ,,note,A note,\"with a, comma\",,0,,,,\r\n\
                 ,,login,Games,,,0,,,,steam://NBSWY3DP\r\n\
                 ,,login,Damaged,,,0,,,,not a secret!\r\n";
    let read_back = read(Format::Bitwarden, table.as_bytes(), "").unwrap();
    let first = read_back[0].as_ref().unwrap();
    assert_eq!((first.groups.as_slice(), first.note.as_str()), (["Home".to_owned()].as_slice(), "first\nsecond"));
    let [ref first, _, _, ref steam, ..] = expected()[..] else { panic!() };
    let read = uris(Format::Bitwarden, table.as_bytes(), "").unwrap();
    assert_eq!(read[..2], [first.clone(), steam.clone()]);
    assert!(read.len() == 3 && read[2].starts_with("Secret"), "{read:?}");
}

#[test]
fn what_does_not_open_is_refused_by_name() {
    let locked = json!({"encrypted": true, "encKeyValidation_DO_NOT_EDIT": "2.a|b|c", "folders": [], "items": []});
    let read = |file: &Value| uris(Format::Bitwarden, file.to_string().as_bytes(), PASSWORD);
    assert_eq!(read(&locked), Err(Refusal::Locked(watchword_exchange::Lock::Account)));
    for good in [with_pbkdf2(), with_argon2()] {
        let wrong = uris(Format::Bitwarden, good.to_string().as_bytes(), "not it");
        assert_eq!(wrong, Err(Refusal::WrongPassword));
        damage(Format::Bitwarden, good.to_string().as_bytes(), PASSWORD);
    }
    for (key, value, why) in [
        ("kdfType", json!(2), Refusal::NewerVersion),
        ("kdfType", json!(1), Refusal::FileDamaged),
        ("kdfIterations", json!(0), Refusal::FileDamaged),
        ("kdfIterations", json!(u32::MAX), Refusal::TooCostly),
        ("kdfIterations", json!(9), Refusal::WrongPassword),
        ("data", json!("0.AAAA|AAAA"), Refusal::NewerVersion),
        ("data", json!("2.AAAA|AAAA"), Refusal::FileDamaged),
        ("data", json!("2.AAAA|AAAA|AAAA"), Refusal::FileDamaged),
        ("data", json!(null), Refusal::FileDamaged),
    ] {
        let mut changed = with_pbkdf2();
        changed[key] = value;
        assert_eq!(read(&changed), Err(why), "{key}");
    }
    let costly = |memory: u64| {
        let mut changed = with_argon2();
        changed["kdfMemory"] = json!(memory);
        read(&changed)
    };
    assert_eq!([costly(1 << 20), costly(u64::MAX)], [Err(Refusal::TooCostly), Err(Refusal::TooCostly)]);
    damage(Format::Bitwarden, export().to_string().as_bytes(), "");
}

#[test]
fn the_authenticators_json_is_its_own_format() {
    let mut file = export();
    file.as_object_mut().unwrap().remove("folders");
    let read = uris(Format::BitwardenAuthenticator, file.to_string().as_bytes(), "");
    assert_eq!(read, Ok(expected()));
    damage(Format::BitwardenAuthenticator, file.to_string().as_bytes(), "");
}

/// The app writes more cells than names, and quotes no comma.
#[test]
fn the_authenticators_csv_is_read_whatever_is_in_a_name() {
    let table = "folder,favorite,type,name,login_uri,login_totp\n\
                 ,,1,Example,,otpauth://totp/Example%3Ajane?secret=NBSWY3DP&issuer=Example,Example,30,6\n\
                 ,,1,Acme, Inc.,,otpauth://totp/Acme%3Ajane?secret=NBSWY3DP&issuer=Acme,Acme, Inc.,30,6\n\
                 ,,1,Bare,,NBSWY3DP\n\
                 ,,1,Nothing,,\n";
    let read = uris(Format::BitwardenAuthenticator, table.as_bytes(), "").unwrap();
    assert_eq!(
        read,
        [
            totp("Example:jane", "NBSWY3DP", "Example"),
            totp("Acme:jane", "NBSWY3DP", "Acme"),
            totp("Bare:", "NBSWY3DP", "Bare"),
            "Secret(Empty)".into(),
        ]
    );
    damage(Format::BitwardenAuthenticator, table.as_bytes(), "");
}
