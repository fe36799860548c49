//! The file formats, one module each. Each module's documentation says where its facts come from.
//!
//! A new format needs a module here that exports `is_in` (whether bytes are in the format) and
//! `read`, a variant of [`Format`], and a place in [`Format::ALL`].

pub(crate) mod google_migration;
pub(crate) mod otpauth;
mod uri_list;

use crate::entry::Read;
use crate::refusal::Refusal;

/// The format of a file that holds accounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A list of `otpauth://` and `steam://` URIs, or a single one.
    UriList,
    /// A list of URIs with `otpauth-migration://` among them: Google Authenticator's export.
    GoogleMigration,
}

/// The result of reading a file.
#[derive(Debug)]
pub enum Outcome {
    /// The file's entries, refused ones included.
    Read(Read),
    /// The file is encrypted, and opens with a password.
    Encrypted(Encrypted),
}

/// A file that opens with a password.
///
/// None of the formats so far is encrypted, so there is no value of this type and [`Outcome::Read`]
/// is the only pattern that a caller needs. The first encrypted format adds a variant that holds
/// what it decrypts. From then on the compiler rejects every caller that doesn't ask for the
/// password.
#[derive(Debug)]
pub enum Encrypted {}

impl Format {
    /// Every format, in the order in which they are tried: a format whose files are also valid in
    /// another one comes first.
    const ALL: [Self; 2] = [Self::GoogleMigration, Self::UriList];

    /// Detects a file's format by its bytes alone, because file names are often wrong. `None` if no
    /// format matches.
    pub fn detect(bytes: &[u8]) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.is_in(bytes))
    }

    fn is_in(self, bytes: &[u8]) -> bool {
        match self {
            Self::UriList => uri_list::is_in(bytes),
            Self::GoogleMigration => google_migration::is_in(bytes),
        }
    }

    /// Reads a file in this format. Bytes in another format are refused, as a whole or entry by
    /// entry.
    ///
    /// # Errors
    /// The [`Refusal`] of the file as a whole: [`Refusal::TooLarge`] or [`Refusal::TooMany`] beyond
    /// the limits, [`Refusal::Malformed`] if it isn't UTF-8.
    pub fn read(self, bytes: &[u8]) -> Result<Outcome, Refusal> {
        match self {
            Self::UriList | Self::GoogleMigration => uri_list::read(bytes).map(Outcome::Read),
        }
    }
}

impl Encrypted {
    /// Decrypts the file and reads it.
    ///
    /// # Errors
    /// The [`Refusal`] of the file as a whole.
    pub fn open(self, password: &str) -> Result<Read, Refusal> {
        let _ = password;
        match self {}
    }
}
