//! Authy's preferences, a script's JSON, and the table of a data request.

use aes::cipher::{BlockModeEncrypt, KeyIvInit, block_padding::Pkcs7};
use data_encoding::BASE64;
use watchword_exchange::{Format, Refusal};
use watchword_otp::{InvalidSecret, Looks};

use crate::reading::{all, assert_cut_is_refused, opened, plain};

const FORMAT: Format = Format::Authy;

fn preferences(name: &str, list: &str) -> String {
    let list = list.replace('"', "&quot;").replace('=', "\\u003d");
    format!(
        "<?xml version='1.0' encoding='utf-8' standalone='yes' ?>\n<map>\n\
         <int name=\"key_version\" value=\"121\" />\n\
         <string name=\"com.authy.storage.tokens.{name}.key\">{list}</string>\n</map>"
    )
}

fn seal(secret: &str, password: &str, salt: &str, iv: [u8; 16], iterations: u32) -> String {
    let key = pbkdf2::pbkdf2_hmac_array::<sha1::Sha1, 32>(password.as_bytes(), salt.as_bytes(), iterations);
    let cipher = cbc::Encryptor::<aes::Aes256>::new(&key.into(), &iv.into());
    BASE64.encode(&cipher.encrypt_padded_vec::<Pkcs7>(secret.as_bytes()))
}

fn sealed(secret: &str, password: &str, salt: &str) -> String {
    let sealed = seal(secret, password, salt, [0; 16], 1_000);
    format!(r#""encryptedSecret": "{sealed}", "salt": "{salt}""#)
}

#[test]
fn plain_preferences_are_read() {
    let list = r#"[
        {"accountType": "authenticator", "decryptedSecret": "NBSWY3DP", "digits": 8, "originalIssuer": "Example",
         "originalName": "Example:jane", "name": "Example: Jane's", "hidden": false},
        {"decryptedSecret": "nbsw y3dp==", "encryptedSecret": "AAAA", "salt": "a", "digits": 6,
         "originalName": "Else:joe", "name": "at work"},
        {"decryptedSecret": "NBSWY3DP", "originalIssuer": "", "originalName": "joe", "name": ""}]"#;
    let read = [
        "totp Example:Jane's NBSWY3DP SHA1 8 30",
        "totp Else:at work NBSWY3DP SHA1 6 30",
        "totp :joe NBSWY3DP SHA1 6 30",
    ];
    let file = preferences("authenticator", list);
    assert_eq!(plain(FORMAT, file.as_bytes()), all(&read));
    assert_cut_is_refused(FORMAT, file.as_bytes());
    let own =
        r#"[{"name": "Own", "secretSeed": "68656c6c6f", "digits": 7}, {"name": "Own", "secretSeed": "68656C6C6F"}]"#;
    let read = ["totp :Own NBSWY3DP SHA1 7 10"; 2];
    assert_eq!(plain(FORMAT, preferences("authy", own).as_bytes()), all(&read));
}

