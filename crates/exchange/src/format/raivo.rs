//! Raivo's export: a zip archive with a password, in it `raivo-otp-export.json`, which is also read
//! by itself.
//!
//! Facts: `DataExportFeature.swift` and `Password.swift` in raivo-otp/ios-application; no file of
//! Raivo was at hand. Every value is a string, numbers too. The archive is encrypted by WinZip's
//! AES. Its second file, a page with the same accounts, isn't read.

use serde::Deserialize;
use serde_json::Value;
use watchword_otp::Secret;
use zeroize::Zeroizing;

use crate::archive;
use crate::draft::{Draft, Stated};
use crate::entry::{Imported, Read};
use crate::file::File;
use crate::format::{Encrypted, Outcome, Protection, Reader, Sealed};
use crate::json;
use crate::query::number;
use crate::refusal::Refusal;

pub(crate) const READER: Reader = Reader { name: "raivo", title: "Raivo", protection: Protection::Either, is_in, read };

#[derive(Deserialize)]
struct Password {
    issuer: Option<String>,
    account: Option<String>,
    secret: Zeroizing<String>,
    algorithm: Option<String>,
    digits: Option<String>,
    kind: String,
    timer: Option<String>,
    counter: Option<String>,
}

fn is_in(file: &File<'_>) -> bool {
    let is_plain = file.first().is_some_and(|entry| entry["kind"].is_string() && entry["timer"].is_string());
    is_plain || file.zip_names().iter().any(|name| is_export(name))
}

/// Whether an archive's entry is the export. People pack folders too.
fn is_export(name: &str) -> bool {
    archive::base(name) == "raivo-otp-export.json"
}

fn read(file: &File<'_>) -> Result<Outcome, Refusal> {
    if !file.zip_names().iter().any(|name| is_export(name)) {
        return all(file.json_as()?).map(Outcome::Read);
    }
    match archive::entry(file.bytes(), is_export, None) {
        Ok(json) => unpacked(&json).map(Outcome::Read),
        Err(Refusal::WrongPassword) => Ok(Outcome::Encrypted(Encrypted::new(Closed(file.bytes().to_vec())))),
        Err(why) => Err(why),
    }
}

fn unpacked(json: &[u8]) -> Result<Read, Refusal> {
    all(json::parse(json)?)
}

fn all(entries: Vec<Value>) -> Result<Read, Refusal> {
    Read::of(entries, |entry| account(&entry))
}

fn account(json: &Value) -> Result<Imported, Refusal> {
    let Password { issuer, account, secret, algorithm, digits, kind, timer, counter } = json::fields(json)?;
    let stated = Stated::named(&kind)?;
    let digits = digits.map(|text| number(&text, Refusal::Digits)).transpose()?;
    // Each kind has both, and zero for the one that it doesn't use.
    let period = timer.filter(|_| stated != Stated::Hotp).map(|text| number(&text, Refusal::Period)).transpose()?;
    let counter = counter.filter(|_| stated == Stated::Hotp).map(|text| number(&text, Refusal::Counter)).transpose()?;
    let (issuer, account) = (issuer.unwrap_or_default(), account.unwrap_or_default());
    let draft = Draft { stated, issuer, account, algorithm, digits, period, counter, ..Draft::default() };
    draft.with(Secret::from_base32(&secret)?)
}

/// An encrypted archive.
struct Closed(Vec<u8>);

impl Sealed for Closed {
    fn open(&self, password: &str) -> Result<Read, Refusal> {
        unpacked(&archive::entry(&self.0, is_export, Some(password))?)
    }
}
