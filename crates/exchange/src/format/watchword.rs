//! Watchword's own backup: JSON in an age file, which a passphrase, a recovery key or the identity
//! of an organisation opens.
//!
//! Facts: the vault's `FORMAT.md`, section 14. Restoring makes a vault of a backup; reading one
//! here adds its accounts to another vault, after a review. Nobody but the recovery key's owner can
//! tell whether a backup is genuine, so what is read here is not taken on trust.

use std::str::FromStr as _;

use age::Decryptor;
use age::secrecy::SecretString;
use serde::Deserialize;
use serde_json::Value;
use watchword_otp::{Account, Parameters, Secret};
use zeroize::Zeroizing;

use crate::entry::{Imported, Read};
use crate::file::File;
use crate::format::{Encrypted, Outcome, Protection, Reader, Sealed};
use crate::json;
use crate::name::{clean_groups, clean_name, clean_note};
use crate::refusal::Refusal;

pub(crate) const READER: Reader =
    Reader { name: "watchword", title: "Watchword", protection: Protection::Encrypted, is_in, read };

/// The format of the contents that is known.
const FORMAT: u64 = 1;
/// What an age identity begins with.
const IDENTITY: &str = "AGE-SECRET-KEY-1";
/// The highest work factor of a passphrase: 1 GiB.
const MAX_WORK: u8 = 20;

#[derive(Deserialize)]
struct Contents {
    backup: Backup,
}

#[derive(Deserialize)]
struct Backup {
    format: u64,
    accounts: Vec<Value>,
}

#[derive(Deserialize)]
struct BackedUp {
    issuer: String,
    account: String,
    #[serde(flatten)]
    parameters: Parameters,
    secret: Option<Zeroizing<String>>,
    #[serde(default)]
    tags: Vec<String>,
    #[serde(default)]
    note: Zeroizing<String>,
    #[serde(default)]
    asks_for_pin: bool,
    trashed: Option<u64>,
}

fn is_in(file: &File<'_>) -> bool {
    file.bytes().starts_with(b"age-encryption.org/v1\n") && Decryptor::new_buffered(file.bytes()).is_ok()
}

fn read(file: &File<'_>) -> Result<Outcome, Refusal> {
    Ok(Outcome::Encrypted(Encrypted::new(Closed(file.bytes().to_vec()))))
}

fn account(json: &Value) -> Result<Imported, Refusal> {
    let BackedUp { issuer, account, parameters, secret, tags, note, asks_for_pin, trashed } = json::fields(json)?;
    if trashed.is_some() {
        return Err(Refusal::Trashed);
    }
    // One whose seed was missing is refused as empty: another backup may have it.
    let secret = Secret::from_base32(&secret.unwrap_or_default())?;
    let account = Account { issuer: clean_name(&issuer)?, account: clean_name(&account)?, parameters, secret };
    Ok(Imported { account, groups: clean_groups(tags), note: clean_note(&note), asks_for_pin })
}

/// The bytes of an age file.
struct Closed(Vec<u8>);

impl Sealed for Closed {
    fn open(&self, password: &str) -> Result<Read, Refusal> {
        let file = Decryptor::new_buffered(self.0.as_slice()).map_err(|_| Refusal::FileDamaged)?;
        let opened = if file.is_scrypt() {
            let mut identity = age::scrypt::Identity::new(SecretString::from(password.to_owned()));
            identity.set_max_work_factor(MAX_WORK);
            age::decrypt(&identity, &self.0)
        } else {
            let key = identity(password).ok_or(Refusal::WrongPassword)?;
            age::decrypt(&key, &self.0)
        };
        let plain = opened.map(Zeroizing::new).map_err(|error| match error {
            age::DecryptError::ExcessiveWork { .. } => Refusal::TooCostly,
            age::DecryptError::NoMatchingKeys | age::DecryptError::DecryptionFailed => Refusal::WrongPassword,
            _ => Refusal::FileDamaged,
        })?;
        let contents: Contents = json::fields(&json::parse(&plain)?)?;
        if contents.backup.format != FORMAT {
            return Err(Refusal::NewerVersion);
        }
        Read::of(&contents.backup.accounts, account)
    }
}

/// The identity in what was typed: alone, in a key file, or as a recovery key in groups.
fn identity(typed: &str) -> Option<age::x25519::Identity> {
    let upper = Zeroizing::new(typed.to_ascii_uppercase());
    let symbols = upper.find(IDENTITY).map_or(&**upper, |at| &upper[at + IDENTITY.len()..]);
    let mut key = Zeroizing::new(String::from(IDENTITY));
    key.extend(symbols.lines().next()?.chars().filter(|c| !c.is_whitespace() && *c != '-'));
    age::x25519::Identity::from_str(&key).ok()
}
