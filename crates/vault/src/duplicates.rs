use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use uuid::Uuid;

use crate::error::EditError;
use crate::format::body::Entry;
use crate::format::keys::Key;
use crate::matching::{names, without_counter};
use crate::operation::Operation;
use crate::unlocked::UnlockedVault;

/// Accounts of the vault that may be one account, in list order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duplicates {
    /// Whether they have the same secret and parameters. Otherwise they have the same names, and
    /// make different codes.
    pub same_codes: bool,
    /// Their ids, at least two.
    pub ids: Vec<Uuid>,
}

impl UnlockedVault {
    /// Groups the accounts outside the trash that make the same codes, and of the others the ones
    /// with the same names. An account is in one group at most, and in none if its seed is missing.
    /// Opens each seed once, and wipes it before the next.
    pub fn duplicates(&self) -> Vec<Duplicates> {
        let seeds_key = self.seeds_key();
        // Only a digest of each seed is kept, under a key that nobody else has.
        let digest_key = Key::generate();
        let codes = |entry: &Entry| {
            let secret = self.secret_of(entry, &seeds_key)?;
            Some((digest_key.mac(secret.expose()), without_counter(&entry.parameters)))
        };
        let with_seed: Vec<_> = self.entries().filter_map(|entry| Some((codes(entry)?, entry))).collect();
        let by_codes = grouped(with_seed);
        let others = by_codes.iter().filter(|group| group.len() == 1).flatten().copied();
        let by_names = grouped(others.filter_map(|entry| Some((names(&entry.issuer, &entry.account)?, entry))));
        several(by_codes, true).chain(several(by_names, false)).collect()
    }

    /// Moves duplicates to the trash, and raises the counters of HOTP accounts that stay to the
    /// highest of the account's duplicates, because the site knows that one. Ignores an account
    /// that is no duplicate of any that stays. Returns the ids of those in the trash.
    ///
    /// # Errors
    /// As for [`UnlockedVault::apply`].
    pub fn trash_duplicates(&mut self, ids: &HashSet<Uuid>) -> Result<Vec<Uuid>, EditError> {
        self.refresh()?;
        if self.sorted_out(ids).trash.is_empty() {
            return Ok(Vec::new());
        }
        let at = self.storage.clock.unix_seconds();
        let mut trashed = Vec::new();
        self.edit(|vault| {
            let SortedOut { trash, counters } = vault.sorted_out(ids);
            trashed.clone_from(&trash);
            let draws = vault.state.journal.draws();
            [Operation::Trash { ids: trash, at }, Operation::Advance { counters, draws }]
        })?;
        Ok(trashed)
    }

    fn sorted_out(&self, ids: &HashSet<Uuid>) -> SortedOut {
        let mut out = SortedOut { trash: Vec::new(), counters: Vec::new() };
        for group in self.duplicates() {
            let (trash, stay): (Vec<Uuid>, Vec<Uuid>) = group.ids.iter().copied().partition(|id| ids.contains(id));
            if trash.is_empty() || stay.is_empty() {
                continue;
            }
            let highest = group.ids.iter().filter_map(|id| self.counter(*id)).max();
            if let Some(highest) = highest.filter(|_| group.same_codes) {
                out.counters.extend(stay.into_iter().map(|id| (id, highest)));
            }
            out.trash.extend(trash);
        }
        out
    }
}

/// What is done with duplicates.
struct SortedOut {
    trash: Vec<Uuid>,
    /// The accounts that stay whose counters rise, with those.
    counters: Vec<(Uuid, u64)>,
}

/// The groups that are not of one account.
fn several(groups: Vec<Vec<&Entry>>, same_codes: bool) -> impl Iterator<Item = Duplicates> {
    let groups = groups.into_iter().filter(|group| group.len() > 1);
    groups.map(move |group| Duplicates { same_codes, ids: group.iter().map(|entry| entry.id).collect() })
}

/// Groups by key, in the order of each group's first.
fn grouped<K: Hash + Eq, T>(keyed: impl IntoIterator<Item = (K, T)>) -> Vec<Vec<T>> {
    let mut places: HashMap<K, usize> = HashMap::new();
    let mut groups: Vec<Vec<T>> = Vec::new();
    for (key, item) in keyed {
        let place = *places.entry(key).or_insert(groups.len());
        match groups.get_mut(place) {
            Some(group) => group.push(item),
            None => groups.push(vec![item]),
        }
    }
    groups
}
