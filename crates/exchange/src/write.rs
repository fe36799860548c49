//! Writes accounts in the formats of other apps, one module each. Each module's documentation says
//! what the app accepts and where that is known from.
//!
//! An account whose codes the app would show wrongly is left out and named, never changed: some
//! apps silently replace a period or a length that they don't know. Names are written as they are.
//! Readers, this crate's among them, may split an account's name that contains a colon, or an `@`
//! for Aegis, if there is no issuer.

mod aegis;
mod bitwarden_authenticator;
mod google_migration;
mod two_fas;

use std::collections::{BTreeMap, BTreeSet};

use data_encoding::HEXLOWER;
use serde_json::Value;
use thiserror::Error;
use watchword_otp::Account;
use zeroize::Zeroizing;

use crate::entry::Imported;
use crate::format::otpauth::to_uri;

/// The format of an export.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Export<'a> {
    /// A list of `otpauth://` URIs, one per line. Without groups and notes.
    UriList,
    /// Aegis Authenticator's JSON, unencrypted.
    Aegis,
    /// Aegis Authenticator's JSON, encrypted with this password.
    AegisEncrypted(&'a str),
    /// A backup of 2FAS, unencrypted. With the first group of each account, and without notes.
    TwoFas,
    /// A backup of 2FAS, encrypted with this password. The names of groups aren't.
    TwoFasEncrypted(&'a str),
    /// Bitwarden Authenticator's JSON, unencrypted. Without groups.
    BitwardenAuthenticator,
    /// QR codes for Google Authenticator. Without groups and notes.
    GoogleMigration,
}

/// What was written.
pub struct Written {
    /// The export itself, which holds seeds.
    pub content: Content,
    /// The accounts that aren't in it.
    pub left_out: Vec<LeftOut>,
}

/// The content of an export.
pub enum Content {
    /// The bytes of a file.
    File(Zeroizing<Vec<u8>>),
    /// The texts of QR codes, in the order in which the app asks for them.
    QrCodes(Vec<Zeroizing<String>>),
}

/// An account that the format, or the app that reads it, has no place for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LeftOut {
    /// Its place among the accounts that were to be written, from 0.
    pub index: usize,
    /// Why it was left out.
    pub why: NoPlace,
}

/// What the other app can't compute or hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum NoPlace {
    /// Counter-based codes.
    #[error("counter-based codes")]
    Hotp,
    /// Steam's codes, of five letters.
    #[error("Steam's codes")]
    Steam,
    /// Codes of this length.
    #[error("codes of this length")]
    Digits,
    /// Codes of this period.
    #[error("this period")]
    Period,
    /// A counter as high as this.
    #[error("a counter as high as this")]
    Counter,
    /// A secret or names as long as these, in a QR code.
    #[error("a secret or names as long as these")]
    Length,
}

/// Fills bytes with random ones.
type Random<'a> = &'a mut dyn FnMut(&mut [u8]);

impl Export<'_> {
    /// Writes accounts, in their order. `random` fills bytes with random ones from the operating
    /// system: salts, nonces, keys and identifiers.
    pub fn write(self, accounts: &[Imported], random: &mut dyn FnMut(&mut [u8])) -> Written {
        match self {
            Self::UriList => file(accounts, |_| Ok(()), uri_list),
            Self::Aegis => file(accounts, aegis::check, |accounts| aegis::plain(accounts, random)),
            Self::AegisEncrypted(password) => {
                file(accounts, aegis::check, |accounts| aegis::encrypted(accounts, password, random))
            }
            Self::TwoFas => file(accounts, two_fas::check, |accounts| two_fas::plain(accounts, random)),
            Self::TwoFasEncrypted(password) => {
                file(accounts, two_fas::check, |accounts| two_fas::encrypted(accounts, password, random))
            }
            Self::BitwardenAuthenticator => file(accounts, bitwarden_authenticator::check, |accounts| {
                bitwarden_authenticator::write(accounts, random)
            }),
            Self::GoogleMigration => {
                let (accounts, left_out) = divide(accounts, google_migration::check);
                Written { content: Content::QrCodes(google_migration::write(&accounts, random)), left_out }
            }
        }
    }
}

fn file(
    accounts: &[Imported],
    check: fn(&Account) -> Result<(), NoPlace>,
    write: impl FnOnce(&[&Imported]) -> Zeroizing<Vec<u8>>,
) -> Written {
    let (accounts, left_out) = divide(accounts, check);
    Written { content: Content::File(write(&accounts)), left_out }
}

/// The accounts that pass the check, and the others.
fn divide(accounts: &[Imported], check: fn(&Account) -> Result<(), NoPlace>) -> (Vec<&Imported>, Vec<LeftOut>) {
    let (mut kept, mut left_out) = (Vec::new(), Vec::new());
    for (index, imported) in accounts.iter().enumerate() {
        match check(&imported.account) {
            Ok(()) => kept.push(imported),
            Err(why) => left_out.push(LeftOut { index, why }),
        }
    }
    (kept, left_out)
}

fn uri_list(accounts: &[&Imported]) -> Zeroizing<Vec<u8>> {
    let mut list = Zeroizing::new(Vec::new());
    for imported in accounts {
        list.extend_from_slice(to_uri(&imported.account).as_bytes());
        list.push(b'\n');
    }
    list
}

fn json(value: &Value) -> Zeroizing<Vec<u8>> {
    Zeroizing::new(value.to_string().into_bytes())
}

/// Random bytes, for a salt, a nonce or a key.
fn bytes<const N: usize>(random: Random<'_>) -> Zeroizing<[u8; N]> {
    let mut bytes = Zeroizing::new([0; N]);
    random(bytes.as_mut());
    bytes
}

/// A random identifier (RFC 9562, version 4).
fn uuid(random: Random<'_>) -> String {
    let mut bytes = *bytes::<16>(random);
    bytes[6] = bytes[6] & 0x0f | 0x40;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let hex = HEXLOWER.encode(&bytes);
    [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-")
}

/// The identifiers of the accounts' groups, by name.
fn groups<'a>(accounts: &[&'a Imported], random: Random<'_>) -> BTreeMap<&'a str, String> {
    let names: BTreeSet<&str> = accounts.iter().flat_map(|imported| &imported.groups).map(String::as_str).collect();
    names.into_iter().map(|name| (name, uuid(random))).collect()
}
