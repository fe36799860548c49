//! Stratum's backups and pages.

use aes::cipher::{BlockModeEncrypt, KeyIvInit, block_padding::Pkcs7};
use aes_gcm::aead::{Aead, KeyInit};
use aes_gcm::{Aes256Gcm, Nonce};
use argon2::{Algorithm, Argon2, Params, Version};
use watchword_exchange::{Format, Refusal};

use crate::reading::{all, assert_cut_is_refused, assert_sealed, opened, plain};

const FORMAT: Format = Format::Stratum;

const BACKUP: &str = r#"{"Authenticators": [
    {"Type": 2, "Icon": null, "Issuer": "Example", "Username": "jane", "Secret": "NBSWY3DP", "Pin": null,
     "Algorithm": 1, "Digits": 8, "Period": 60, "Counter": 0, "CopyCount": 0, "Ranking": 0},
    {"Type": 1, "Issuer": "Counter", "Username": null, "Secret": "MFRGG", "Algorithm": 2, "Digits": 7, "Period": 30,
     "Counter": 9},
    {"Type": 4, "Issuer": "Game", "Username": "ada", "Secret": "MFRGG", "Algorithm": 0, "Digits": 5, "Period": 30},
    {"Type": 2, "Issuer": "Steam", "Username": "ada", "Secret": "MFRGG", "Algorithm": 0, "Digits": 5, "Period": 30},
    {"Type": 2, "Issuer": "Bare", "Secret": "MFRGG"}
  ],
  "Categories": [{"Id": "1", "Name": "Work", "Ranking": 0}, {"Id": "2", "Name": "Home"}],
  "AuthenticatorCategories": [{"CategoryId": "2", "AuthenticatorSecret": "NBSWY3DP", "Ranking": 0},
    {"CategoryId": "1", "AuthenticatorSecret": "NBSWY3DP"}, {"CategoryId": "3", "AuthenticatorSecret": "NBSWY3DP"}],
  "CustomIcons": []}"#;

const READ: [&str; 5] = [
    "totp Example:jane NBSWY3DP SHA256 8 60 [Home] [Work]",
    "hotp Counter: MFRGG SHA512 7 9",
    "steam Game:ada MFRGG SHA1 5 30",
    "steam Steam:ada MFRGG SHA1 5 30",
    "totp Bare: MFRGG SHA1 6 30",
];

fn new(password: &str) -> Vec<u8> {
    let (salt, nonce) = ([7; 16], [8; 12]);
    let mut key = [0; 32];
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(65536, 3, 4, None).unwrap());
    argon2.hash_password_into(password.as_bytes(), &salt, &mut key).unwrap();
    let sealed = Aes256Gcm::new(&key.into()).encrypt(&Nonce::from(nonce), BACKUP.as_bytes()).unwrap();
    [b"AUTHENTICATORPRO".as_slice(), &salt, &nonce, &sealed].concat()
}

fn old(password: &str) -> Vec<u8> {
    let (salt, iv) = ([7; 20], [8; 16]);
    let key = pbkdf2::pbkdf2_hmac_array::<sha1::Sha1, 32>(password.as_bytes(), &salt, 64_000);
    let cipher = cbc::Encryptor::<aes::Aes256>::new(&key.into(), &iv.into());
    [b"AuthenticatorPro".as_slice(), &salt, &iv, &cipher.encrypt_padded_vec::<Pkcs7>(BACKUP.as_bytes())].concat()
}

#[test]
fn plain_backups_are_read() {
    assert_eq!(plain(FORMAT, BACKUP.as_bytes()), all(&READ));
    let alone = r#"{"Authenticators": [{"Type": 2, "Secret": "MFRGG"}]}"#;
    assert_eq!(plain(FORMAT, alone.as_bytes()), all(&["totp : MFRGG SHA1 6 30"]));
    assert_cut_is_refused(FORMAT, BACKUP.as_bytes());
}

#[test]
fn encrypted_backups_are_opened_old_and_new() {
    for (file, places) in [(new("pässword"), [16, 33, 50, 200]), (old("pässword"), [16, 36, 60, 200])] {
        assert_eq!(opened(FORMAT, &file, "pässword"), all(&READ));
        assert_sealed(FORMAT, &file, "pässword", &places);
        assert_eq!(plain(FORMAT, &file[..40]), Err(Refusal::FileDamaged));
    }
}

#[test]
fn pages_are_read_from_their_links() {
    let row = |uri: &str| format!("<tr><td>A &amp; B</td><td>jane</td><td><code>{uri}</code></td><td></td></tr>");
    let uris = [
        "otpauth://totp/A%20%26%20B:jane?secret=NBSWY3DP&issuer=A%20%26%20B&algorithm=SHA256&digits=8&period=60",
        "otpauth://hotp/Example:joe?secret=NBSWY3DP&amp;issuer=Example&amp;counter=9",
        "otpauth://totp/Game:ada?secret=NBSWY3DP&steam",
        "motp://Example:jane?secret=0123",
    ];
    let page = format!("<!DOCTYPE html>\n<table>{}</table></html>", uris.map(row).concat());
    let mut expected = all(&[
        "totp A & B:jane NBSWY3DP SHA256 8 60",
        "hotp Example:joe NBSWY3DP SHA1 6 9",
        "steam Game:ada NBSWY3DP SHA1 5 30",
    ])
    .unwrap();
    expected.push(Err(Refusal::UnsupportedType("motp".into())));
    assert_eq!(plain(FORMAT, page.as_bytes()), Ok(expected));
    // A secret that was cut short would make wrong codes.
    let cut = page.split_once("DP&issuer=A").unwrap().0;
    assert_eq!(plain(FORMAT, cut.as_bytes()), Ok(vec![Err(Refusal::FileDamaged)]));
}

#[test]
fn a_refused_account_hides_no_other() {
    let account = |fields: &str| format!(r#"{{"Issuer": "a", "Secret": "MFRGG", {fields}}}"#);
    let refusals = [
        (account(r#""Type": 3"#), Refusal::UnsupportedType("mOTP".into())),
        (account(r#""Type": 5"#), Refusal::UnsupportedType("Yandex".into())),
        (account(r#""Type": 6"#), Refusal::UnsupportedType("6".into())),
        (account(r#""Type": 2, "Algorithm": 3"#), Refusal::UnsupportedAlgorithm("3".into())),
        (account(r#""Type": 2, "Digits": 0"#), Refusal::Digits),
        (account(r#""Type": 2, "Period": 0"#), Refusal::Period),
        (account(r#""Type": 4, "Period": 60"#), Refusal::SteamParameters),
        (r#"{"Type": 2}"#.into(), Refusal::FileDamaged),
    ];
    let accounts: Vec<_> =
        refusals.iter().map(|(account, _)| account.clone()).chain([account(r#""Type": 2"#)]).collect();
    let read = plain(FORMAT, format!(r#"{{"Authenticators": [{}]}}"#, accounts.join(",")).as_bytes()).unwrap();
    let (good, refused) = read.split_last().unwrap();
    assert_eq!(*good, Ok("totp a: MFRGG SHA1 6 30".to_owned()));
    assert_eq!(refused, refusals.map(|(_, why)| Err(why)));
}
