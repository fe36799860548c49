//! TOTP Authenticator's backup, and its preferences from a rooted phone or a backup of its storage.
//!
//! Facts: the importers of Aegis and Stratum, checked against a file of each kind. A backup is
//! base64 of AES-256-CBC under SHA-256 of the password, with a zero IV; without a password of the
//! user's, the app takes a fixed one, and the file opens by itself. Inside is a JSON object whose
//! name, not its value, is the list of accounts. The file has no mark: base64 of whole cipher
//! blocks that look random is taken for one.
//!
//! Where importers disagree: digits and periods are read as the file states them (as in Stratum;
//! Aegis takes 6 and 30). The hash isn't stated and is SHA-1. The issuer `Unknown` means none.

use data_encoding::{BASE64, HEXLOWER_PERMISSIVE};
use serde::Deserialize;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use watchword_otp::{InvalidSecret, Looks, Secret};
use zeroize::Zeroizing;

use crate::cipher;
use crate::draft::Draft;
use crate::entry::{Imported, Read};
use crate::file::File;
use crate::format::{Encrypted, Outcome, Protection, Reader, Sealed};
use crate::json;
use crate::noise::is_noise;
use crate::query::number;
use crate::refusal::Refusal;

pub(crate) const READER: Reader =
    Reader { name: "totp-authenticator", title: "TOTP Authenticator", protection: Protection::Either, is_in, read };

const PREFERENCE: &str = "STATIC_TOTP_CODES_LIST";
const DEFAULT_PASSWORD: &str = "TotpAuthenticator";
/// The shortest backup in bytes: an account's names of fields alone take more.
const SHORTEST: usize = 96;

#[derive(Deserialize)]
struct Account {
    key: Zeroizing<String>,
    base: u32,
    name: Option<String>,
    issuer: Option<String>,
    digits: Option<String>,
    period: Option<String>,
}

fn is_in(file: &File<'_>) -> bool {
    file.preference(PREFERENCE).is_some() || sealed(file).is_some()
}

fn read(file: &File<'_>) -> Result<Outcome, Refusal> {
    if let Some(list) = file.preference(PREFERENCE) {
        return all(list).map(Outcome::Read);
    }
    let closed = Closed(sealed(file).ok_or(Refusal::FileDamaged)?);
    match closed.open(DEFAULT_PASSWORD) {
        Err(Refusal::WrongPassword) => Ok(Outcome::Encrypted(Encrypted::new(closed))),
        opened => opened.map(Outcome::Read),
    }
}

/// The cipher blocks, if the file is a backup.
fn sealed(file: &File<'_>) -> Option<Vec<u8>> {
    let text = file.text()?;
    let holds = |class: fn(&u8) -> bool| text.as_bytes().iter().take(SHORTEST).any(class);
    // Neither base32 nor hexadecimal nor prose.
    let is_base64 = holds(u8::is_ascii_lowercase) && holds(u8::is_ascii_uppercase) && holds(u8::is_ascii_digit);
    let lines: String = Some(text).filter(|_| is_base64)?.lines().collect();
    let bytes = BASE64.decode(lines.as_bytes()).ok()?;
    Some(bytes).filter(|bytes| bytes.len() >= SHORTEST && bytes.len().is_multiple_of(16) && is_noise(bytes))
}

fn all(list: &str) -> Result<Read, Refusal> {
    let accounts: Vec<Value> = json::parse(list.as_bytes())?;
    Read::of(accounts, |account| read_account(&account))
}

fn read_account(json: &Value) -> Result<Imported, Refusal> {
    let Account { key, base, name, issuer, digits, period } = json::fields(json)?;
    let stated = |text: Option<String>| text.filter(|text| !text.is_empty());
    let draft = Draft {
        issuer: issuer.filter(|issuer| issuer != "Unknown").unwrap_or_default(),
        account: name.unwrap_or_default(),
        digits: stated(digits).map(|text| number(&text, Refusal::Digits)).transpose()?,
        period: stated(period).map(|text| number(&text, Refusal::Period)).transpose()?,
        ..Draft::default()
    };
    let decoded = match base {
        16 => HEXLOWER_PERMISSIVE.decode(key.as_bytes()),
        32 => return draft.with(Secret::from_base32(&key)?),
        64 => BASE64.decode(key.as_bytes()),
        _ => return Err(Refusal::FileDamaged),
    };
    draft.with(Secret::new(decoded.map_err(|_| InvalidSecret::NotBase32(Looks::Otherwise))?)?)
}

/// A backup's cipher blocks.
struct Closed(Vec<u8>);

impl Sealed for Closed {
    fn open(&self, password: &str) -> Result<Read, Refusal> {
        let key = Zeroizing::new(Sha256::digest(password.as_bytes()).into());
        let json = cipher::open_cbc(&key, &[0; 16], &self.0)?;
        let json: Map<String, Value> = json::parse(&json).map_err(|_| Refusal::WrongPassword)?;
        all(json.keys().find(|name| name.starts_with('[')).ok_or(Refusal::FileDamaged)?)
    }
}
