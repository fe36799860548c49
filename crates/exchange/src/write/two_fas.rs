//! A backup of 2FAS, of schema 4.
//!
//! Facts: `BackupService.kt`, `BackupContent.kt` and `ServiceMapper.kt` in twofas/2fas-android,
//! `ExchangeData2`, `Digits.swift` and `Period.swift` in twofas/2fas-ios. The app on iOS replaces a
//! length or a period that it doesn't know by 6 and 30 in silence, so an account with another one
//! is left out. Counters are 32-bit numbers on Android. A service is in one group, and has no note.
//!
//! Encrypted backups keep the services under PBKDF2-HMAC-SHA256 with 10,000 iterations and
//! AES-256-GCM, and a known text under the same key, by which the app tells a wrong password.

use std::collections::BTreeMap;

use data_encoding::BASE64;
use serde_json::{Value, json};
use watchword_otp::{Account, Kind};
use zeroize::Zeroizing;

use super::json::json;
use super::no_place::NoPlace;
use super::random::{Random, bytes, groups};
use crate::cipher::seal_gcm;
use crate::entry::Imported;
use crate::kdf::{Prf, pbkdf2};

const ITERATIONS: u32 = 10_000;

/// The text that proves a password.
const REFERENCE: &str = concat!(
    "tRViSsLKzd86Hprh4ceC2OP7xazn4rrt4xhfEUbOjxLX8Rc3mkISXE0lWbmnWfgg",
    "ogbBJhtYgpK6fMl1D6mtsy92R3HkdGfwuXbzLebqVFJsR7IZ2w58t938iymwG482",
    "4igYy1wi6n2WDpO1Q1P69zwJGs2F5a1qP4MyIiDSD7NCV2OvidXQCBnDlGfmz0f1",
    "BQySRkkt4ryiJeCjD2o4QsveJ9uDBUn8ELyOrESv5R5DMDkD4iAF8TXU7KyoJujd",
);

/// The icons that a service has unless it is given others.
const ICONS: &str = "a5b3fb65-4ec5-43e6-8ec1-49e24ca9e7ad";

pub(super) fn check(account: &Account) -> Result<(), NoPlace> {
    let digits = account.parameters.digits();
    match account.parameters.kind() {
        Kind::Steam { .. } => Ok(()),
        _ if !(6..=8).contains(&digits) => Err(NoPlace::Digits),
        Kind::Totp { period } if ![10, 30, 60, 90].contains(&period) => Err(NoPlace::Period),
        Kind::Hotp { counter } if i32::try_from(counter).is_err() => Err(NoPlace::Counter),
        Kind::Totp { .. } | Kind::Hotp { .. } => Ok(()),
    }
}

pub(super) fn plain(accounts: &[&Imported], random: Random<'_>) -> Zeroizing<Vec<u8>> {
    let groups = groups(accounts, random);
    let mut backup = backup(&groups);
    backup["services"] = services(accounts, &groups);
    json(&backup)
}

pub(super) fn encrypted(accounts: &[&Imported], password: &str, random: Random<'_>) -> Zeroizing<Vec<u8>> {
    let groups = groups(accounts, random);
    let salt = bytes::<256>(random);
    let key = pbkdf2(Prf::HmacSha256, password.as_bytes(), salt.as_slice(), ITERATIONS).expect("constant parameters");
    let mut seal = |content: &[u8]| {
        let nonce = bytes::<12>(random);
        [&seal_gcm(&key, &nonce, content), salt.as_slice(), nonce.as_slice()].map(|part| BASE64.encode(part)).join(":")
    };
    let mut backup = backup(&groups);
    backup["servicesEncrypted"] = seal(&json(&services(accounts, &groups))).into();
    backup["reference"] = seal(REFERENCE.as_bytes()).into();
    json(&backup)
}

/// All but the services. The times are those of a backup that is older than anything it meets.
fn backup(groups: &BTreeMap<&str, String>) -> Value {
    let group = |(name, id): (&&str, &String)| json!({ "id": id, "name": name, "isExpanded": true, "updatedAt": 0 });
    json!({
        "schemaVersion": 4, "services": [], "groups": groups.iter().map(group).collect::<Vec<_>>(), "updatedAt": 0,
        "appOrigin": "android", "appVersionCode": 0, "appVersionName": "",
    })
}

fn services(accounts: &[&Imported], groups: &BTreeMap<&str, String>) -> Value {
    accounts.iter().enumerate().map(|(position, imported)| service(imported, position, groups)).collect()
}

fn service(imported: &Imported, position: usize, groups: &BTreeMap<&str, String>) -> Value {
    let Account { issuer, account, parameters, secret } = &imported.account;
    let (kind, period, counter) = match parameters.kind() {
        Kind::Totp { period } => ("TOTP", Some(period), None),
        Kind::Steam { period } => ("STEAM", Some(period), None),
        Kind::Hotp { counter } => ("HOTP", None, Some(counter)),
    };
    let said = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let name = if issuer.is_empty() { account } else { issuer };
    let letters: String = name.chars().take(2).collect::<String>().to_uppercase();
    json!({
        "name": name, "secret": secret.to_base32().as_str(), "updatedAt": 0, "serviceTypeID": null,
        "otp": {
            "link": null, "label": said(account), "account": said(account), "issuer": said(issuer),
            "digits": parameters.digits(), "period": period, "algorithm": parameters.algorithm().name(),
            "counter": counter, "tokenType": kind, "source": "Manual",
        },
        "order": { "position": position },
        "badge": null,
        "icon": {
            "selected": "Label", "brand": null, "label": { "text": letters, "backgroundColor": "LightBlue" },
            "iconCollection": { "id": ICONS },
        },
        "groupId": imported.groups.first().and_then(|name| groups.get(name.as_str())),
    })
}
