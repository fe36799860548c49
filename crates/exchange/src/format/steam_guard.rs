//! Steam's authenticator: the file of Steam's app for Android, the maFile of Steam Desktop
//! Authenticator and steamguard-cli, and their folder of maFiles in a zip archive.
//!
//! Facts: dyc3/steamguard-cli and Aegis' `SteamImporter.java`, checked against maFiles of
//! steamguard-cli's tests, plain and encrypted; its scheme with Argon2id and the app's file were
//! checked against the source only. An encrypted maFile opens only together with the folder's
//! `manifest.json`, which has its salt and IV, hence the archive.

use serde_json::Value;
use watchword_otp::Secret;

use crate::archive;
use crate::cipher;
use crate::draft::{Draft, Stated};
use crate::encoding::base64;
use crate::entry::{Imported, Read};
use crate::file::File;
use crate::format::{Encrypted, Outcome, Protection, Reader, Sealed};
use crate::json;
use crate::kdf::{self, Prf};
use crate::name::short_name;
use crate::refusal::{Lock, Refusal};

pub(crate) const READER: Reader = Reader { name: "steam", title: "Steam", protection: Protection::Either, is_in, read };

const MANIFEST: &str = "manifest.json";
/// The most maFiles of a folder: each has a key derivation of its own.
const MAX_FILES: usize = 100;

fn is_in(file: &File<'_>) -> bool {
    let is_named = |is: fn(&str) -> bool| file.zip_names().iter().any(|name| is(archive::base(name)));
    let is_app = |json: &Value| {
        let accounts = json["accounts"].as_object();
        accounts.is_some_and(|accounts| accounts.values().any(|account| account.get("shared_secret").is_some()))
    };
    file.has_keys(&["shared_secret"])
        || file.json().is_some_and(|json| is_app(json) || is_manifest(json))
        || is_named(|name| name == MANIFEST) && is_named(is_ma_file)
}

fn is_manifest(json: &Value) -> bool {
    let is_entry = |entry: &Value| entry["filename"].is_string() && (seal(entry).is_some() || has_steam_id(entry));
    json["entries"].as_array().is_some_and(|entries| !entries.is_empty() && entries.iter().all(is_entry))
}

fn has_steam_id(entry: &Value) -> bool {
    ["steamid", "steam_id"].iter().any(|key| entry.get(key).is_some())
}

fn is_ma_file(name: &str) -> bool {
    name.to_ascii_lowercase().ends_with(".mafile")
}

fn read(file: &File<'_>) -> Result<Outcome, Refusal> {
    if let Some(json) = file.json() {
        if is_manifest(json) {
            return Err(Refusal::Locked(Lock::Folder));
        }
        let accounts = json["accounts"].as_object();
        let accounts = accounts.map_or_else(|| vec![json], |accounts| accounts.values().collect());
        return Read::of(accounts, account).map(Outcome::Read);
    }
    let folder = Folder::of(file.bytes())?;
    if folder.manifest.iter().any(|entry| seal(entry).is_some()) {
        return Ok(Outcome::Encrypted(Encrypted::new(folder)));
    }
    folder.read("").map(Outcome::Read)
}

fn account(json: &Value) -> Result<Imported, Refusal> {
    let secret = json["shared_secret"].as_str().ok_or(Refusal::FileDamaged)?;
    let secret = base64(secret)?;
    let account = json["account_name"].as_str().unwrap_or_default().to_owned();
    let draft = Draft { stated: Stated::Steam, issuer: "Steam".into(), account, ..Draft::default() };
    draft.with(Secret::new(secret)?)
}

/// The folder of maFiles.
struct Folder {
    archive: Vec<u8>,
    manifest: Vec<Value>,
    /// The maFiles' paths, and the names of those that only the manifest states.
    paths: Vec<String>,
}

impl Folder {
    fn of(bytes: &[u8]) -> Result<Self, Refusal> {
        let manifest = archive::entry(bytes, |name| archive::base(name) == MANIFEST, None)?;
        let manifest: Value = json::parse(&manifest)?;
        let manifest = manifest["entries"].as_array().ok_or(Refusal::FileDamaged)?.clone();
        let mut paths = archive::names(bytes);
        paths.retain(|path| is_ma_file(path));
        if paths.len() > MAX_FILES || manifest.len() > MAX_FILES {
            return Err(Refusal::TooCostly);
        }
        for name in manifest.iter().filter_map(|entry| entry["filename"].as_str()) {
            if !paths.iter().any(|path| archive::base(path) == name) {
                paths.push(name.to_owned());
            }
        }
        paths.sort_by(|a, b| archive::base(a).cmp(archive::base(b)));
        Ok(Self { archive: bytes.to_vec(), manifest, paths })
    }

    fn read(&self, password: &str) -> Result<Read, Refusal> {
        let read = Read::of(&self.paths, |path| self.account(path, password))?;
        read.unless_none_opened(|at| self.paths.get(at).is_some_and(|path| self.seal(path).is_some()))
    }

    /// How a maFile is encrypted. `None` if it isn't.
    fn seal(&self, path: &str) -> Option<Seal<'_>> {
        self.manifest.iter().find(|entry| entry["filename"] == archive::base(path)).and_then(seal)
    }

    fn account(&self, path: &str, password: &str) -> Result<Imported, Refusal> {
        let file = archive::entry(&self.archive, |name| name == path, None)?;
        match self.seal(path) {
            Some(seal) => account(&seal.open(&file, password)?),
            None => account(&json::parse(&file)?),
        }
    }
}

impl Sealed for Folder {
    fn open(&self, password: &str) -> Result<Read, Refusal> {
        self.read(password)
    }
}

/// How a maFile is encrypted.
struct Seal<'a> {
    scheme: &'a str,
    salt: &'a str,
    iv: &'a str,
}

/// What an entry of a manifest states: steamguard-cli's in an object, Steam Desktop Authenticator's
/// in the entry itself. `None` if the maFile isn't encrypted.
fn seal(entry: &Value) -> Option<Seal<'_>> {
    const DESKTOP: &str = "LegacySdaCompatible";
    if let Some(seal) = entry.get("encryption").filter(|seal| !seal.is_null()) {
        let text = |key: &str| seal[key].as_str().unwrap_or_default();
        return Some(Seal { scheme: text("scheme"), salt: text("salt"), iv: text("iv") });
    }
    Some(Seal { scheme: DESKTOP, salt: entry["encryption_salt"].as_str()?, iv: entry["encryption_iv"].as_str()? })
}

impl Seal<'_> {
    fn open(&self, file: &[u8], password: &str) -> Result<Value, Refusal> {
        let (salt, password) = (base64(self.salt.trim())?, password.as_bytes());
        let iv = base64(self.iv.trim())?.try_into().map_err(|_| Refusal::FileDamaged)?;
        let key = match self.scheme {
            "LegacySdaCompatible" => kdf::pbkdf2(Prf::HmacSha1, password, &salt, 50_000)?,
            "Argon2idAes256" => kdf::argon2id(password, &salt, 12 * 1024, 3, 12)?,
            other => return Err(Refusal::UnsupportedAlgorithm(short_name(other))),
        };
        // A wrong password may give padding that looks right, but no JSON.
        json::parse(&cipher::open_cbc(&key, &iv, &base64(file.trim_ascii())?)?).map_err(|_| Refusal::WrongPassword)
    }
}
