//! cotp's database and list of URIs.

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::XChaCha20Poly1305;
use chacha20poly1305::aead::{Aead, KeyInit};
use data_encoding::BASE64;
use watchword_exchange::{Format, Refusal};

use crate::reading::{all, assert_cut_is_refused, assert_sealed, opened, plain};

const FORMAT: Format = Format::Cotp;

const ELEMENTS: &str = r#"[
    {"secret": "NBSWY3DP", "issuer": "Example", "label": "jane", "digits": 8, "type": "TOTP", "algorithm": "SHA256",
     "period": 60, "counter": null, "pin": null},
    {"secret": "NBSWY3DP", "issuer": "", "label": "joe", "digits": 6, "type": "HOTP", "algorithm": "SHA512",
     "period": 30, "counter": 3, "pin": null},
    {"secret": "NBSWY3DP", "issuer": "Game", "label": "ada", "digits": 5, "type": "STEAM", "algorithm": "SHA1",
     "period": 30}
]"#;

const READ: [&str; 3] =
    ["totp Example:jane NBSWY3DP SHA256 8 60", "hotp :joe NBSWY3DP SHA512 6 3", "steam Game:ada NBSWY3DP SHA1 5 30"];

fn database() -> String {
    format!(r#"{{"version": 2, "elements": {ELEMENTS}}}"#)
}

fn sealed(contents: &str, password: &str, version: u32) -> String {
    let (salt, nonce) = ([3; 16], [4; 24]);
    let mut key = [0; 32];
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(32768, 4, 4, None).unwrap());
    argon2.hash_password_into(password.as_bytes(), &salt, &mut key).unwrap();
    let sealed = XChaCha20Poly1305::new(&key.into()).encrypt(&nonce.into(), contents.as_bytes()).unwrap();
    let [nonce, salt, sealed] = [nonce.as_slice(), &salt, &sealed].map(|bytes| BASE64.encode(bytes));
    format!(r#"{{"version":{version},"nonce":"{nonce}","salt":"{salt}","cipher":"{sealed}"}}"#)
}

#[test]
fn databases_are_read() {
    assert_eq!(plain(FORMAT, database().as_bytes()), all(&READ));
    assert_cut_is_refused(FORMAT, database().as_bytes());
    // The first version was a bare array.
    assert_eq!(plain(Format::AndOtp, ELEMENTS.as_bytes()), all(&READ));
}

#[test]
fn encrypted_databases_are_opened() {
    let file = sealed(&database(), "pässword", 1);
    assert_eq!(opened(FORMAT, file.as_bytes(), "pässword"), all(&READ));
    assert_eq!(opened(FORMAT, sealed(ELEMENTS, "a", 1).as_bytes(), "a"), all(&READ));
    assert_sealed(FORMAT, file.as_bytes(), "pässword", &[25, 70, file.len() - 9]);
    assert_eq!(plain(FORMAT, sealed("", "a", 2).as_bytes()), Err(Refusal::NewerVersion));
    assert_eq!(opened(FORMAT, sealed("{}", "a", 1).as_bytes(), "a"), Err(Refusal::FileDamaged));
}

#[test]
fn lists_of_uris_are_read() {
    let file = br#"{"items": [
        "otpauth://totp/12345%40Example%20?secret=NBSWY3DP&algorithm=SHA1&digits=6&period=30&lock=false",
        7, "https://example.org", "otpauth://hotp/Example:joe?secret=NBSWY3DP&counter=4&lock=false"]}"#;
    let read = plain(FORMAT, file).unwrap();
    assert_eq!(read[0], Ok("totp :12345@Example NBSWY3DP SHA1 6 30".to_owned()));
    assert_eq!(read[1], Err(Refusal::FileDamaged));
    assert!(matches!(read[2], Err(Refusal::NotAnAccount(_))));
    assert_eq!(read[3], Ok("hotp Example:joe NBSWY3DP SHA1 6 4".to_owned()));
}

#[test]
fn a_refused_element_hides_no_other() {
    let element = |fields: &str| format!(r#"{{"secret": "NBSWY3DP", "label": "a", {fields}}}"#);
    let refusals = [
        (element(r#""type": "MOTP", "pin": "1234""#), Refusal::UnsupportedType("MOTP".into())),
        (element(r#""type": "YANDEX""#), Refusal::UnsupportedType("YANDEX".into())),
        (element(r#""type": "TOTP", "algorithm": "MD5""#), Refusal::UnsupportedAlgorithm("MD5".into())),
        (element(r#""type": "TOTP", "period": 0"#), Refusal::Period),
        (element(r#""digits": 6"#), Refusal::FileDamaged),
    ];
    let elements: Vec<_> =
        refusals.iter().map(|(json, _)| json.clone()).chain([element(r#""type": "TOTP""#)]).collect();
    let expected = refusals.map(|(_, why)| Err(why)).into_iter().chain([Ok("totp :a NBSWY3DP SHA1 6 30".into())]);
    let file = format!(r#"{{"version": 2, "elements": [{}]}}"#, elements.join(","));
    assert_eq!(plain(FORMAT, file.as_bytes()), Ok(expected.collect()));
    assert_eq!(plain(FORMAT, br#"{"version": 3, "elements": []}"#), Err(Refusal::NewerVersion));
}
