//! andOTP's backup: a JSON array, plain, encrypted with a password (in an old and a new way) or
//! with OpenPGP, which is refused by name. GNOME Authenticator's old backup ("Legacy") and the
//! first database of cotp have the same shape.
//!
//! Facts: andOTP's `Entry.java`, Aegis' importer, and GNOME Authenticator's `LegacyAuthenticator`,
//! checked against andOTP's files of each kind but OpenPGP. Encrypted files are AES-256-GCM after a
//! nonce of 12 bytes: under SHA-256 of the password in old ones; in new ones under a key from
//! PBKDF2-HMAC-SHA1, whose iterations and salt come first.
//!
//! Encrypted files have no mark. What looks random from end to end, begins like no common format
//! and has the size of a backup is taken for one, and both ways are tried.
//!
//! Where importers disagree: files of old versions have no issuer, and labels such as
//! `Example - jane`, which are split there. GNOME Authenticator has no issuer either, and writes it
//! as the first tag. An entry without issuer and such a label, and without `used_frequency`, which
//! newer versions of andOTP write, is taken for GNOME Authenticator's: if an old andOTP wrote it,
//! its first tag becomes its issuer. Like andOTP, a counter-based entry without counter is refused.

use std::ops::RangeInclusive;

use serde::Deserialize;
use serde_json::Value;
use sha2::{Digest, Sha256};
use watchword_otp::Secret;
use zeroize::Zeroizing;

use crate::cipher;
use crate::draft::{Draft, Stated};
use crate::entry::{Imported, Read};
use crate::file::File;
use crate::format::{Encrypted, Outcome, Protection, Reader, Sealed, otp_auth};
use crate::json;
use crate::kdf::{self, Prf};
use crate::noise::is_noise;
use crate::refusal::{Lock, Refusal};

pub(crate) const READER: Reader =
    Reader { name: "andotp", title: "andOTP", protection: Protection::Either, is_in, read };

/// The sizes of an encrypted backup in bytes. It holds no pictures; old ones have no mark at all.
const SIZES: RangeInclusive<usize> = 128..=1 << 20;
const OLD_SIZES: RangeInclusive<usize> = 128..=32 << 10;
/// The iterations with which new ones begin: andOTP chooses 140,000 to 160,000.
const ITERATIONS: RangeInclusive<u32> = 1_000..=10_000_000;

const PGP: &str = "-----BEGIN PGP MESSAGE-----";

#[derive(Deserialize)]
struct Entry {
    secret: Zeroizing<String>,
    issuer: Option<String>,
    label: Option<String>,
    r#type: Option<String>,
    algorithm: Option<String>,
    digits: Option<u64>,
    period: Option<u64>,
    counter: Option<u64>,
    tags: Option<Vec<String>>,
    used_frequency: Option<u64>,
}

fn is_in(file: &File<'_>) -> bool {
    let is_plain = file.first().is_some_and(|entry| entry["secret"].is_string() && entry["label"].is_string());
    is_plain || is_pgp(file) || is_unmarked(file)
}

fn is_pgp(file: &File<'_>) -> bool {
    file.text().is_some_and(|text| text.starts_with(PGP))
}

fn read(file: &File<'_>) -> Result<Outcome, Refusal> {
    if is_pgp(file) {
        Err(Refusal::Locked(Lock::Pgp))
    } else if is_unmarked(file) {
        Ok(Outcome::Encrypted(Encrypted::new(Closed(file.bytes().to_vec()))))
    } else {
        all(file.json_as()?).map(Outcome::Read)
    }
}

fn all(entries: Vec<Value>) -> Result<Read, Refusal> {
    Read::of(entries, |entry| account(&entry))
}

fn account(json: &Value) -> Result<Imported, Refusal> {
    let entry: Entry = json::fields(json)?;
    let Entry { secret, issuer, label, r#type, algorithm, digits, period, counter, tags, used_frequency } = entry;
    let stated = r#type.as_deref().map(Stated::named).transpose()?.unwrap_or_default();
    if stated == Stated::Hotp && counter.is_none() {
        return Err(Refusal::Counter);
    }
    let (label, mut groups) = (label.unwrap_or_default(), tags.unwrap_or_default());
    let (issuer, account) = match (issuer, label.split_once(" - ")) {
        (Some(issuer), _) => (issuer, label),
        (None, Some((issuer, account))) => (issuer.to_owned(), account.to_owned()),
        (None, None) if used_frequency.is_none() && !groups.is_empty() => (groups.remove(0), label),
        (None, None) => (String::new(), label),
    };
    let draft = Draft { stated, issuer, account, algorithm, digits, period, counter, groups, note: String::new() };
    draft.with(Secret::from_base32(&secret)?)
}

/// Whether a file may be an encrypted backup: by its size, its beginning and how evenly it uses all
/// byte values.
fn is_unmarked(file: &File<'_>) -> bool {
    let bytes = file.bytes();
    // Keys and databases of SQLCipher have these lengths, which a backup has only by chance.
    let is_round = bytes.len().is_power_of_two() || bytes.len().is_multiple_of(1024);
    let has_iterations = bytes.first_chunk().is_some_and(|count| ITERATIONS.contains(&u32::from_be_bytes(*count)));
    (has_iterations && SIZES.contains(&bytes.len()) || OLD_SIZES.contains(&bytes.len()) && !is_round)
        && is_noise(bytes)
        && !otp_auth::is_in(file)
}

/// An encrypted backup, old or new.
struct Closed(Vec<u8>);

impl Closed {
    fn open_old(&self, password: &str) -> Result<Zeroizing<Vec<u8>>, Refusal> {
        let key = Zeroizing::new(Sha256::digest(password.as_bytes()).into());
        open_after_nonce(&key, &self.0)
    }

    fn open_new(&self, password: &str) -> Result<Zeroizing<Vec<u8>>, Refusal> {
        let (iterations, rest) = self.0.split_first_chunk().ok_or(Refusal::FileDamaged)?;
        let (salt, rest) = rest.split_first_chunk::<12>().ok_or(Refusal::FileDamaged)?;
        let iterations = u32::from_be_bytes(*iterations);
        let key = kdf::pbkdf2(Prf::HmacSha1, password.as_bytes(), salt, iterations)?;
        open_after_nonce(&key, rest)
    }
}

fn open_after_nonce(key: &[u8; 32], bytes: &[u8]) -> Result<Zeroizing<Vec<u8>>, Refusal> {
    let (nonce, sealed) = bytes.split_first_chunk::<12>().ok_or(Refusal::FileDamaged)?;
    cipher::open_gcm(key, nonce, sealed, b"")
}

impl Sealed for Closed {
    fn open(&self, password: &str) -> Result<Read, Refusal> {
        // Nothing tells which way it is, nor that it is a backup at all.
        let json = self.open_old(password).or_else(|_| self.open_new(password)).map_err(|_| Refusal::WrongPassword)?;
        all(json::parse(&json)?)
    }
}
