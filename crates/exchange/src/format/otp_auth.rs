//! OTP Auth for iOS: backups of all accounts (`.otpauthdb`, `.otpauthdp`) and files of one
//! (`.otpauth`). An outer layer that needs no password wraps an archive, whose data the password
//! opens to another one.
//!
//! Facts: from public readers alone (decrypt-otpauth and its kin, in Python, Swift and Dart), which
//! agree. Checked against no file of the app: the tests' files are made by the tests.
//!
//! - The outer layer is AES-256-CBC under the SHA-256 of a name, without an initialization vector.
//!   What it holds begins as every binary property list does, which is how the file is detected.
//! - The inner layer is older (backups of version 1.0, single accounts of 1.1) or RNCryptor's
//!   format 3 (1.1 and 1.2). The older one has no MAC: the property list's first eight bytes prove
//!   the key.
//!
//! Where readers disagree: they take an unknown algorithm (0) for SHA-1 as the app does, and so
//! does this one; they show an unknown type, which is refused here. They ignore the reference date,
//! from which time steps would be counted: an account with another one than 1970 is refused here.

mod archive;
mod rncryptor;

use aes::cipher::{BlockCipherDecrypt, KeyInit};
use aes::{Aes256, Block};
use sha1::Sha1;
use sha2::{Digest, Sha256};
use watchword_otp::{InvalidSecret, MAX_SECRET_BYTES, Secret};
use zeroize::Zeroizing;

use crate::cipher::open_cbc;
use crate::draft::{Draft, Stated};
use crate::entry::{Imported, Read};
use crate::file::File;
use crate::format::{Encrypted, Outcome, Protection, Reader, Sealed};
use crate::limits::MAX_ENTRIES;
use crate::refusal::{ParameterFault, Refusal};
use archive::{Archive, MAGIC, Object};

pub(crate) const READER: Reader =
    Reader { name: "otp-auth", title: "OTP Auth", protection: Protection::Encrypted, is_in, read };

/// What the outer layer's key is the hash of: in backups, and in files of one account.
const OUTER: [&str; 2] = ["Authenticator", "OTPAuth"];

/// 1970 in seconds since 2001, from which iOS counts.
const EPOCH: f64 = -978_307_200.0;

pub(super) fn is_in(file: &File<'_>) -> bool {
    outer_key(file).is_some()
}

/// The outer layer's key, if the file has such a layer.
fn outer_key(file: &File<'_>) -> Option<[u8; 32]> {
    let first: [u8; 16] = *file.bytes().first_chunk()?;
    OUTER.into_iter().map(|name| Sha256::digest(name).into()).find(|key: &[u8; 32]| {
        let mut block = Block::from(first);
        Aes256::new(key.into()).decrypt_block(&mut block);
        block.starts_with(MAGIC)
    })
}

fn read(file: &File<'_>) -> Result<Outcome, Refusal> {
    let key = outer_key(file).ok_or(Refusal::FileDamaged)?;
    let bytes = open_cbc(&key, &[0; 16], file.bytes()).map_err(|_| Refusal::FileDamaged)?;
    closed(&bytes).map(|closed| Outcome::Encrypted(Encrypted::new(closed)))
}

/// What the outer layer's archive holds.
fn closed(bytes: &[u8]) -> Result<Closed, Refusal> {
    let archive = Archive::of(bytes).ok_or(Refusal::FileDamaged)?;
    let root = archive.root().ok_or(Refusal::FileDamaged)?;
    let bytes = |key| archive.get(&root, key).and_then(|object| archive.data(&object));
    let text = |key| archive.get(&root, key).and_then(|object| archive.text(&object));
    let (data, oldest) = match (bytes("WrappedData"), bytes("Data")) {
        (Some(data), None) => (data, 10),
        (None, Some(data)) => (data, 11),
        _ => return Err(Refusal::FileDamaged),
    };
    let version = archive.get(&root, "Version").and_then(|version| version.real()).ok_or(Refusal::FileDamaged)?;
    let layer = match (version * 10.0).round() - f64::from(oldest) {
        0.0 => {
            let salt = text("Salt").ok_or(Refusal::FileDamaged)?;
            // A text in backups, bytes in files of one account.
            let stated = text("IV").map(String::into_bytes).or(bytes("IV").map(<[u8]>::to_vec));
            let hash: [u8; 20] = Sha1::digest(stated.ok_or(Refusal::FileDamaged)?).into();
            Layer::Older { salt, iv: *hash.first_chunk().ok_or(Refusal::FileDamaged)? }
        }
        1.0 => Layer::RnCryptor,
        newer if newer > 1.0 => return Err(Refusal::NewerVersion),
        _ => return Err(Refusal::FileDamaged),
    };
    Ok(Closed { layer, data: data.to_vec() })
}

