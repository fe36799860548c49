//! TOTP Authenticator's backup and preferences.

use aes::cipher::{BlockModeEncrypt, KeyIvInit, block_padding::Pkcs7};
use data_encoding::BASE64;
use serde_json::json;
use sha2::{Digest, Sha256};
use watchword_exchange::{Format, Refusal};
use watchword_otp::{InvalidSecret, Looks};

use crate::reading::{Lines, all, assert_sealed, opened, plain};

const FORMAT: Format = Format::TotpAuthenticator;

const LIST: &str = r#"[
    {"base": 16, "key": "68656C6C6F", "issuer": "Example", "name": "jane", "digits": "8", "period": "60", "source": 0},
    {"base": 32, "key": "NBSWY3DP", "issuer": "Unknown", "name": "joe", "digits": "", "period": ""},
    {"base": 64, "key": "aGVsbG8=", "issuer": "Steam", "name": "ada", "digits": "5", "period": "30"}
]"#;

const READ: [&str; 3] =
    ["totp Example:jane NBSWY3DP SHA1 8 60", "totp :joe NBSWY3DP SHA1 6 30", "steam Steam:ada NBSWY3DP SHA1 5 30"];

fn backup(list: &str, password: &str) -> String {
    let key: [u8; 32] = Sha256::digest(password.as_bytes()).into();
    let text = json!({ list: "1608293023" }).to_string();
    let cipher = cbc::Encryptor::<aes::Aes256>::new(&key.into(), &[0; 16].into());
    BASE64.encode(&cipher.encrypt_padded_vec::<Pkcs7>(text.as_bytes()))
}

fn preferences(list: &str) -> String {
    let list = list.replace('"', "&quot;");
    format!("<map>\n<int name='n' value='1' />\n<string name='STATIC_TOTP_CODES_LIST'>{list}</string>\n</map>\n")
}

#[test]
fn backups_are_opened_with_the_users_password_or_the_apps_own() {
    let file = backup(LIST, "pässword");
    assert_eq!(opened(FORMAT, file.as_bytes(), "pässword"), all(&READ));
    let lines = file.as_bytes().chunks(76).map(|line| [line, b"\r\n"].concat()).collect::<Vec<_>>().concat();
    assert_eq!(opened(FORMAT, &lines, "pässword"), all(&READ));
    assert_sealed(FORMAT, file.as_bytes(), "pässword", &[5, 100, file.len() - 8]);
    assert_eq!(plain(FORMAT, backup(LIST, "TotpAuthenticator").as_bytes()), all(&READ));
}

#[test]
fn preferences_are_read() {
    assert_eq!(plain(FORMAT, preferences(LIST).as_bytes()), all(&READ));
    assert_eq!(plain(FORMAT, preferences("[]").as_bytes()), Ok(Vec::new()));
    assert_eq!(plain(FORMAT, preferences("{}").as_bytes()), Err(Refusal::FileDamaged));
}

#[test]
fn other_base64_is_no_backup() {
    let bytes: Vec<u8> = (0..=255).collect();
    for text in [
        BASE64.encode(&bytes[..80]),
        BASE64.encode(&bytes[..97]),
        "GEZDGNBVGY3TQOJQ".repeat(16),
        "00112233445566778899aabbccddeeff".repeat(8),
        "Password ".repeat(64),
    ] {
        assert_eq!(Format::detect(text.as_bytes()), None, "{text}");
    }
}

#[test]
fn a_refused_account_hides_no_other() {
    let account = |base: u32, key: &str, fields: &str| format!(r#"{{"base": {base}, "key": "{key}"{fields}}}"#);
    let not_text = || Refusal::Secret(InvalidSecret::NotBase32(Looks::Otherwise));
    let refusals = [
        (account(16, "NBSW", ""), not_text()),
        (account(64, "NBS!", ""), not_text()),
        (account(10, "1234", ""), Refusal::FileDamaged),
        (account(16, "", ""), InvalidSecret::Empty.into()),
        (account(16, "68", r#", "digits": "x""#), Refusal::Digits),
        (account(16, "68", r#", "period": "0""#), Refusal::Period),
        (account(16, "68", r#", "digits": 6"#), Refusal::FileDamaged),
    ];
    let good = account(16, "68656c6c6f", "");
    let accounts: Vec<_> = refusals.iter().map(|(json, _)| json.clone()).chain([good]).collect();
    let good = Ok("totp : NBSWY3DP SHA1 6 30".to_owned());
    let expected: Lines = refusals.map(|(_, why)| Err(why)).into_iter().chain([good]).collect();
    assert_eq!(plain(FORMAT, preferences(&format!("[{}]", accounts.join(","))).as_bytes()), Ok(expected));
}
