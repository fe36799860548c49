//! 2FAS' backup (`.2fas`): JSON of schema 1 to 4, plain or encrypted.
//!
//! Facts: the importers of Aegis and Proton, checked against plain and encrypted files of 2FAS in
//! every schema. `servicesEncrypted` is the list of services, sealed with AES-256-GCM under a key
//! from PBKDF2-HMAC-SHA256 with 10,000 iterations; an empty one isn't sealed. The groups stay
//! plain. Every field of `otp` may be null or absent.
//!
//! Where importers disagree: `name` is what 2FAS shows and lets the user change, so that it is the
//! issuer (as in Aegis), and `otp.issuer` only if the name is empty (Proton prefers it).

use serde::Deserialize;
use serde_json::Value;
use watchword_otp::Secret;
use zeroize::Zeroizing;

use crate::cipher;
use crate::draft::{Draft, Stated, first_name};
use crate::encoding::base64;
use crate::entry::{Imported, Read};
use crate::file::File;
use crate::format::{Encrypted, Outcome, Protection, Reader, Sealed};
use crate::groups::Groups;
use crate::json;
use crate::kdf::{self, Prf};
use crate::refusal::Refusal;

pub(crate) const READER: Reader = Reader { name: "2fas", title: "2FAS", protection: Protection::Either, is_in, read };

/// The highest schema that is known.
const NEWEST: u64 = 4;
const ITERATIONS: u32 = 10_000;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Backup {
    services: Option<Vec<Value>>,
    services_encrypted: Option<String>,
    groups: Option<Vec<Group>>,
}

#[derive(Deserialize)]
struct Group {
    id: String,
    name: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Service {
    name: Option<String>,
    secret: Zeroizing<String>,
    group_id: Option<String>,
    otp: Option<Otp>,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase")]
struct Otp {
    label: Option<String>,
    account: Option<String>,
    issuer: Option<String>,
    digits: Option<u64>,
    period: Option<u64>,
    algorithm: Option<String>,
    counter: Option<u64>,
    token_type: Option<String>,
}

fn is_in(file: &File<'_>) -> bool {
    file.has_keys(&["schemaVersion", "services"]) || file.has_keys(&["schemaVersion", "servicesEncrypted"])
}

fn read(file: &File<'_>) -> Result<Outcome, Refusal> {
    if file.json().and_then(|json| json["schemaVersion"].as_u64()).ok_or(Refusal::FileDamaged)? > NEWEST {
        return Err(Refusal::NewerVersion);
    }
    let Backup { services, services_encrypted, groups } = file.json_as()?;
    let groups = Groups::of(groups.into_iter().flatten().map(|group| (group.id, group.name)));
    match services_encrypted.filter(|sealed| !sealed.is_empty()) {
        Some(sealed) => Ok(Outcome::Encrypted(Encrypted::new(Closed::new(&sealed, groups)?))),
        None => all(services.ok_or(Refusal::FileDamaged)?, &groups).map(Outcome::Read),
    }
}

fn all(services: Vec<Value>, groups: &Groups) -> Result<Read, Refusal> {
    Read::of(services, |service| account(&service, groups))
}

fn account(json: &Value, groups: &Groups) -> Result<Imported, Refusal> {
    let Service { name, secret, group_id, otp } = json::fields(json)?;
    let Otp { label, account, issuer, digits, period, algorithm, counter, token_type } = otp.unwrap_or_default();
    let stated = token_type.as_deref().map(Stated::named).transpose()?.unwrap_or_default();
    let (issuer, account) = (first_name([name, issuer]), first_name([account, label]));
    let groups = group_id.and_then(|id| groups.name(&id)).map(str::to_owned).into_iter().collect();
    let draft = Draft { stated, issuer, account, algorithm, digits, period, counter, groups, note: String::new() };
    draft.with(Secret::from_base32(&secret)?)
}

/// An encrypted list of services.
struct Closed {
    sealed: Vec<u8>,
    salt: Vec<u8>,
    nonce: Vec<u8>,
    groups: Groups,
}

impl Closed {
    /// Splits `services:salt:nonce`, each in base64.
    fn new(text: &str, groups: Groups) -> Result<Self, Refusal> {
        let parts = text.split(':').take(4).map(base64).collect::<Result<Vec<_>, _>>()?;
        let [sealed, salt, nonce] = parts.try_into().map_err(|_| Refusal::FileDamaged)?;
        Ok(Self { sealed, salt, nonce, groups })
    }
}

impl Sealed for Closed {
    fn open(&self, password: &str) -> Result<Read, Refusal> {
        let key = kdf::pbkdf2(Prf::HmacSha256, password.as_bytes(), &self.salt, ITERATIONS)?;
        let json = cipher::open_gcm(&key, &self.nonce, &self.sealed, b"")?;
        all(json::parse(&json)?, &self.groups)
    }
}
