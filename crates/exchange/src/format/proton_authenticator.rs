//! Proton Authenticator's export: JSON, plain or encrypted.
//!
//! Facts: protonpass/proton-pass-common (`entry/exporter.rs`, `entry/password_exporter.rs`) and
//! Ente Auth's `proton_import_parser.dart`. Plain files were checked against one of Aegis' tests,
//! encrypted ones against these descriptions only. An entry is a URI; `steam://` has no name, which
//! stands beside it.

use serde::Deserialize;
use serde_json::Value;
use watchword_otp::Kind;

use crate::cipher;
use crate::draft::Stated;
use crate::encoding::base64;
use crate::entry::{Imported, Read};
use crate::file::File;
use crate::format::{Encrypted, Outcome, Protection, Reader, Sealed};
use crate::item::Item;
use crate::json;
use crate::kdf;
use crate::refusal::Refusal;

pub(crate) const READER: Reader =
    Reader { name: "proton-authenticator", title: "Proton Authenticator", protection: Protection::Either, is_in, read };

/// The highest version that is known.
const NEWEST: u64 = 1;
/// What the cipher authenticates besides the export.
const ASSOCIATED: &[u8] = b"proton.authenticator.export.v1";

#[derive(Deserialize)]
struct Export {
    entries: Vec<Value>,
}

#[derive(Deserialize)]
struct Entry {
    content: Content,
    note: Option<String>,
}

#[derive(Deserialize)]
struct Content {
    uri: String,
    entry_type: Option<String>,
    name: Option<String>,
}

fn is_in(file: &File<'_>) -> bool {
    file.json().is_some_and(|json| {
        let is_plain = |entries: &Vec<Value>| entries.iter().all(|entry| entry["content"].get("uri").is_some());
        let is_sealed = json["salt"].is_string() && json["content"].is_string();
        json["version"].is_u64() && (is_sealed || json["entries"].as_array().is_some_and(is_plain))
    })
}

fn read(file: &File<'_>) -> Result<Outcome, Refusal> {
    let json = file.json().ok_or(Refusal::FileDamaged)?;
    if json["version"].as_u64().ok_or(Refusal::FileDamaged)? > NEWEST {
        return Err(Refusal::NewerVersion);
    }
    if json.get("entries").is_some() {
        return entries(json).map(Outcome::Read);
    }
    let decode = |key: &str| base64(json[key].as_str().ok_or(Refusal::FileDamaged)?);
    let (salt, content) = (decode("salt")?, decode("content")?);
    Ok(Outcome::Encrypted(Encrypted::new(Closed { salt, content })))
}

fn entries(json: &Value) -> Result<Read, Refusal> {
    let export: Export = json::fields(json)?;
    Read::of(export.entries, |entry| account(&entry))
}

fn account(json: &Value) -> Result<Imported, Refusal> {
    let Entry { content, note } = json::fields(json)?;
    let stated = content.entry_type.as_deref().map(Stated::named).transpose()?;
    let (username, note) = (content.name.as_deref().unwrap_or_default(), note.as_deref().unwrap_or_default());
    let imported = Item { username, note, ..Item::default() }.account(&content.uri)?;
    // One of the two is wrong, and reading it either way may give wrong codes.
    let is_steam = matches!(imported.account.parameters.kind(), Kind::Steam { .. });
    match stated {
        Some(Stated::Hotp) => Err(Refusal::UnsupportedType("Hotp".into())),
        Some(stated) if is_steam != (stated == Stated::Steam) => Err(Refusal::SteamParameters),
        _ => Ok(imported),
    }
}

/// An encrypted export.
struct Closed {
    salt: Vec<u8>,
    /// The nonce and what it seals.
    content: Vec<u8>,
}

impl Sealed for Closed {
    fn open(&self, password: &str) -> Result<Read, Refusal> {
        let (nonce, sealed) = self.content.split_at_checked(12).ok_or(Refusal::FileDamaged)?;
        let key = kdf::argon2id(password.as_bytes(), &self.salt, 19 * 1024, 2, 1)?;
        let json = cipher::open_gcm(&key, nonce, sealed, ASSOCIATED)?;
        entries(&json::parse(&json)?)
    }
}
