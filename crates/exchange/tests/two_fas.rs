//! 2FAS' backups.

use aes_gcm::aead::{Aead, KeyInit};
use aes_gcm::{Aes256Gcm, Nonce};
use data_encoding::BASE64;
use watchword_exchange::{Format, Refusal};
use watchword_otp::{InvalidSecret, Looks};

use crate::reading::{all, assert_cut_is_refused, assert_sealed, opened, plain};

const FORMAT: Format = Format::TwoFas;

const SERVICES: &str = r#"[
    {"name": "Example", "secret": "NBSWY3DP", "groupId": "b", "otp": {"label": "Example:jane", "account": "jane",
     "issuer": "Else", "digits": 8, "period": 60, "algorithm": "SHA256", "counter": 0, "tokenType": "TOTP"}},
    {"name": "Counter", "secret": "NBSWY3DP", "groupId": "none",
     "otp": {"account": "joe", "period": null, "counter": 7, "digits": 7, "tokenType": "HOTP"}},
    {"name": "Steam", "secret": "NBSWY3DP", "otp": {"account": "ada", "digits": 5, "tokenType": "STEAM"}},
    {"name": "", "secret": "nbsw y3dp", "groupId": null, "otp": {"label": "x", "issuer": "Else", "algorithm": null}},
    {"name": "Alone", "secret": "NBSWY3DP", "otp": null}
]"#;

const READ: [&str; 5] = [
    "totp Example:jane NBSWY3DP SHA256 8 60 [Work]",
    "hotp Counter:joe NBSWY3DP SHA1 7 7",
    "steam Steam:ada NBSWY3DP SHA1 5 30",
    "totp Else:x NBSWY3DP SHA1 6 30",
    "totp Alone: NBSWY3DP SHA1 6 30",
];

fn backup(schema: u32, services: &str, sealed: &str) -> String {
    format!(
        r#"{{"services": {services}, "groups": [{{"id": "a", "name": "Home"}}, {{"id": "b", "name": "Work"}}],
            "schemaVersion": {schema}, "appVersionCode": 5000012, "servicesEncrypted": {sealed}}}"#
    )
}

fn sealed(password: &str) -> String {
    let (salt, nonce) = ([5; 256], [6; 12]);
    let key = pbkdf2::pbkdf2_hmac_array::<sha2::Sha256, 32>(password.as_bytes(), &salt, 10_000);
    let sealed = Aes256Gcm::new(&key.into()).encrypt(&Nonce::from(nonce), SERVICES.as_bytes()).unwrap();
    let parts = [BASE64.encode(&sealed), BASE64.encode(&salt), BASE64.encode(&nonce)].join(":");
    backup(4, "[]", &format!("\"{parts}\""))
}

#[test]
fn plain_backups_of_every_schema_are_read() {
    for schema in 1..=4 {
        for none in ["null", "\"\""] {
            assert_eq!(plain(FORMAT, backup(schema, SERVICES, none).as_bytes()), all(&READ));
        }
    }
    assert_eq!(plain(FORMAT, br#"{"schemaVersion": 1, "services": []}"#), Ok(Vec::new()));
    assert_cut_is_refused(FORMAT, backup(4, SERVICES, "null").as_bytes());
}

#[test]
fn encrypted_backups_are_opened() {
    let file = sealed("pässword");
    assert_eq!(opened(FORMAT, file.as_bytes(), "pässword"), all(&READ));
    let start = file.find("servicesEncrypted").unwrap() + 21;
    assert_sealed(FORMAT, file.as_bytes(), "pässword", &[start + 3, start + 200, file.len() - 20]);
    for damaged in ["\"QUJD\"", "\"QUJD:QUJD\"", "\"QUJD:QUJD:QUJD:QUJD\"", "\"!:QUJD:QUJD\"", "7"] {
        assert_eq!(plain(FORMAT, backup(4, "[]", damaged).as_bytes()), Err(Refusal::FileDamaged), "{damaged}");
    }
}

#[test]
fn a_refused_service_hides_no_other() {
    let otp = |fields: &str| format!(r#"{{"name": "a", "secret": "NBSWY3DP", "otp": {{{fields}}}}}"#);
    let refusals = [
        (otp(r#""tokenType": "MOTP""#), Refusal::UnsupportedType("MOTP".into())),
        (otp(r#""algorithm": "MD5""#), Refusal::UnsupportedAlgorithm("MD5".into())),
        (otp(r#""digits": 3"#), Refusal::Digits),
        (otp(r#""digits": 4294967302"#), Refusal::Digits),
        (otp(r#""period": 0"#), Refusal::Period),
        (otp(r#""counter": -1, "tokenType": "HOTP""#), Refusal::FileDamaged),
        (otp(r#""digits": 6, "tokenType": "STEAM""#), Refusal::SteamParameters),
        (r#"{"name": "a", "secret": "SECRET1"}"#.into(), InvalidSecret::NotBase32(Looks::Mistyped).into()),
        (r#"{"name": "a", "secret": ""}"#.into(), InvalidSecret::Empty.into()),
        (r#"{"name": "a"}"#.into(), Refusal::FileDamaged),
        ("7".into(), Refusal::FileDamaged),
    ];
    let services: Vec<_> = refusals.iter().map(|(service, _)| service.clone()).chain([otp("")]).collect();
    let read = plain(FORMAT, backup(4, &format!("[{}]", services.join(",")), "null").as_bytes()).unwrap();
    let (good, refused) = read.split_last().unwrap();
    assert_eq!(*good, Ok("totp a: NBSWY3DP SHA1 6 30".to_owned()));
    assert_eq!(refused, refusals.map(|(_, why)| Err(why)));
}

#[test]
fn newer_and_damaged_backups_are_refused_by_name() {
    assert_eq!(plain(FORMAT, br#"{"schemaVersion": 5, "services": {}}"#), Err(Refusal::NewerVersion));
    for damaged in [
        r#"{"schemaVersion": "4", "services": []}"#,
        r#"{"schemaVersion": 4, "services": {}}"#,
        r#"{"schemaVersion": 4, "servicesEncrypted": null}"#,
        r#"{"schemaVersion": 4, "services": [], "groups": [{}]}"#,
    ] {
        assert_eq!(plain(FORMAT, damaged.as_bytes()), Err(Refusal::FileDamaged), "{damaged}");
    }
}
