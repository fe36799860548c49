//! Aegis Authenticator's vault file, with a database of version 3.
//!
//! Facts: `docs/vault.md`, `VaultEntry.java` and the classes in `otp/` in beemdevelopment/Aegis. It
//! has every algorithm and type of account here, with groups and notes; counters are Java's `long`.
//! The key derivation is the app's own: scrypt with N = 2¹⁵, r = 8, p = 1.

use std::collections::BTreeMap;

use data_encoding::{BASE64, HEXLOWER};
use serde_json::{Value, json};
use watchword_otp::{Account, Kind};
use zeroize::Zeroizing;

use super::json::json;
use super::no_place::NoPlace;
use super::random::{Random, bytes, groups, uuid};
use crate::cipher::seal_gcm;
use crate::entry::Imported;
use crate::kdf;

const N: u64 = 1 << 15;
const R: u32 = 8;
const P: u32 = 1;

pub(super) fn check(account: &Account) -> Result<(), NoPlace> {
    match account.parameters.kind() {
        Kind::Hotp { counter } if i64::try_from(counter).is_err() => Err(NoPlace::Counter),
        _ => Ok(()),
    }
}

pub(super) fn plain(accounts: &[&Imported], random: Random<'_>) -> Zeroizing<Vec<u8>> {
    let header = json!({ "slots": null, "params": null });
    json(&json!({ "version": 1, "header": header, "db": database(accounts, random) }))
}

/// A random master key seals the database, and the password's key seals the master key.
pub(super) fn encrypted(accounts: &[&Imported], password: &str, random: Random<'_>) -> Zeroizing<Vec<u8>> {
    let (salt, key) = (bytes::<32>(random), bytes::<32>(random));
    let slot_key = kdf::scrypt(password.as_bytes(), salt.as_slice(), N, R, P).expect("constant parameters");
    let (sealed_key, key_params) = seal(&slot_key, key.as_slice(), random);
    let (sealed, params) = seal(&key, &json(&database(accounts, random)), random);
    let slot = json!({
        "type": 1, "uuid": uuid(random), "key": HEXLOWER.encode(&sealed_key), "key_params": key_params,
        "n": N, "r": R, "p": P, "salt": HEXLOWER.encode(salt.as_slice()), "repaired": true, "is_backup": false,
    });
    let header = json!({ "slots": [slot], "params": params });
    json(&json!({ "version": 1, "header": header, "db": BASE64.encode(&sealed) }))
}

/// The ciphertext, and the nonce and the tag as the file states them.
fn seal(key: &[u8; 32], content: &[u8], random: Random<'_>) -> (Vec<u8>, Value) {
    let nonce = bytes::<12>(random);
    let mut sealed = seal_gcm(key, &nonce, content);
    let tag = sealed.split_off(content.len());
    (sealed, json!({ "nonce": HEXLOWER.encode(nonce.as_slice()), "tag": HEXLOWER.encode(&tag) }))
}

fn database(accounts: &[&Imported], random: Random<'_>) -> Value {
    let groups = groups(accounts, random);
    let entries: Vec<_> = accounts.iter().map(|imported| entry(imported, &groups, random)).collect();
    let groups: Vec<_> = groups.iter().map(|(name, id)| json!({ "uuid": id, "name": name })).collect();
    json!({ "version": 3, "entries": entries, "groups": groups })
}

fn entry(imported: &Imported, groups: &BTreeMap<&str, String>, random: Random<'_>) -> Value {
    let Imported { account, groups: names, note, .. } = imported;
    let parameters = &account.parameters;
    let mut info = json!({
        "secret": account.secret.to_base32().as_str(),
        "algo": parameters.algorithm().name(),
        "digits": parameters.digits(),
    });
    let kind = match parameters.kind() {
        Kind::Totp { period } => {
            info["period"] = period.into();
            "totp"
        }
        Kind::Steam { period } => {
            info["period"] = period.into();
            "steam"
        }
        Kind::Hotp { counter } => {
            info["counter"] = counter.into();
            "hotp"
        }
    };
    let groups: Vec<_> = names.iter().filter_map(|name| groups.get(name.as_str())).collect();
    json!({
        "type": kind, "uuid": uuid(random), "name": account.account, "issuer": account.issuer, "note": note,
        "favorite": false, "icon": null, "info": info, "groups": groups,
    })
}