#[test]
fn encrypted_preferences_are_opened() {
    let token = |fields: &str| format!(r#"{{"digits": 7, "originalName": "Example:jane", {fields}}}"#);
    let list = [
        token(&sealed("NBSWY3DP", "pässword", "salt of its own")),
        token(r#""decryptedSecret": "NBSWY3DP""#),
        token(&sealed("NBSWY3DP", "an older password", "another")),
        token(&sealed("NBSW0189", "pässword", "c")),
        token(r#""encryptedSecret": "AAAA""#),
        token(r#""encryptedSecret": "!", "salt": "d""#),
    ];
    let file = preferences("authenticator", &format!("[{}]", list.join(",")));
    let line = || Ok("totp Example:jane NBSWY3DP SHA1 7 30".to_owned());
    let not_base32 = Err(InvalidSecret::NotBase32(Looks::Mistyped).into());
    let damaged = || Err(Refusal::FileDamaged);
    let read = opened(FORMAT, file.as_bytes(), "pässword").unwrap();
    assert_eq!(read, [line(), line(), Err(Refusal::WrongPassword), not_base32, damaged(), damaged()]);

    let alone = preferences("authenticator", &format!("[{},{}]", list[0], list[1]));
    assert_eq!(opened(FORMAT, alone.as_bytes(), "pässword"), Ok(vec![line(), line()]));
    for password in ["not it", "", "passwort"] {
        assert_eq!(opened(FORMAT, alone.as_bytes(), password), Err(Refusal::WrongPassword));
    }
    let at = alone.find("encryptedSecret").unwrap() + 30;
    let changed = [&alone[..at], if &alone[at..=at] == "A" { "B" } else { "A" }, &alone[at + 1..]].concat();
    assert_eq!(opened(FORMAT, changed.as_bytes(), "pässword").unwrap_err(), Refusal::WrongPassword);
}

#[test]
fn a_scripts_json_is_read_from_its_uris() {
    let file = br#"[
        {"name": "Example: jane", "secret": "NBSWY3DP",
         "uri": "otpauth://totp/Example%3A%20jane?secret=NBSWY3DP&digits=6&period=30"},
        {"name": "Own", "secret": "NBSWY3DP", "uri": "otpauth://totp/Own?secret=NBSWY3DP&digits=7&period=10"},
        {"name": "none", "secret": "NBSWY3DP"}]"#;
    let mut read = all(&["totp Example:jane NBSWY3DP SHA1 6 30", "totp :Own NBSWY3DP SHA1 7 10"]).unwrap();
    read.push(Err(Refusal::FileDamaged));
    assert_eq!(plain(FORMAT, file), Ok(read));
    assert_cut_is_refused(FORMAT, file);
}

#[test]
fn tables_are_read_and_failed_rows_named() {
    let table = "\r\n--- Authy GDPR Export Decryptor v1.0 ---\r\n\
        STATUS   | ACCOUNT            | TOTP SECRET\r\n---------------------\r\n\
        [ OK ]   | Example:jane       | NBSWY3DP\r\n\
        [ OK ]   | a | b              | NBSWY3DP\r\n\
        [FAIL]   | Broken:joe         | -\r\n\
        [FAIL]   | Broken:ada         | NBSWY3DP\r\n\
        [ OK ]   | Odd                | 68656c6c6f1234567890\r\n\
        ---------------------\r\nDecrypted: 3 / 5\r\n";
    let read = plain(FORMAT, table.as_bytes()).unwrap();
    assert_eq!(read[..2], all(&["totp Example:jane NBSWY3DP SHA1 6 30", "totp :a | b NBSWY3DP SHA1 6 30"]).unwrap());
    assert_eq!(read[2..4], [Err(InvalidSecret::Empty.into()), Err(InvalidSecret::Empty.into())]);
    assert_eq!(read[4], Err(InvalidSecret::NotBase32(Looks::Hexadecimal).into()));
    assert_eq!(read.len(), 5);
}

#[test]
fn the_csv_of_a_data_request_is_opened() {
    let seed = |secret: &str, password: &str| seal(secret, password, "salt", [0xab; 16], 100_000);
    let iv = "AB".repeat(16);
    let rows = [
        format!("\"Example:jane, at work\",{},salt,{iv},8", seed("NBSWY3DP", "pässword")),
        format!("older,{},salt,{iv},", seed("NBSWY3DP", "another")),
        format!("no iv,{},salt", seed("NBSWY3DP", "pässword")),
        format!("hex,{},salt,{iv},6", seed("68656c6c6f1234567890", "pässword")),
    ];
    let file = format!("Name,encrypted_seed,salt,IV,digits\r\n{}\r\n", rows.join("\r\n"));
    let expected = vec![
        Ok("totp Example:jane, at work NBSWY3DP SHA1 8 30".to_owned()),
        Err(Refusal::WrongPassword),
        Err(Refusal::FileDamaged),
        Err(InvalidSecret::NotBase32(Looks::Hexadecimal).into()),
    ];
    assert_eq!(opened(FORMAT, file.as_bytes(), "pässword"), Ok(expected));
    assert_eq!(opened(FORMAT, file.as_bytes(), "not it"), Err(Refusal::WrongPassword));
    let semicolons = format!("name;encrypted_seed;salt;iv\njoe;{};salt;{iv}", seed("NBSWY3DP", "a"));
    assert_eq!(opened(FORMAT, semicolons.as_bytes(), "a"), all(&["totp :joe NBSWY3DP SHA1 6 30"]));
    let many = format!("name,encrypted_seed,salt,iv\n{}", "a,AAAA,b,00\n".repeat(501));
    assert_eq!(plain(FORMAT, many.as_bytes()), Err(Refusal::TooCostly));
}

#[test]
fn damaged_preferences_are_refused_by_name() {
    for list in ["", "{}", "[{]", "7"] {
        assert_eq!(plain(FORMAT, preferences("authenticator", list).as_bytes()), Err(Refusal::FileDamaged), "{list}");
    }
    let read = plain(FORMAT, preferences("authenticator", r#"[7, {"name": "a"}]"#).as_bytes());
    assert_eq!(read, Ok(vec![Err(Refusal::FileDamaged), Err(Refusal::FileDamaged)]));
}
