//! The file formats, one module each. Each module's documentation says where its facts come from,
//! and which of them were checked against another app's file.
//!
//! A new format needs a module here that exports a [`Reader`], a variant of [`Format`] with that
//! reader, and a place in [`Format::ALL`].

mod aegis;
pub(crate) mod google_migration;
pub(crate) mod otpauth;
mod uri_list;

use std::fmt;

use crate::entry::Read;
use crate::file::File;
use crate::limits::MAX_FILE_BYTES;
use crate::refusal::Refusal;

/// The format of a file that holds accounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Aegis Authenticator's JSON, plain or encrypted.
    Aegis,
    /// A list of URIs with `otpauth-migration://` among them: Google Authenticator's export.
    GoogleMigration,
    /// A list of `otpauth://` and `steam://` URIs, or a single one.
    UriList,
}

/// How one format is told and read.
pub(crate) struct Reader {
    /// The format's name on the command line and in JSON, in lower case with dashes.
    name: &'static str,
    /// Whether a file is in the format. A readable file is in one format only, but for those that
    /// [`Format::ALL`] orders.
    is_in: fn(&File<'_>) -> bool,
    read: fn(&File<'_>) -> Result<Outcome, Refusal>,
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
pub struct Encrypted(Box<dyn Sealed>);

/// Whether the files of a format are encrypted with a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Protection {
    /// They never are, or Watchword can't open those that are.
    Plain,
    /// They always are.
    Encrypted,
    /// They are if the user has chosen so.
    Either,
}

/// What a format keeps of a file until the password is known.
pub(crate) trait Sealed: Send + Sync {
    /// Decrypts and reads the file.
    fn open(&self, password: &str) -> Result<Read, Refusal>;
}

impl Format {
    /// Every format, in the order in which they are tried: a format whose files are also valid in
    /// another one comes first.
    pub const ALL: [Self; 3] = [Self::Aegis, Self::GoogleMigration, Self::UriList];

    /// Detects a file's format by its bytes alone, because file names are often wrong. `None` if no
    /// format matches.
    pub fn detect(bytes: &[u8]) -> Option<Self> {
        let file = File::new(bytes);
        Self::ALL.into_iter().find(|format| (format.reader().is_in)(&file))
    }

    /// The format's name on the command line and in JSON.
    pub fn name(self) -> &'static str {
        self.reader().name
    }

    /// Reads a file in this format. Bytes in another format are refused, as a whole or entry by
    /// entry.
    ///
    /// # Errors
    /// The [`Refusal`] of the file as a whole: [`Refusal::TooLarge`] or [`Refusal::TooMany`] beyond
    /// the limits, [`Refusal::Malformed`] if a list isn't UTF-8, [`Refusal::FileDamaged`],
    /// [`Refusal::NewerVersion`] or [`Refusal::Locked`] if another app's file can't be read.
    pub fn read(self, bytes: &[u8]) -> Result<Outcome, Refusal> {
        if bytes.len() > MAX_FILE_BYTES {
            return Err(Refusal::TooLarge);
        }
        (self.reader().read)(&File::new(bytes))
    }

    fn reader(self) -> &'static Reader {
        match self {
            Self::Aegis => &aegis::READER,
            Self::GoogleMigration => &google_migration::READER,
            Self::UriList => &uri_list::READER,
        }
    }
}

impl Encrypted {
    pub(crate) fn new(sealed: impl Sealed + 'static) -> Self {
        Self(Box::new(sealed))
    }

    /// Decrypts the file and reads it. Takes up to some ten seconds and a GiB of memory, as the
    /// file's key derivation asks for.
    ///
    /// # Errors
    /// [`Refusal::WrongPassword`] also if the file was changed, [`Refusal::TooCostly`] if its key
    /// derivation is beyond the limits, or another [`Refusal`] of the file as a whole.
    pub fn open(&self, password: &str) -> Result<Read, Refusal> {
        self.0.open(password)
    }
}

impl fmt::Debug for Encrypted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Encrypted")
    }
}

impl Format {
    /// What people call the format: its app's name.
    pub fn title(self) -> &'static str {
        self.about().0
    }

    /// Whether its files are encrypted.
    pub fn protection(self) -> Protection {
        self.about().1
    }

    fn about(self) -> (&'static str, Protection) {
        match self {
            Self::Aegis => ("Aegis", Protection::Either),
            Self::GoogleMigration => ("Google Authenticator", Protection::Plain),
            Self::UriList => ("otpauth links", Protection::Plain),
        }
    }
}
