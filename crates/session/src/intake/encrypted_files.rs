use crate::intake::{EncryptedFile, Item, Payload, Review};

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
