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
mod json;
mod no_place;
mod pskc;
mod qr_code;
mod random;
mod two_fas;

pub use no_place::NoPlace;
pub use qr_code::QrCode;

use watchword_otp::Account;
use zeroize::Zeroizing;

use crate::entry::Imported;
use crate::format::otpauth::to_uri_with_lock;

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
    /// PSKC (RFC 6030), unencrypted. Without groups and notes.
    Pskc,
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
    /// QR codes, in the order in which the app asks for them.
    QrCodes(Vec<QrCode>),
}

/// An account that the format, or the app that reads it, has no place for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LeftOut {
    /// Its place among the accounts that were to be written, from 0.
    pub index: usize,
    /// Why it was left out.
    pub why: NoPlace,
}

impl Export<'_> {
    /// The number of an account's groups that the format has a place for.
    pub fn groups(self) -> usize {
        match self {
            Self::Aegis | Self::AegisEncrypted(_) => usize::MAX,
            Self::TwoFas | Self::TwoFasEncrypted(_) => 1,
            Self::UriList | Self::BitwardenAuthenticator | Self::GoogleMigration | Self::Pskc => 0,
        }
    }

    /// Whether the format has a place for notes.
    pub fn has_notes(self) -> bool {
        matches!(self, Self::Aegis | Self::AegisEncrypted(_) | Self::BitwardenAuthenticator)
    }

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
            Self::Pskc => file(accounts, pskc::check, |accounts| pskc::write(accounts, random)),
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
        list.extend_from_slice(to_uri_with_lock(imported).as_bytes());
        list.push(b'\n');
    }
    list
}
