//! FreeOTP 1's and FreeOTP+'s tokens, and FreeOTP 2's backup.

use aes_gcm::aead::{Aead, KeyInit, Payload};
use aes_gcm::{Aes256Gcm, Nonce};
use serde_json::{Value, json};
use watchword_exchange::{Format, Refusal};

use crate::reading::{all, assert_cut_is_refused, assert_sealed, opened, plain};

/// `NBSWY3DP`, with a byte that is negative in Java put after it.
const SECRET: &str = "[104,101,108,108,111,-128]";

fn tokens() -> Vec<String> {
    [
        r#""algo":"SHA256","counter":0,"digits":8,"issuerExt":"Example","issuerInt":"Else","label":"jane",
           "period":60,"type":"TOTP""#,
        r#""algo":null,"counter":41,"digits":6,"issuerExt":"","issuerInt":"Counter","label":"joe",
           "period":30,"type":"HOTP""#,
        r#""algo":"SHA1","counter":-1,"digits":6,"issuerExt":"New","label":"joe","period":30,"type":"HOTP""#,
        r#""issuerExt":"Steam","issuerInt":"Steam","label":"ada","digits":5,"period":30,"type":"TOTP""#,
        r#""issuerExt":"Old","issuerAlt":"Renamed","label":"old","labelAlt":"new","category":"Work","type":"TOTP""#,
    ]
    .map(|fields| format!(r#"{{{fields},"secret":{SECRET}}}"#))
    .to_vec()
}

const READ: [&str; 5] = [
    "totp Example:jane NBSWY3DPQA SHA256 8 60",
    "hotp Counter:joe NBSWY3DPQA SHA1 6 41",
    "hotp New:joe NBSWY3DPQA SHA1 6 0",
    "steam Steam:ada NBSWY3DPQA SHA1 5 30",
    "totp Renamed:new NBSWY3DPQA SHA1 6 30 [Work]",
];

fn preferences(strings: &[(String, String)]) -> String {
    let escape = |text: &str| text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;");
    let strings =
        strings.iter().map(|(name, text)| format!("<string name=\"{}\">{}</string>\n", escape(name), escape(text)));
    format!("<?xml version='1.0' encoding='utf-8' standalone='yes' ?>\n<map>\n{}</map>\n", strings.collect::<String>())
}

fn numbered(tokens: Vec<String>) -> Vec<(String, String)> {
    (0..).zip(tokens).map(|(number, token)| (format!("Ex&mple:{number}"), token)).collect()
}

#[test]
fn preferences_and_json_are_read_with_the_next_codes_counter() {
    let mut strings = numbered(tokens());
    strings.insert(2, ("tokenOrder".into(), r#"["Example:0"]"#.into()));
    assert_eq!(plain(Format::FreeOtp, preferences(&strings).as_bytes()), all(&READ));
    let json = format!(r#"{{"tokenOrder": [], "tokens": [{}]}}"#, tokens().join(","));
    assert_eq!(plain(Format::FreeOtpPlus, json.as_bytes()), all(&READ));
    assert_cut_is_refused(Format::FreeOtp, preferences(&strings).trim_end().as_bytes());
    assert_cut_is_refused(Format::FreeOtpPlus, json.as_bytes());
}

#[test]
fn a_refused_token_hides_no_other() {
    let token = |fields: &str| format!(r#"{{"issuerExt": "a", {fields}}}"#);
    let secret = format!(r#""secret": {SECRET}"#);
    let refusals = [
        (token(&format!(r#""type": "HOTP", "counter": -2, {secret}"#)), Refusal::Counter),
        (token(&format!(r#""type": "TOTP", "algo": "MD5", {secret}"#)), Refusal::UnsupportedAlgorithm("MD5".into())),
        (token(&format!(r#""type": "MOTP", {secret}"#)), Refusal::UnsupportedType("MOTP".into())),
        (token(r#""type": "TOTP", "secret": [256]"#), Refusal::FileDamaged),
        (token(r#""type": "TOTP", "secret": [-129]"#), Refusal::FileDamaged),
        (token(r#""type": "TOTP", "secret": "NBSWY3DP""#), Refusal::FileDamaged),
        (token(r#""type": "TOTP", "secret": []"#), watchword_otp::InvalidSecret::Empty.into()),
        ("otpauth://totp/a?secret=NBSWY3DP".into(), Refusal::FileDamaged),
    ];
    let strings = numbered(refusals.iter().map(|(token, _)| token.clone()).chain(tokens()).collect());
    let read = plain(Format::FreeOtp, preferences(&strings).as_bytes()).unwrap();
    let (refused, good) = read.split_at(refusals.len());
    assert_eq!(refused, refusals.map(|(_, why)| Err(why)));
    assert_eq!(good, all(&READ).unwrap());
}

#[test]
fn preferences_with_a_document_type_are_not_read() {
    let file = preferences(&numbered(tokens())).replace("<map>", "<!DOCTYPE map [<!ENTITY a 'b'>]><map>");
    assert_eq!(Format::detect(file.as_bytes()), None);
    assert_eq!(Format::FreeOtp.read(file.as_bytes()).unwrap_err(), Refusal::FileDamaged);
}

/// Java's modified UTF-8: each UTF-16 code unit by itself.
fn java_string(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    for unit in text.encode_utf16() {
        match unit {
            0x01..=0x7f => bytes.push(unit as u8),
            0 | 0x80..=0x7ff => bytes.extend([0xc0 | (unit >> 6) as u8, 0x80 | (unit & 0x3f) as u8]),
            _ => bytes.extend([0xe0 | (unit >> 12) as u8, 0x80 | (unit >> 6 & 0x3f) as u8, 0x80 | (unit & 0x3f) as u8]),
        }
    }
    let length = u16::try_from(bytes.len()).unwrap().to_be_bytes();
    [&[0x74], length.as_slice(), &bytes].concat()
}

fn java_map(has_threshold: bool, strings: &[(String, String)]) -> Vec<u8> {
    let mut bytes = b"\xac\xed\0\x05sr\0\x11java.util.HashMap\x05\x07\xda\xc1\xc3\x16\x60\xd1\x03".to_vec();
    match has_threshold {
        true => bytes.extend(b"\0\x02F\0\nloadFactorI\0\tthresholdxp?@\0\0\0\0\0\x0c"),
        false => bytes.extend(b"\0\x01F\0\nloadFactorxp?@\0\0"),
    }
    bytes.extend(b"w\x08\0\0\0\x10");
    bytes.extend(u32::try_from(strings.len()).unwrap().to_be_bytes());
    for (name, text) in strings {
        bytes.extend([java_string(name), java_string(text)].concat());
    }
    bytes.push(b'x');
    bytes
}

fn signed(bytes: &[u8]) -> Vec<i8> {
    bytes.iter().map(|byte| *byte as i8).collect()
}

fn encrypted_key(key: &[u8; 32], token: &str, plain: &[u8], is_old: bool) -> Value {
    let nonce = [0xf1; 12];
    let payload = Payload { msg: plain, aad: token.as_bytes() };
    let sealed = Aes256Gcm::new(key.into()).encrypt(&Nonce::from(nonce), payload).unwrap();
    let octets = [[4, 12].as_slice(), &nonce].concat();
    let parameters = if is_old { octets } else { [[48, 17].as_slice(), &octets, &[2, 1, 16]].concat() };
    json!({"mCipher": "AES/GCM/NoPadding", "mCipherText": signed(&sealed), "mParameters": signed(&parameters),
        "mToken": token})
}

fn backup(password: &str, prf: &str, is_old: bool) -> Vec<u8> {
    let (salt, master) = ([0x9a; 32], [0xee; 32]);
    let key = match prf {
        "PBKDF2withHmacSHA1" => pbkdf2::pbkdf2_hmac_array::<sha1::Sha1, 32>(password.as_bytes(), &salt, 1_000),
        _ => pbkdf2::pbkdf2_hmac_array::<sha2::Sha512, 32>(password.as_bytes(), &salt, 1_000),
    };
    let master_key = json!({"mAlgorithm": prf, "mIterations": 1_000, "mSalt": signed(&salt),
        "mEncryptedKey": encrypted_key(&key, "AES", &master, is_old)});
    let secret =
        |bytes: &[u8]| json!({"key": encrypted_key(&master, "HmacSHA1", bytes, is_old).to_string()}).to_string();
    let strings = [
        ("b-token", r#"{"issuerExt":"Ex\u00e4mple 🔑","label":"jane","type":"TOTP"}"#.to_owned()),
        ("a", secret(b"hello")),
        ("masterKey", master_key.to_string()),
        ("b", secret(b"hello")),
        (
            "a-token",
            r#"{"algo":"SHA512","counter":7,"digits":8,"issuerExt":"Counter","label":"joe","type":"HOTP"}"#.into(),
        ),
        ("c-token", r#"{"issuerExt":"No secret","label":"joe","type":"TOTP"}"#.into()),
        ("d", secret(b"hello")),
        ("e", secret(b"hello").replace("HmacSHA1", "HmacSHA2")),
        ("e-token", r#"{"issuerExt":"Changed","label":"joe","type":"TOTP"}"#.into()),
    ];
    java_map(!is_old, &strings.map(|(name, text)| (name.to_owned(), text)))
}

#[test]
fn encrypted_backups_are_opened() {
    let expected = Ok(vec![
        Ok("hotp Counter:joe NBSWY3DP SHA512 8 7".to_owned()),
        Ok("totp Exämple 🔑:jane NBSWY3DP SHA1 6 30".to_owned()),
        Err(Refusal::FileDamaged),
        Err(Refusal::FileDamaged),
        Err(Refusal::FileDamaged),
    ]);
    for (prf, is_old) in [("PBKDF2withHmacSHA1", true), ("PBKDF2withHmacSHA512", false)] {
        let file = backup("pässword", prf, is_old);
        assert_eq!(opened(Format::FreeOtp, &file, "pässword"), expected);
        // The first byte of the sealed master key; the whole file is one map, and cut short none.
        let sealed = file.windows(12).position(|bytes| bytes == b"\"mEncryptedK").unwrap() + 70;
        assert_sealed(Format::FreeOtp, &file, "pässword", &[4, sealed]);
        assert_cut_is_refused(Format::FreeOtp, &file);
    }
}

#[test]
fn maps_with_other_contents_are_refused() {
    let good = backup("a", "PBKDF2withHmacSHA1", true);
    let at = good.windows(2).position(|bytes| bytes == b"w\x08").unwrap();
    let replace = |offset: usize, with: &[u8]| {
        let mut file = good.clone();
        file[at + offset..at + offset + with.len()].copy_from_slice(with);
        plain(Format::FreeOtp, &file)
    };
    assert_eq!(replace(6, &[0, 0, 0, 0xff]), Err(Refusal::FileDamaged), "more entries than there are");
    assert_eq!(replace(6, &[0xff; 4]), Err(Refusal::TooMany));
    assert_eq!(replace(10, b"s"), Err(Refusal::FileDamaged), "an object");
    assert_eq!(replace(10, b"q"), Err(Refusal::FileDamaged), "a reference");
    assert_eq!(replace(10, b"\x7c"), Err(Refusal::FileDamaged), "a string of that length");
    assert_eq!(replace(13, b"\xff"), Err(Refusal::FileDamaged), "not modified UTF-8");
    let empty = java_map(true, &[]);
    assert_eq!(opened(Format::FreeOtp, &empty, "a"), Err(Refusal::FileDamaged), "no master key");
}
