use std::fmt;

use crate::entry::Read;
use crate::file::File;
use crate::refusal::Refusal;

/// How a format is detected and read.
pub(crate) struct Reader {
    /// The format's name on the command line and in JSON, in lower case with dashes.
    pub(super) name: &'static str,
    /// What people call the format: its app's name.
    pub(super) title: &'static str,
    pub(super) protection: Protection,
    /// Whether a file is in the format. A readable file is in one format only, except those that
    /// [`super::Format::ALL`] orders.
    pub(super) is_in: fn(&File<'_>) -> bool,
    pub(super) read: fn(&File<'_>) -> Result<Outcome, Refusal>,
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
