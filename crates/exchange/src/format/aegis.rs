//! Aegis Authenticator's vault file: JSON, plain or encrypted, with a database of version 1 to 3.
//!
//! Facts: `docs/vault.md` in beemdevelopment/Aegis, checked against plain and encrypted files of
//! Aegis and of other apps' tests. A random master key seals the database (AES-256-GCM), and each
//! slot seals the master key. Slots of type 1 hold a password's (scrypt), the others a key in the
//! phone's key store.
//!
//! Where importers disagree: without an issuer, a name such as `jane@Example` is split at its last
//! `@`, as GNOME Authenticator does. What looks like an email address, with a dot after the `@`, is
//! the account. Groups are names in version 1 and 2, and identifiers in version 3. Like Aegis, a
//! counter-based entry without counter is refused.

use serde::Deserialize;
use serde_json::Value;
use watchword_otp::Secret;
use zeroize::Zeroizing;

use crate::cipher;
use crate::draft::{Draft, Stated};
use crate::encoding::{base64, hex};
use crate::entry::{Imported, Read};
use crate::file::File;
use crate::format::{Encrypted, Outcome, Protection, Reader, Sealed};
use crate::groups::Groups;
use crate::json;
use crate::kdf;
use crate::limits::MAX_GROUPS;
use crate::refusal::{Lock, Refusal};

pub(crate) const READER: Reader = Reader { name: "aegis", title: "Aegis", protection: Protection::Either, is_in, read };

/// The highest version of the database that is known.
const NEWEST: u32 = 3;
/// The most passwords of a vault: each takes a key derivation.
const MAX_SLOTS: usize = 16;
/// The type of the slots that a password opens.
const PASSWORD: u32 = 1;

#[derive(Deserialize)]
struct Vault {
    #[serde(default)]
    header: Header,
    db: Value,
}

#[derive(Deserialize, Default)]
struct Header {
    slots: Option<Vec<Slot>>,
    params: Option<Params>,
}

#[derive(Deserialize, Clone)]
struct Params {
    nonce: String,
    tag: String,
}

#[derive(Deserialize, Clone)]
struct Slot {
    r#type: u32,
    key: String,
    key_params: Params,
    #[serde(default)]
    n: u64,
    #[serde(default)]
    r: u32,
    #[serde(default)]
    p: u32,
    #[serde(default)]
    salt: String,
}

#[derive(Deserialize)]
struct Database {
    version: u32,
    entries: Vec<Value>,
    #[serde(default)]
    groups: Vec<Group>,
}

#[derive(Deserialize)]
struct Group {
    uuid: String,
    name: String,
}

#[derive(Deserialize)]
struct Entry {
    r#type: String,
    name: Option<String>,
    issuer: Option<String>,
    note: Option<String>,
    /// The group's name, up to version 2.
    group: Option<String>,
    /// The groups' identifiers, from version 3 on.
    #[serde(default)]
    groups: Vec<String>,
    info: Info,
}

#[derive(Deserialize)]
struct Info {
    secret: Zeroizing<String>,
    algo: Option<String>,
    digits: Option<u64>,
    period: Option<u64>,
    counter: Option<u64>,
}

fn is_in(file: &File<'_>) -> bool {
    file.json().is_some_and(|json| match &json["db"] {
        Value::Object(db) => db.contains_key("entries"),
        Value::String(_) => json["header"].get("slots").is_some(),
        _ => false,
    })
}

fn read(file: &File<'_>) -> Result<Outcome, Refusal> {
    let vault: Vault = file.json_as()?;
    match (vault.db, vault.header) {
        (Value::String(db), Header { slots: Some(slots), params: Some(params) }) => {
            let slots: Vec<_> = slots.into_iter().filter(|slot| slot.r#type == PASSWORD).collect();
            if slots.len() > MAX_SLOTS {
                return Err(Refusal::TooCostly);
            }
            if slots.is_empty() {
                return Err(Refusal::Locked(Lock::Device));
            }
            let db = base64(db)?;
            Ok(Outcome::Encrypted(Encrypted::new(Closed { slots, params, db })))
        }
        (db, _) => database(&db).map(Outcome::Read),
    }
}

fn database(json: &Value) -> Result<Read, Refusal> {
    let database: Database = json::fields(json)?;
    if database.version > NEWEST {
        return Err(Refusal::NewerVersion);
    }
    let groups = Groups::of(database.groups.into_iter().map(|group| (group.uuid, group.name)));
    Read::of(database.entries, |entry| account(&entry, &groups))
}

fn account(json: &Value, groups: &Groups) -> Result<Imported, Refusal> {
    let Entry { r#type, name, issuer, note, group, groups: ids, info } = json::fields(json)?;
    let stated = Stated::named(&r#type)?;
    if stated == Stated::Hotp && info.counter.is_none() {
        return Err(Refusal::Counter);
    }
    let named = ids.iter().take(MAX_GROUPS).filter_map(|id| groups.name(id));
    let (issuer, account) = names(issuer.unwrap_or_default(), name.unwrap_or_default());
    let secret = Secret::from_base32(&info.secret)?;
    let Info { algo: algorithm, digits, period, counter, .. } = info;
    let groups = group.into_iter().chain(named.map(str::to_owned)).collect();
    let note = note.unwrap_or_default();
    Draft { stated, issuer, account, algorithm, digits, period, counter, groups, note }.with(secret)
}

/// Issuer and account: see the module's documentation.
fn names(issuer: String, name: String) -> (String, String) {
    match name.rsplit_once('@') {
        Some((account, of)) if issuer.trim().is_empty() && !of.contains('.') => (of.to_owned(), account.to_owned()),
        _ => (issuer, name),
    }
}

/// An encrypted vault.
struct Closed {
    slots: Vec<Slot>,
    params: Params,
    db: Vec<u8>,
}

impl Sealed for Closed {
    fn open(&self, password: &str) -> Result<Read, Refusal> {
        // A vault may have several passwords. Unless no slot can be tried, another may open it.
        let mut refusal = None;
        for slot in &self.slots {
            match slot.open(password) {
                Ok(key) => {
                    let json = self.params.open(&key, &self.db)?;
                    return database(&json::parse(&json)?);
                }
                Err(Refusal::WrongPassword) => refusal = Some(Refusal::WrongPassword),
                Err(why) => refusal = refusal.or(Some(why)),
            }
        }
        Err(refusal.unwrap_or(Refusal::WrongPassword))
    }
}

impl Slot {
    /// The master key.
    fn open(&self, password: &str) -> Result<Zeroizing<[u8; 32]>, Refusal> {
        let slot_key = kdf::scrypt(password.as_bytes(), &hex(&self.salt)?, self.n, self.r, self.p)?;
        let key = self.key_params.open(&slot_key, &hex(&self.key)?)?;
        let key = key.as_slice().try_into().map_err(|_| Refusal::FileDamaged)?;
        Ok(Zeroizing::new(key))
    }
}

impl Params {
    fn open(&self, key: &[u8; 32], sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, Refusal> {
        cipher::open_gcm(key, &hex(&self.nonce)?, &[sealed, &hex(&self.tag)?].concat(), b"")
    }
}
