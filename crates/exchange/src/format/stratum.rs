//! Stratum's backup, Authenticator Pro's until its new name: JSON, plain or encrypted (in an old
//! and a new way), and the HTML page with QR codes that both export.
//!
//! Facts: `doc/BACKUP_FORMAT.md` and `HtmlBackup.cs` in stratumauth/app, checked against files of
//! each kind except HTML, which was written from that description. Old and new encrypted files
//! begin with the same word, and differ in its case. The new key is Argon2id's (3 passes, 64 MiB, 4
//! lanes) for AES-256-GCM; the old one PBKDF2-HMAC-SHA1's (64,000 iterations) for AES-256-CBC,
//! where padding that fails or contents that aren't JSON show a wrong password.
//!
//! The page has each account's URI in a `<code>`, which is read as in a list of URIs. Other apps
//! write Steam's accounts as time-based ones with five digits; those are Steam's here too.

use std::collections::HashMap;

use serde::Deserialize;
use serde_json::Value;
use watchword_otp::Secret;
use zeroize::Zeroizing;

use crate::cipher;
use crate::draft::{Draft, Stated};
use crate::entry::{Imported, Read};
use crate::file::File;
use crate::format::{Encrypted, Outcome, Protection, Reader, Sealed};
use crate::groups::Groups;
use crate::json;
use crate::kdf::{self, Prf};
use crate::limits::MAX_GROUPS;
use crate::payload;
use crate::refusal::Refusal;
use crate::scheme::Scheme;

pub(crate) const READER: Reader =
    Reader { name: "stratum", title: "Stratum", protection: Protection::Either, is_in, read };

const NEW: &[u8; 16] = b"AUTHENTICATORPRO";
const OLD: &[u8; 16] = b"AuthenticatorPro";

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Backup {
    authenticators: Vec<Value>,
    categories: Option<Vec<Category>>,
    authenticator_categories: Option<Vec<Membership>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Category {
    id: String,
    name: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Membership {
    category_id: String,
    authenticator_secret: Zeroizing<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Authenticator {
    r#type: u32,
    issuer: Option<String>,
    username: Option<String>,
    secret: Zeroizing<String>,
    algorithm: Option<u32>,
    digits: Option<u64>,
    period: Option<u64>,
    counter: Option<u64>,
}

fn is_in(file: &File<'_>) -> bool {
    file.has_keys(&["Authenticators"]) || is_sealed(file.bytes()) || is_page(file)
}

/// Whether a file is an encrypted backup.
pub(super) fn is_sealed(bytes: &[u8]) -> bool {
    bytes.starts_with(NEW) || bytes.starts_with(OLD)
}

/// What follows each `<code>` of a page.
fn codes(page: &str) -> impl Iterator<Item = &str> {
    page.split("<code>").skip(1)
}

/// Whether a file is a page whose every `<code>` holds the URI of an account. Others explain such
/// URIs.
fn is_page(file: &File<'_>) -> bool {
    let Some(page) = file.text().filter(|text| text.starts_with('<')) else { return false };
    let mut codes = codes(page).peekable();
    codes.peek().is_some() && codes.all(|code| Scheme::begins(code).is_some())
}

fn read(file: &File<'_>) -> Result<Outcome, Refusal> {
    match file.text().filter(|_| is_page(file)) {
        Some(page) => Read::of(codes(page), code).map(Outcome::Read),
        None if is_sealed(file.bytes()) => Ok(Outcome::Encrypted(Encrypted::new(Closed::new(file.bytes())?))),
        None => backup(file.json_as()?).map(Outcome::Read),
    }
}

/// The account in what follows a `<code>`. Without the end, the URI may be cut short.
fn code(rest: &str) -> Result<Imported, Refusal> {
    let (uri, _) = rest.split_once("</code>").ok_or(Refusal::FileDamaged)?;
    payload::account(uri)
}

fn backup(backup: Backup) -> Result<Read, Refusal> {
    let categories = backup.categories.into_iter().flatten();
    let names = Groups::of(categories.map(|category| (category.id, category.name)));
    let memberships = backup.authenticator_categories.unwrap_or_default();
    let mut groups: HashMap<&str, Vec<&str>> = HashMap::new();
    for Membership { category_id, authenticator_secret } in &memberships {
        let groups = groups.entry(authenticator_secret).or_default();
        groups.extend(names.name(category_id).filter(|_| groups.len() < MAX_GROUPS));
    }
    Read::of(backup.authenticators, |json| {
        let authenticator: Authenticator = json::fields(&json)?;
        let groups = groups.get(authenticator.secret.as_str()).into_iter().flatten();
        let groups = groups.map(|group| (*group).to_owned()).collect();
        account(authenticator, groups)
    })
}

fn account(authenticator: Authenticator, groups: Vec<String>) -> Result<Imported, Refusal> {
    let Authenticator { r#type, issuer, username, secret, algorithm, digits, period, counter } = authenticator;
    let stated = match r#type {
        1 => Stated::Hotp,
        2 => Stated::Totp,
        3 => return Err(Refusal::UnsupportedType("mOTP".into())),
        4 => Stated::Steam,
        5 => return Err(Refusal::UnsupportedType("Yandex".into())),
        other => return Err(Refusal::UnsupportedType(other.to_string())),
    };
    let algorithm = algorithm.map(|number| match number {
        0 => Ok("SHA1".into()),
        1 => Ok("SHA256".into()),
        2 => Ok("SHA512".into()),
        other => Err(Refusal::UnsupportedAlgorithm(other.to_string())),
    });
    let (issuer, account) = (issuer.unwrap_or_default(), username.unwrap_or_default());
    let algorithm = algorithm.transpose()?;
    let draft = Draft { stated, issuer, account, algorithm, digits, period, counter, groups, note: String::new() };
    draft.with(Secret::from_base32(&secret)?)
}

/// An encrypted backup.
enum Closed {
    New { salt: [u8; 16], nonce: [u8; 12], sealed: Vec<u8> },
    Old { salt: [u8; 20], iv: [u8; 16], sealed: Vec<u8> },
}

impl Closed {
    fn new(bytes: &[u8]) -> Result<Self, Refusal> {
        let closed = match bytes.split_first_chunk() {
            Some((NEW, rest)) => split(rest).map(|(salt, nonce, sealed)| Self::New { salt, nonce, sealed }),
            Some((_, rest)) => split(rest).map(|(salt, iv, sealed)| Self::Old { salt, iv, sealed }),
            None => None,
        };
        closed.ok_or(Refusal::FileDamaged)
    }
}

/// Splits two parts of a fixed size from the rest.
fn split<const A: usize, const B: usize>(bytes: &[u8]) -> Option<([u8; A], [u8; B], Vec<u8>)> {
    let (first, rest) = bytes.split_first_chunk()?;
    let (second, rest) = rest.split_first_chunk()?;
    Some((*first, *second, rest.to_vec()))
}

impl Sealed for Closed {
    fn open(&self, password: &str) -> Result<Read, Refusal> {
        let password = password.as_bytes();
        let (json, unreadable) = match self {
            Self::New { salt, nonce, sealed } => {
                let key = kdf::argon2id(password, salt, 64 << 10, 3, 4)?;
                (cipher::open_gcm(&key, nonce, sealed, b"")?, Refusal::FileDamaged)
            }
            Self::Old { salt, iv, sealed } => {
                let key = kdf::pbkdf2(Prf::HmacSha1, password, salt, 64_000)?;
                (cipher::open_cbc(&key, iv, sealed)?, Refusal::WrongPassword)
            }
        };
        backup(json::parse(&json).map_err(|_| unreadable)?)
    }
}
