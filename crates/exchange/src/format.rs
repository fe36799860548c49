//! The formats, one file or folder each. The head of each says where its facts come from.
//!
//! A new format is a module here that exports `is_in` (whether bytes are in it) and `read`, a
//! variant of [`Format`], and its place in [`Format::ALL`].

pub(crate) mod google_migration;
pub(crate) mod otpauth;
mod uri_list;

use crate::entry::Read;
use crate::refusal::Refusal;

/// What a file holds accounts as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A list of `otpauth://` and `steam://` URIs, or a single one.
    UriList,
    /// A list of URIs with `otpauth-migration://` among them: Google Authenticator's export.
    GoogleMigration,
}

/// What reading a file comes to.
#[derive(Debug)]
pub enum Outcome {
    /// Its entries.
    Read(Read),
    /// It is encrypted.
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
    /// Every format, in the order in which they are tried: one that is also valid as another comes
    /// before it.
    const ALL: [Self; 2] = [Self::GoogleMigration, Self::UriList];

    /// The format of a file, by its bytes alone: names of files are often wrong. `None` if it is
    /// none of them.
    pub fn detect(bytes: &[u8]) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.is_in(bytes))
    }

    fn is_in(self, bytes: &[u8]) -> bool {
        match self {
            Self::UriList => uri_list::is_in(bytes),
            Self::GoogleMigration => google_migration::is_in(bytes),
        }
    }

    /// Reads a file in this format. Bytes in another one are refused, whole or entry by entry.
    ///
    /// # Errors
    /// The [`Refusal`] of the file as a whole: [`Refusal::TooLarge`], [`Refusal::TooMany`],
    /// [`Refusal::Malformed`].
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
