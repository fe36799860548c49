//! Authy's accounts, from four sources: the app's preferences, from a rooted phone or a backup of
//! its storage; the JSON that a widely used script wrote from Authy Desktop (`name`, `secret`,
//! `uri`); the CSV with which Authy answers a request for one's data; and the table that a public
//! tool makes of it.
//!
//! Facts: the importers of Aegis, android-otp-extractor and cotp, Authy-GDPR-Export-Decryption and
//! authy-decryptor. Preferences were checked against a plain and an encrypted file of Authy, the
//! rest against these descriptions. Secrets are base32, plain or sealed with AES-256-CBC, each
//! under a key of its own from PBKDF2-HMAC-SHA1, whose salt is a text: with 1,000 iterations and a
//! zero IV in preferences, with 100,000 and a stated IV in the CSV. Accounts of Authy's own kind
//! have a hexadecimal `secretSeed`, and codes of 7 digits for 10 seconds. The hash is always SHA-1.
//!
//! Nothing but padding and base32 show that a password fits. If no sealed secret opens, the
//! password is wrong; if some do, the others are refused one by one.
//!
//! Where importers disagree: a token with both secrets, plain and sealed, is read from the plain
//! one. The issuer is the original one, or what comes before a colon in the original name; the name
//! is the one that the user sees. The script's entries are read from their URIs alone.

mod request;
mod sealed_secret;
mod table;

use data_encoding::HEXLOWER_PERMISSIVE;
use serde::Deserialize;
use serde_json::Value;
use watchword_otp::{InvalidSecret, Looks, Secret};
use zeroize::Zeroizing;

use crate::draft::{Draft, first_name};
use crate::entry::{Imported, Read};
use crate::file::File;
use crate::format::{Encrypted, Outcome, Protection, Reader, Sealed};
use crate::json;
use crate::payload;
use crate::refusal::Refusal;
use sealed_secret::SealedSecret;

pub(crate) const READER: Reader = Reader { name: "authy", title: "Authy", protection: Protection::Either, is_in, read };

/// The names of the preferences that hold tokens: other services', and those of Authy's own kind.
const TOKENS: [&str; 2] = ["com.authy.storage.tokens.authenticator.key", "com.authy.storage.tokens.authy.key"];

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Token {
    name: Option<String>,
    original_name: Option<String>,
    original_issuer: Option<String>,
    digits: Option<u64>,
    decrypted_secret: Option<Zeroizing<String>>,
    encrypted_secret: Option<String>,
    salt: Option<String>,
    secret_seed: Option<Zeroizing<String>>,
}

fn is_in(file: &File<'_>) -> bool {
    let is_script = file.first().is_some_and(|entry| {
        let uri = entry["uri"].as_str().unwrap_or_default();
        entry["name"].is_string() && entry["secret"].is_string() && uri.starts_with("otpauth://")
    });
    let is_request = |text| table::is_in(text) || request::is_in(text);
    is_script || lists(file).next().is_some() || file.text().is_some_and(is_request)
}

/// The lists of tokens in preferences.
fn lists<'a>(file: &'a File<'_>) -> impl Iterator<Item = &'a str> {
    TOKENS.iter().filter_map(|name| file.preference(name))
}

fn read(file: &File<'_>) -> Result<Outcome, Refusal> {
    if let Some(text) = file.text().filter(|text| table::is_in(text)) {
        return table::read(text).map(Outcome::Read);
    }
    if let Some(text) = file.text().filter(|text| request::is_in(text)) {
        return Ok(Outcome::Encrypted(Encrypted::new(request::Closed::new(text)?)));
    }
    if lists(file).next().is_none() {
        return Read::of(file.json_as::<Vec<Value>>()?, |entry| script(&entry)).map(Outcome::Read);
    }
    let mut tokens = Vec::new();
    for list in lists(file) {
        tokens.extend(json::parse::<Vec<Value>>(list.as_bytes())?);
    }
    let closed = Closed(tokens);
    if closed.0.iter().any(is_sealed) {
        return Ok(Outcome::Encrypted(Encrypted::new(closed)));
    }
    closed.read(|_| Err(Refusal::FileDamaged)).map(Outcome::Read)
}

fn script(entry: &Value) -> Result<Imported, Refusal> {
    payload::account(entry["uri"].as_str().ok_or(Refusal::FileDamaged)?)
}

fn is_sealed(token: &Value) -> bool {
    token["decryptedSecret"].is_null() && token["encryptedSecret"].is_string()
}

/// The tokens of preferences, some of them sealed.
struct Closed(Vec<Value>);

impl Closed {
    /// Reads all tokens, given how a sealed secret is opened.
    fn read(&self, open: impl Fn(&Token) -> Result<Secret, Refusal>) -> Result<Read, Refusal> {
        Read::of(&self.0, |json| {
            let token: Token = json::fields(json)?;
            let (secret, digits, period) = match (&token.decrypted_secret, &token.secret_seed) {
                (Some(secret), _) => (Secret::from_base32(secret)?, token.digits, 30),
                (None, Some(seed)) => (hexadecimal(seed)?, token.digits.or(Some(7)), 10),
                (None, None) => (open(&token)?, token.digits, 30),
            };
            let original = token.original_name.as_ref().and_then(|name| name.split_once(':'));
            let before_colon = original.map(|(issuer, _)| issuer.to_owned());
            let issuer = first_name([token.original_issuer, before_colon]);
            let account = first_name([token.name, token.original_name]);
            Draft { issuer, account, digits, period: Some(period), ..Draft::default() }.with(secret)
        })
    }
}

fn hexadecimal(text: &str) -> Result<Secret, Refusal> {
    let bytes = HEXLOWER_PERMISSIVE.decode(text.as_bytes());
    Ok(Secret::new(bytes.map_err(|_| InvalidSecret::NotBase32(Looks::Otherwise))?)?)
}

impl Sealed for Closed {
    fn open(&self, password: &str) -> Result<Read, Refusal> {
        let read = self.read(|token| match (&token.encrypted_secret, &token.salt) {
            (Some(secret), Some(salt)) => SealedSecret { secret, salt, iv: [0; 16], iterations: 1_000 }.open(password),
            _ => Err(Refusal::FileDamaged),
        })?;
        read.unless_none_opened(|at| self.0.get(at).is_some_and(is_sealed))
    }
}
