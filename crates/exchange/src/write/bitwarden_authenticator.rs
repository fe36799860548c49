//! Bitwarden Authenticator's JSON.
//!
//! Facts: `ExportJsonData.kt`, `AuthenticatorItemEntity.kt` and `BitwardenExportParser.kt` in
//! bitwarden/android, and its tests' files. Each item holds a URI: `otpauth://totp/`, or `steam://`
//! with the secret alone, for which the item's name is the issuer. It has no counter-based codes.
//! The app itself keeps no note and no user name of a Steam account; Bitwarden's own import does.

use serde_json::{Value, json};
use watchword_otp::{Account, Kind};
use zeroize::Zeroizing;

use super::json::json;
use super::no_place::NoPlace;
use super::random::{Random, uuid};
use crate::entry::Imported;
use crate::format::otpauth::to_uri;

pub(super) fn check(account: &Account) -> Result<(), NoPlace> {
    match account.parameters.kind() {
        Kind::Totp { .. } | Kind::Steam { .. } => Ok(()),
        Kind::Hotp { .. } => Err(NoPlace::Hotp),
    }
}

pub(super) fn write(accounts: &[&Imported], random: Random<'_>) -> Zeroizing<Vec<u8>> {
    let items: Vec<_> = accounts.iter().map(|imported| item(imported, random)).collect();
    json(&json!({ "encrypted": false, "items": items }))
}

fn item(imported: &Imported, random: Random<'_>) -> Value {
    let Account { issuer, account, parameters, secret } = &imported.account;
    let uri = match parameters.kind() {
        Kind::Steam { .. } => Zeroizing::new(["steam://", &secret.to_base32()].concat()),
        Kind::Totp { .. } | Kind::Hotp { .. } => to_uri(&imported.account),
    };
    let said = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    json!({
        "id": uuid(random), "name": if issuer.is_empty() { account } else { issuer }, "folderId": null,
        "organizationId": null, "collectionIds": null, "notes": said(&imported.note), "type": 1,
        "login": { "totp": uri.as_str(), "username": said(account) }, "favorite": false,
    })
}
