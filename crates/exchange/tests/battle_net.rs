//! The preferences of Battle.net's app.

use data_encoding::{BASE32_NOPAD, HEXLOWER};
use watchword_exchange::{Format, Lock, Refusal};

use crate::reading::{damage, uris};

const SECRET: [u8; 20] = *b"twenty secret bytes!";

/// Masks a text by the first bytes of the app's key, which suffice for a secret.
fn mask(text: &str) -> String {
    let key = "398e27fc50276a656065b0e525f4c06c04c61075286b8e7aeda59da9813b5dd6c80d2fb38068773f";
    let key = HEXLOWER.decode(key.as_bytes()).unwrap();
    HEXLOWER.encode(&text.bytes().zip(key).map(|(byte, key)| byte ^ key).collect::<Vec<_>>())
}

fn preferences(secret: &str, serial: &str, encryption: &str) -> String {
    format!(
        "<?xml version='1.0' encoding='utf-8' standalone='yes' ?>\n<map>\n\
         <string name=\"com.blizzard.messenger.AUTHENTICATOR_CREDENTIALS_ENCRYPTION_TYPE\">{encryption}</string>\n\
         <boolean name=\"com.blizzard.messenger.AUTHENTICATOR_SETUP_POSTPONE_LOGIN\" value=\"false\" />\n\
         <string name=\"com.blizzard.messenger.AUTHENTICATOR_DEVICE_SECRET\">{secret}</string>\n\
         <string name=\"com.blizzard.messenger.AUTHENTICATOR_SERIAL\">{serial}</string>\n</map>\n"
    )
}

#[test]
fn the_masked_secret_is_read() {
    let secret = mask(&HEXLOWER.encode(&SECRET));
    let file = preferences(&secret, &mask("EU-1234-5678-9012"), "MASK");
    let (file, base32) = (file.as_bytes(), BASE32_NOPAD.encode(&SECRET));
    let names = "issuer=Battle.net&algorithm=SHA1&digits=8&period=30";
    let uri = format!("otpauth://totp/Battle.net:EU-1234-5678-9012?secret={base32}&{names}");
    assert_eq!(uris(Format::BattleNet, file, ""), Ok(vec![uri]));
    damage(Format::BattleNet, file, "");
}

#[test]
fn what_is_not_masked_is_refused() {
    let read = |secret: &str, encryption| uris(Format::BattleNet, preferences(secret, "", encryption).as_bytes(), "");
    let secret = mask(&HEXLOWER.encode(&SECRET));
    assert_eq!(read(&secret, "KEYSTORE"), Err(Refusal::Locked(Lock::Device)));
    for damaged in ["xx", "00", &"00".repeat(58), &secret[2..]] {
        assert_eq!(read(damaged, "MASK"), Ok(vec!["FileDamaged".to_owned()]), "{damaged}");
    }
    assert_eq!(read("", "MASK"), Ok(vec!["Secret(Empty)".to_owned()]));
    let cut = &preferences(&secret, "", "MASK")[..400];
    assert_eq!(uris(Format::BattleNet, cut.as_bytes(), ""), Err(Refusal::FileDamaged));
}
