use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use watchword_exchange::{Encrypted, Format, Refusal};

use crate::intake::{Item, Origin, Payload, Review};
use crate::view::Problem;

/// A file or a text that opens with a password. Its clones share the contents, which stay in the
/// process that read them.
#[derive(Clone)]
pub struct EncryptedFile {
    /// Tells it from every other one that this process has read.
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
    pub(super) fn new(origin: Origin, format: Format, sealed: Encrypted, length: usize) -> Self {
        static READ: AtomicU32 = AtomicU32::new(0);
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

/// The encrypted files of a review, kept by the face that read them until a password opens them.
#[derive(Default)]
pub struct EncryptedFiles(Vec<EncryptedFile>);

impl EncryptedFiles {
    /// Keeps the encrypted files among these items.
    pub fn keep(&mut self, items: &[Item]) {
        self.0.extend(items.iter().filter_map(|item| match &item.read {
            Ok(Payload::Encrypted(file)) => Some(file.clone()),
            Ok(Payload::Account(_)) | Err(_) => None,
        }));
    }

    /// Drops the files that the review no longer waits for.
    pub fn follow(&mut self, review: &Review) {
        self.0.retain(|file| review.waiting.iter().any(|waiting| waiting.id == file.id));
    }

    /// Returns the files that wait for a password, the one with this id first; none if that one
    /// isn't among them.
    pub fn asked(&self, id: u32) -> Vec<EncryptedFile> {
        let mut files = self.0.clone();
        files.sort_by_key(|file| file.id != id);
        if files.first().is_some_and(|first| first.id == id) { files } else { Vec::new() }
    }

    /// Drops them all: the vault was locked, or the review discarded.
    pub fn clear(&mut self) {
        self.0.clear();
    }
}
