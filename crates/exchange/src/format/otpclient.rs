//! OTPClient's database, which is always encrypted, of version 1 to 3.
//!
//! Facts: `db-common.c` and `DatabaseManager.kt` in paolostivanin/OTPClient; no file of OTPClient
//! was at hand. Version 2 and 3 begin with the app's name; 2 as the machine lays out a C structure,
//! here a little-endian one, 3 packed and big-endian. Both are AES-256-GCM with a nonce of 16 bytes
//! and the header as associated data, under a key from Argon2id. Version 1 has no mark and a key
//! from PBKDF2-HMAC-SHA512 (100,000 iterations): it is read, but not detected.
//!
//! Old versions of OTPClient took the number of a password's characters for that of its bytes, so
//! that the end of one with other letters than ASCII's doesn't count. Both lengths are tried.
//!
//! Like OTPClient, a time-based account whose issuer is Steam is Steam's, whatever its digits.

use serde::Deserialize;
use serde_json::Value;
use watchword_otp::Secret;
use zeroize::Zeroizing;

use crate::cipher;
use crate::draft::{Draft, Stated};
use crate::entry::{Imported, Read};
use crate::file::File;
use crate::format::{Encrypted, Outcome, Protection, Reader, Sealed};
use crate::json;
use crate::kdf::{self, Prf};
use crate::refusal::Refusal;

pub(crate) const READER: Reader =
    Reader { name: "otpclient", title: "OTPClient", protection: Protection::Encrypted, is_in, read };

const NAME: &[u8] = b"OTPClient";

#[derive(Deserialize)]
struct Entry {
    r#type: String,
    label: Option<String>,
    issuer: Option<String>,
    secret: Zeroizing<String>,
    algo: Option<String>,
    digits: Option<u64>,
    period: Option<u64>,
    counter: Option<u64>,
    group: Option<String>,
}

fn is_in(file: &File<'_>) -> bool {
    file.bytes().starts_with(NAME)
}

fn read(file: &File<'_>) -> Result<Outcome, Refusal> {
    Ok(Outcome::Encrypted(Encrypted::new(Closed::new(file.bytes())?)))
}

fn account(json: &Value) -> Result<Imported, Refusal> {
    let Entry { r#type, label, issuer, secret, algo, digits, period, counter, group } = json::fields(json)?;
    let issuer = issuer.unwrap_or_default();
    let (stated, digits) = match Stated::named(&r#type)? {
        Stated::Totp if issuer.eq_ignore_ascii_case("steam") => (Stated::Steam, None),
        stated => (stated, digits),
    };
    let draft = Draft {
        stated,
        issuer,
        account: label.unwrap_or_default(),
        algorithm: algo,
        digits,
        period,
        counter,
        groups: group.into_iter().collect(),
        note: String::new(),
    };
    draft.with(Secret::from_base32(&secret)?)
}

/// A database, with what its key is derived from.
struct Closed {
    bytes: Vec<u8>,
    header: usize,
    nonce: [u8; 16],
    salt: [u8; 32],
    derivation: Derivation,
}

enum Derivation {
    Pbkdf2,
    Argon2id { passes: u32, memory_kib: u32, lanes: u32 },
}

impl Closed {
    fn new(bytes: &[u8]) -> Result<Self, Refusal> {
        Self::parse(bytes).unwrap_or(Err(Refusal::FileDamaged))
    }

    /// `None` if the file is cut short within the header.
    fn parse(bytes: &[u8]) -> Option<Result<Self, Refusal>> {
        let mut rest = bytes;
        let (mut version, mut is_little) = (1, false);
        if let Some(named) = bytes.strip_prefix(NAME) {
            // A little-endian version follows three bytes that align it: read as big-endian from
            // the first of them, its lowest byte is the last.
            version = u32::from_be_bytes(*named.first_chunk()?);
            is_little = version == 2;
            rest = named.get(if is_little { 7 } else { 4 }..)?;
        }
        let (nonce, salt) = (*take(&mut rest)?, *take(&mut rest)?);
        let number = |rest: &mut &[u8]| {
            let bytes = *take(rest)?;
            Some(if is_little { u32::from_le_bytes(bytes) } else { u32::from_be_bytes(bytes) })
        };
        let derivation = match version {
            1 => Derivation::Pbkdf2,
            2 | 3 => Derivation::Argon2id {
                passes: number(&mut rest)?,
                memory_kib: number(&mut rest)?,
                lanes: number(&mut rest)?,
            },
            _ => return Some(Err(Refusal::NewerVersion)),
        };
        Some(Ok(Self { bytes: bytes.to_vec(), header: bytes.len() - rest.len(), nonce, salt, derivation }))
    }

    fn open_with(&self, password: &[u8]) -> Result<Zeroizing<Vec<u8>>, Refusal> {
        let key = match self.derivation {
            Derivation::Pbkdf2 => kdf::pbkdf2(Prf::HmacSha512, password, &self.salt, 100_000)?,
            Derivation::Argon2id { passes, memory_kib, lanes } => {
                kdf::argon2id(password, &self.salt, memory_kib.into(), passes.into(), lanes.into())?
            }
        };
        let (header, sealed) = self.bytes.split_at_checked(self.header).ok_or(Refusal::FileDamaged)?;
        cipher::open_gcm(&key, &self.nonce, sealed, header)
    }
}

/// Takes the first bytes.
fn take<'a, const N: usize>(rest: &mut &'a [u8]) -> Option<&'a [u8; N]> {
    let (first, others) = rest.split_first_chunk()?;
    *rest = others;
    Some(first)
}

impl Sealed for Closed {
    fn open(&self, password: &str) -> Result<Read, Refusal> {
        let bytes = password.as_bytes();
        let short = bytes.get(..password.chars().count()).filter(|short| short.len() < bytes.len());
        let opened = match (self.open_with(bytes), short) {
            (Err(Refusal::WrongPassword), Some(short)) => self.open_with(short)?,
            (opened, _) => opened?,
        };
        // Versions in C seal the text's final NUL as well.
        let json = opened.strip_suffix(b"\0").unwrap_or(&opened);
        let entries: Vec<Value> = json::parse(json)?;
        Read::of(entries, |entry| account(&entry))
    }
}