/// A file whose outer layer is open.
struct Closed {
    layer: Layer,
    data: Vec<u8>,
}

enum Layer {
    Older { salt: String, iv: [u8; 16] },
    RnCryptor,
}

impl Sealed for Closed {
    fn open(&self, password: &str) -> Result<Read, Refusal> {
        let bytes = match &self.layer {
            Layer::Older { salt, iv } => {
                let key =
                    Zeroizing::new(Sha256::digest(Zeroizing::new(format!("{salt}-{password}")).as_bytes()).into());
                let bytes = open_cbc(&key, iv, &self.data)?;
                if !bytes.starts_with(MAGIC) {
                    return Err(Refusal::WrongPassword);
                }
                bytes
            }
            Layer::RnCryptor => rncryptor::open(password, &self.data)?,
        };
        let archive = Archive::of(&bytes).ok_or(Refusal::FileDamaged)?;
        accounts(&archive).ok_or(Refusal::FileDamaged)?
    }
}

/// The accounts of every folder, or the only one. `None` if the archive is damaged.
fn accounts(archive: &Archive<'_>) -> Option<Result<Read, Refusal>> {
    let root = archive.root()?;
    let Some(folders) = archive.get(&root, "Folders") else {
        return Some(Read::of([root], |root| account(archive, &root, None)));
    };
    let folders = archive.list(&folders)?;
    if folders.len() > MAX_ENTRIES {
        return Some(Err(Refusal::TooMany));
    }
    let entries = folders.flat_map(|folder| {
        let name = folder.as_ref().and_then(|folder| archive.text(&archive.get(folder, "name")?));
        let accounts = folder.as_ref().and_then(|folder| archive.list(&archive.get(folder, "accounts")?));
        // A folder that can't be read is one refused entry.
        let damaged = accounts.is_none().then_some(None);
        accounts.into_iter().flatten().chain(damaged).map(move |account| (account, name.clone()))
    });
    Some(Read::of(entries, |(object, folder)| account(archive, &object.ok_or(Refusal::FileDamaged)?, folder)))
}

fn account(archive: &Archive<'_>, object: &Object<'_>, folder: Option<String>) -> Result<Imported, Refusal> {
    let get = |key: &str| archive.get(object, key);
    let text = |key: &str| match get(key) {
        None => Ok(String::new()),
        Some(object) => archive.text(&object).ok_or(Refusal::FileDamaged),
    };
    let number = |key: &str, refusal: Refusal| get(key).map(|object| object.number().ok_or(refusal)).transpose();
    let stated = match number("type", Refusal::FileDamaged)?.ok_or(Refusal::FileDamaged)? {
        1 => Stated::Hotp,
        2 => Stated::Totp,
        other => return Err(Refusal::UnsupportedType(other.to_string())),
    };
    let algorithm = match number("algorithm", Refusal::FileDamaged)? {
        None | Some(0 | 1) => "SHA1",
        Some(2) => "SHA256",
        Some(3) => "SHA512",
        Some(4) => "MD5",
        Some(other) => return Err(Refusal::UnsupportedAlgorithm(other.to_string())),
    };
    let date = get("refDate").map(|date| archive.get(&date, "NS.time").unwrap_or(date));
    if stated == Stated::Totp && date.is_some_and(|date| date.real() != Some(EPOCH)) {
        return Err(ParameterFault::Unknown.of("refDate"));
    }
    let secret = match get("secret") {
        Some(object) => archive.data(&object).ok_or(Refusal::FileDamaged)?,
        None => return Err(InvalidSecret::Empty.into()),
    };
    let draft = Draft {
        stated,
        issuer: text("issuer")?,
        account: text("label")?,
        algorithm: Some(algorithm.to_owned()),
        digits: number("digits", Refusal::Digits)?,
        period: number("period", Refusal::Period)?,
        counter: number("counter", Refusal::Counter)?,
        groups: folder.into_iter().collect(),
        ..Draft::default()
    };
    draft.with(Secret::new(secret.iter().take(MAX_SECRET_BYTES + 1).copied().collect())?)
}
