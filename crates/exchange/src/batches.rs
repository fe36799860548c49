use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::hash::{BuildHasher, RandomState};

use watchword_otp::Account;

use crate::{Batch, Refusal};

/// Puts the QR codes of Google Authenticator exports together, in any order and over any number of pictures.
/// Keeps no account: only which parts were read.
#[derive(Debug, Default)]
pub struct Batches {
    exports: BTreeMap<i32, Export>,
    /// Keyed hashes of the batches read: the same picture twice adds nothing.
    seen: HashSet<u64>,
    hasher: RandomState,
}

#[derive(Debug, Default)]
struct Export {
    size: u32,
    read: BTreeSet<u32>,
}

impl Batches {
    /// Takes a batch in and gives back what it newly brings: nothing, if it was read before.
    pub fn add(&mut self, batch: Batch) -> Vec<Result<Account, Refusal>> {
        if !self.seen.insert(self.fingerprint(&batch)) {
            return Vec::new();
        }
        let export = self.exports.entry(batch.id).or_default();
        export.size = export.size.max(batch.size);
        export.read.insert(batch.index);
        batch.accounts
    }

    /// How many QR codes were read, and of how many, of the exports that are not complete; `None` if all are.
    pub fn progress(&self) -> Option<(u32, u32)> {
        let missing = self.exports.values().filter(|export| export.read.len() < export.size as usize);
        missing
            .map(|export| (export.read.len() as u32, export.size))
            .reduce(|(a, b), (c, d)| (a + c, b.saturating_add(d)))
    }

    fn fingerprint(&self, batch: &Batch) -> u64 {
        let accounts: Vec<_> = batch
            .accounts
            .iter()
            .flatten()
            .map(|account| (&account.issuer, &account.account, account.secret.expose()))
            .collect();
        self.hasher.hash_one((batch.id, batch.index, batch.size, batch.accounts.len(), accounts))
    }
}
