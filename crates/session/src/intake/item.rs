use std::hash::{BuildHasher as _, RandomState};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, LazyLock};

use serde::{Deserialize, Serialize};
use watchword_exchange::{Encrypted, Entry, ExportPart, Format, Imported, Outcome, Read, Refusal};

use crate::view::{ImportProblem, Problem};

/// Where something was read from, as the review shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Origin {
    /// A file on this computer.
    File {
        /// The file's name without its folder, at most 256 characters.
        name: String,
    },
    /// An image in the clipboard.
    Clipboard,
    /// A screenshot of the monitors.
    Screen,
    /// A camera of this computer.
    Camera,
    /// Something other than a file, dropped onto the window.
    Drop,
    /// Text that was typed, pasted or piped in.
    Text,
}

/// One thing read from a source.
pub struct Item {
    /// Where it was read from.
    pub origin: Origin,
    /// Where in the source; `None` for a source, or the rest of one, that could not be read.
    pub place: Option<Place>,
    /// The part of a Google Authenticator export that it comes from.
    pub part: Option<ExportPart>,
    /// What it holds, or why it yields no account.
    pub read: Result<Payload, Problem>,
}

/// A place in a source, counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// A QR code in an image or a PDF, in reading order.
    Code(usize),
    /// An entry of a file or a text in that format; in a list of URIs, a line.
    Entry(Format, usize),
    /// A file or a text in that format, as a whole.
    Whole(Format),
}

impl Place {
    /// The number of the QR code, the entry or the line; `None` for a whole file.
    pub fn number(self) -> Option<usize> {
        match self {
            Self::Code(number) | Self::Entry(_, number) => Some(number),
            Self::Whole(_) => None,
        }
    }
}

/// What an item holds.
pub enum Payload {
    /// An account that was read.
    Account(Imported),
    /// Accounts that a password makes readable.
    Encrypted(EncryptedFile),
}

/// A file or a text that opens with a password. Its clones share the contents, which stay in the
/// process that read them.
#[derive(Clone)]
pub struct EncryptedFile {
    /// Tells it from every other one.
    pub id: u32,
    /// Where it was read from.
    pub origin: Origin,
    /// The format that it is in.
    pub format: Format,
    sealed: Arc<Encrypted>,
    /// The file's length in bytes: about what it occupies in memory.
    pub(crate) length: usize,
}

impl EncryptedFile {
    fn new(origin: Origin, format: Format, sealed: Encrypted, length: usize) -> Self {
        // Another process may have read files into the same review before.
        static READ: LazyLock<AtomicU32> = LazyLock::new(|| AtomicU32::new(RandomState::new().hash_one(()) as u32));
        Self { id: READ.fetch_add(1, Ordering::Relaxed), origin, format, sealed: Arc::new(sealed), length }
    }

    /// Decrypts and reads the file. Returns `None` if the password doesn't open it, or if the file
    /// was changed. Takes up to some ten seconds and a GiB of memory, so it happens outside the
    /// session.
    pub fn open(&self, password: &str) -> Option<Vec<Item>> {
        match self.sealed.open(password) {
            Err(Refusal::WrongPassword) => None,
            Err(refusal) => Some(vec![self.refused(refusal.into())]),
            Ok(read) => Some(Item::of_entries(read, self.format, &self.origin)),
        }
    }

    /// The item of a file that stays closed, with the reason.
    pub fn refused(&self, problem: Problem) -> Item {
        Item::of_whole(self.format, &self.origin, Err(problem))
    }
}

impl Item {
    /// A source that could not be read, or the rest of one.
    pub(crate) fn unread(origin: &Origin, problem: Problem) -> Self {
        Self { origin: origin.clone(), place: None, part: None, read: Err(problem) }
    }

    /// Reads the entries of a file or a text in a format, or what it is as a whole.
    pub(crate) fn all(format: Format, bytes: &[u8], origin: &Origin) -> Vec<Self> {
        let whole = match format.read(bytes) {
            Ok(Outcome::Read(read)) => return Self::of_entries(read, format, origin),
            Ok(Outcome::Encrypted(sealed)) => {
                Ok(Payload::Encrypted(EncryptedFile::new(origin.clone(), format, sealed, bytes.len())))
            }
            Err(refusal) => Err(refusal.into()),
        };
        vec![Self::of_whole(format, origin, whole)]
    }

    /// The accounts in the text of a QR code, and what could not be read.
    pub(crate) fn of_code(number: usize, read: Result<Read, Refusal>, origin: &Origin) -> Vec<Self> {
        let place = Some(Place::Code(number));
        match read {
            Ok(read) => read.entries.into_iter().map(|entry| Self::of_entry(place, entry, origin)).collect(),
            Err(refusal) => vec![Self { place, ..Self::unread(origin, refusal.into()) }],
        }
    }

    fn of_entries(read: Read, format: Format, origin: &Origin) -> Vec<Self> {
        if read.entries.is_empty() {
            return vec![Self::of_whole(format, origin, Err(ImportProblem::NoAccounts.into()))];
        }
        let entries = read.entries.into_iter();
        entries.map(|entry| Self::of_entry(Some(Place::Entry(format, entry.number)), entry, origin)).collect()
    }

    fn of_entry(place: Option<Place>, entry: Entry, origin: &Origin) -> Self {
        let read = entry.content.map(Payload::Account).map_err(Problem::from);
        Self { origin: origin.clone(), place, part: entry.part, read }
    }

    fn of_whole(format: Format, origin: &Origin, read: Result<Payload, Problem>) -> Self {
        Self { origin: origin.clone(), place: Some(Place::Whole(format)), part: None, read }
    }
}

impl From<Imported> for Payload {
    fn from(imported: Imported) -> Self {
        Self::Account(imported)
    }
}
