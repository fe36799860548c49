//! cotp's files: its database, plain (`cotp export`) or encrypted, and its list of URIs
//! (`{"items":[…]}`).
//!
//! Facts: `otp_element.rs`, `cryptography.rs` and `otp_uri.rs` in replydev/cotp, checked against
//! plain files of cotp and an encrypted one whose password isn't known. The database is sealed with
//! XChaCha20-Poly1305 under a key from Argon2id (32 MiB, 4 passes, 4 lanes). The first version of
//! the database is a bare array: alone, it is read as andOTP's.

use serde::Deserialize;
use serde_json::Value;
use watchword_otp::Secret;
use zeroize::Zeroizing;

use crate::cipher;
use crate::draft::{Draft, Stated};
use crate::encoding::base64;
use crate::entry::{Imported, Read};
use crate::file::File;
use crate::format::{Encrypted, Outcome, Protection, Reader, Sealed};
use crate::json;
use crate::kdf;
use crate::payload;
use crate::refusal::Refusal;
use crate::scheme::Scheme;

pub(crate) const READER: Reader = Reader { name: "cotp", title: "cotp", protection: Protection::Either, is_in, read };

/// The highest version of the database, and of its encryption, that is known.
const NEWEST: u32 = 2;
const NEWEST_SEAL: u32 = 1;

#[derive(Deserialize)]
struct Database {
    version: u32,
    elements: Vec<Value>,
}

#[derive(Deserialize)]
struct Element {
    secret: Zeroizing<String>,
    issuer: Option<String>,
    label: Option<String>,
    r#type: String,
    algorithm: Option<String>,
    digits: Option<u64>,
    period: Option<u64>,
    counter: Option<u64>,
}

#[derive(Deserialize)]
struct Envelope {
    version: u32,
    nonce: String,
    salt: String,
    cipher: String,
}

#[derive(Deserialize)]
struct List {
    items: Vec<Value>,
}

fn is_in(file: &File<'_>) -> bool {
    file.has_keys(&["version", "elements"]) || is_sealed(file) || is_list(file)
}

fn is_sealed(file: &File<'_>) -> bool {
    file.has_keys(&["version", "nonce", "salt", "cipher"])
}

fn is_list(file: &File<'_>) -> bool {
    let first = file.json().and_then(|json| json["items"][0].as_str());
    first.is_some_and(|uri| Scheme::begins(uri).is_some())
}

fn read(file: &File<'_>) -> Result<Outcome, Refusal> {
    if is_sealed(file) {
        return Ok(Outcome::Encrypted(Encrypted::new(Closed::new(file.json_as()?)?)));
    }
    if is_list(file) {
        let List { items } = file.json_as()?;
        return Read::of(items, |uri| payload::account(uri.as_str().ok_or(Refusal::FileDamaged)?)).map(Outcome::Read);
    }
    database(file.json_as()?).map(Outcome::Read)
}

fn database(database: Database) -> Result<Read, Refusal> {
    if database.version > NEWEST {
        return Err(Refusal::NewerVersion);
    }
    Read::of(database.elements, |json| account(&json))
}

fn account(json: &Value) -> Result<Imported, Refusal> {
    let Element { secret, issuer, label, r#type, algorithm, digits, period, counter } = json::fields(json)?;
    let stated = Stated::named(&r#type)?;
    let (issuer, account) = (issuer.unwrap_or_default(), label.unwrap_or_default());
    let draft = Draft { stated, issuer, account, algorithm, digits, period, counter, ..Draft::default() };
    draft.with(Secret::from_base32(&secret)?)
}

/// An encrypted database.
struct Closed {
    nonce: Vec<u8>,
    salt: Vec<u8>,
    sealed: Vec<u8>,
}

impl Closed {
    fn new(envelope: Envelope) -> Result<Self, Refusal> {
        if envelope.version > NEWEST_SEAL {
            return Err(Refusal::NewerVersion);
        }
        let Envelope { nonce, salt, cipher, .. } = envelope;
        Ok(Self { nonce: base64(nonce)?, salt: base64(salt)?, sealed: base64(cipher)? })
    }
}

impl Sealed for Closed {
    fn open(&self, password: &str) -> Result<Read, Refusal> {
        let key = kdf::argon2id(password.as_bytes(), &self.salt, 32 << 10, 4, 4)?;
        let json = cipher::open_xchacha(&key, &self.nonce, &self.sealed)?;
        let json: Value = json::parse(&json)?;
        match json {
            Value::Array(elements) => database(Database { version: 1, elements }),
            json => database(json::fields(&json)?),
        }
    }
}
