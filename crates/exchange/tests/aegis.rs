//! Aegis' vault files.

use aes_gcm::aead::{Aead, KeyInit};
use aes_gcm::{Aes256Gcm, Nonce};
use data_encoding::{BASE64, HEXLOWER};
use serde_json::{Value, json};
use watchword_exchange::{Format, Lock, Refusal};

use crate::reading::{all, assert_cut_is_refused, assert_sealed, opened, plain};

const FORMAT: Format = Format::Aegis;

fn entry(kind: &str, fields: &[(&str, Value)]) -> Value {
    let mut info = json!({"secret": "NBSWY3DP", "algo": "SHA1", "digits": 6});
    info[if kind == "hotp" { "counter" } else { "period" }] = 30.into();
    for (name, value) in fields {
        info[*name] = value.clone();
    }
    json!({"type": kind, "uuid": "1", "name": "a", "issuer": "E", "note": "", "icon": null, "info": info})
}

fn database(version: u32, entries: &[Value]) -> Value {
    json!({"version": version, "entries": entries, "groups": [{"uuid": "g", "name": " Work "}]})
}

fn vault(db: &Value) -> Vec<u8> {
    json!({"version": 1, "header": {"slots": null, "params": null}, "db": db}).to_string().into_bytes()
}

/// Seals with AES-256-GCM: the ciphertext, and the nonce and the tag as the file states them.
fn seal(key: &[u8; 32], nonce: u8, content: &[u8]) -> (Vec<u8>, Value) {
    let mut sealed = Aes256Gcm::new(key.into()).encrypt(&Nonce::from([nonce; 12]), content).unwrap();
    let tag = sealed.split_off(content.len());
    (sealed, json!({"nonce": HEXLOWER.encode(&[nonce; 12]), "tag": HEXLOWER.encode(&tag)}))
}

/// A vault that each of these passwords opens.
fn sealed(passwords: &[&str], db: &Value) -> Vec<u8> {
    let master = [7; 32];
    let slots = passwords.iter().map(|password| {
        let mut key = [0; 32];
        scrypt::scrypt(password.as_bytes(), &[9; 32], &scrypt::Params::new(4, 8, 1).unwrap(), &mut key).unwrap();
        let (sealed, params) = seal(&key, 1, &master);
        json!({"type": 1, "uuid": "s", "key": HEXLOWER.encode(&sealed), "key_params": params, "n": 16, "r": 8, "p": 1,
               "salt": HEXLOWER.encode(&[9; 32]), "repaired": true})
    });
    let biometric = json!({"type": 2, "uuid": "b", "key": "00", "key_params": {"nonce": "00", "tag": "00"}});
    let slots: Vec<_> = [biometric].into_iter().chain(slots).collect();
    let (db, params) = seal(&master, 2, db.to_string().as_bytes());
    let header = json!({"slots": slots, "params": params});
    json!({"version": 1, "header": header, "db": BASE64.encode(&db)}).to_string().into_bytes()
}

#[test]
fn every_field_is_read() {
    let mut grouped = entry("totp", &[("algo", "SHA256".into()), ("digits", 8.into()), ("period", 60.into())]);
    grouped["groups"] = json!(["g", "unknown"]);
    let mut named = entry("steam", &[("digits", 5.into())]);
    (named["issuer"], named["name"]) = ("".into(), "gamer@Steam".into());
    let mut address = entry("totp", &[]);
    (address["issuer"], address["name"]) = (Value::Null, "jane@example.org".into());
    let entries = [grouped, entry("hotp", &[("algo", "SHA512".into())]), named, address];
    let read = all(&[
        "totp E:a NBSWY3DP SHA256 8 60 [Work]",
        "hotp E:a NBSWY3DP SHA512 6 30",
        "steam Steam:gamer NBSWY3DP SHA1 5 30",
        "totp :jane@example.org NBSWY3DP SHA1 6 30",
    ]);
    let file = vault(&database(3, &entries));
    assert_eq!(plain(FORMAT, &file), read);
    assert_cut_is_refused(FORMAT, &file);
    assert_eq!(opened(FORMAT, &sealed(&["other", "pässword"], &database(3, &entries)), "pässword"), read);

    let mut old = entry("totp", &[]);
    old["group"] = "Home".into();
    assert_eq!(plain(FORMAT, &vault(&database(1, &[old]))), all(&["totp E:a NBSWY3DP SHA1 6 30 [Home]"]));
}

#[test]
fn a_refused_entry_hides_no_other() {
    for (fields, kind, why) in [
        (("digits", json!("6")), "totp", Refusal::FileDamaged),
        (("digits", json!(11)), "totp", Refusal::Digits),
        (("digits", json!(1u64 << 32)), "totp", Refusal::Digits),
        (("period", json!(-30)), "totp", Refusal::FileDamaged),
        (("period", json!(0)), "totp", Refusal::Period),
        (("counter", json!(1.5)), "hotp", Refusal::FileDamaged),
        (("counter", Value::Null), "hotp", Refusal::Counter),
        (("algo", json!("MD5")), "totp", Refusal::UnsupportedAlgorithm("MD5".into())),
        (("algo", json!("")), "totp", Refusal::UnsupportedAlgorithm(String::new())),
        (("algo", json!("SHA256")), "steam", Refusal::SteamParameters),
        (("pin", json!("1234")), "motp", Refusal::UnsupportedType("motp".into())),
        (("pin", json!("1234")), "yandex", Refusal::UnsupportedType("yandex".into())),
    ] {
        let entries = [entry(kind, &[fields]), entry("totp", &[])];
        let expected = vec![Err(why), Ok("totp E:a NBSWY3DP SHA1 6 30".into())];
        assert_eq!(plain(FORMAT, &vault(&database(3, &entries))), Ok(expected));
    }
}

#[test]
fn vaults_that_do_not_open_are_refused() {
    let db = database(3, &[entry("totp", &[])]);
    let file = sealed(&["pässword"], &db);
    let text = String::from_utf8(file.clone()).unwrap();
    let places = ["\"db\":\"", "\"salt\":\""].map(|name| text.find(name).unwrap() + name.len() + 3);
    assert_sealed(FORMAT, &file, "pässword", &places);
    assert_eq!(Format::Aegis.read(&sealed(&[], &db)).unwrap_err(), Refusal::Locked(Lock::Device));
    assert_eq!(plain(FORMAT, &vault(&database(4, &[]))), Err(Refusal::NewerVersion));
    assert_eq!(plain(FORMAT, &vault(&json!({"entries": []}))), Err(Refusal::FileDamaged));
}
