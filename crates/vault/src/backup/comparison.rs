use std::collections::{HashMap, HashSet};

use uuid::Uuid;

use crate::backup::file::Backup;
use crate::format::body::Entry;
use crate::format::keys::sha256;
use crate::operation::NewEntry;
use crate::unlocked::UnlockedVault;

/// How a backup differs from the vault, trash included.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Comparison {
    /// Accounts of the vault that the backup lacks.
    pub missing: Vec<AccountName>,
    /// Accounts that only the backup has.
    pub only_in_backup: Vec<AccountName>,
    /// Accounts with other names, another seed, or other parameters, tags or notes in the backup.
    /// Counters are not compared: they advance after every backup.
    pub different: Vec<AccountName>,
    /// Accounts whose seed was missing when the backup was made.
    pub without_seed: Vec<AccountName>,
}

/// The names of an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountName {
    /// The organisation that asks for the code; may be empty.
    pub issuer: String,
    /// The user's account name there; may be empty.
    pub account: String,
}

impl UnlockedVault {
    /// Compares a backup with the vault, account by account: by id, and where no account has the
    /// id, by seed. Changes nothing.
    pub fn compare_backup(&self, backup: &Backup) -> Comparison {
        let mut comparison = Comparison::default();
        let by_id: HashMap<Uuid, usize> =
            backup.accounts.iter().enumerate().map(|(index, kept)| (kept.id, index)).collect();
        let mut by_seed = self.without_ids(backup);
        let (seeds_key, mut found) = (self.seeds_key(), HashSet::new());
        for entry in &self.state.body.accounts {
            let secret = self.secret_of(entry, &seeds_key);
            let mut same_seed = || by_seed.get_mut(&sha256(secret.as_ref()?.expose()))?.pop();
            let Some(index) = by_id.get(&entry.id).copied().or_else(&mut same_seed) else {
                comparison.missing.push(name(&entry.issuer, &entry.account));
                continue;
            };
            found.insert(index);
            let kept = &backup.accounts[index];
            let seeds_differ = matches!((&secret, &kept.secret), (Some(one), Some(other)) if one != other);
            if seeds_differ || !same(entry, kept) {
                comparison.different.push(name(&entry.issuer, &entry.account));
            }
        }
        for (index, kept) in backup.accounts.iter().enumerate() {
            if !found.contains(&index) {
                comparison.only_in_backup.push(name(&kept.issuer, &kept.account));
            }
            if kept.secret.is_none() {
                comparison.without_seed.push(name(&kept.issuer, &kept.account));
            }
        }
        comparison
    }

    /// The accounts of a backup whose ids no account of the vault has, by the SHA-256 of their
    /// seeds.
    fn without_ids(&self, backup: &Backup) -> HashMap<[u8; 32], Vec<usize>> {
        let mut by_seed: HashMap<_, Vec<usize>> = HashMap::new();
        for (index, NewEntry { id, secret, .. }) in backup.accounts.iter().enumerate() {
            if let (None, Some(secret)) = (self.entry(*id), secret) {
                by_seed.entry(sha256(secret.expose())).or_default().push(index);
            }
        }
        by_seed
    }

    /// Number of accounts in the vault, trash included.
    pub fn count(&self) -> usize {
        self.state.body.accounts.len()
    }
}

fn same(entry: &Entry, kept: &NewEntry) -> bool {
    let labels = (&entry.issuer, &entry.account, &entry.tags, &entry.note)
        == (&kept.issuer, &kept.account, &kept.tags, &kept.note);
    labels && entry.parameters.with_counter(0) == kept.parameters.with_counter(0)
}

fn name(issuer: &str, account: &str) -> AccountName {
    AccountName { issuer: issuer.to_owned(), account: account.to_owned() }
}
