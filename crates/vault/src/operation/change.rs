use std::collections::{HashMap, HashSet};

use uuid::Uuid;
use zeroize::Zeroizing;

use crate::format::body::{Body, PageRef, PassedOver};
use crate::format::header::Header;
use crate::format::keys::Key;
use crate::format::page::Page;
use crate::keyring::item::Names;
use crate::keyring::store::KeyStore;
use crate::opening::State;

/// The next generation, while it is being built. Only an [`super::Operation`] changes its body; a
/// save then settles its pages.
pub(crate) struct Change {
    pub(super) header: Header,
    pub(super) body: Body,
    pub(super) vault_key: Key,
    pub(super) pages: HashMap<Uuid, Page>,
    /// Ids of those in `pages` that are not in the keyring yet.
    pub(super) fresh: Vec<Uuid>,
    /// Whether the vault key is new, so that nothing of the previous generation may remain.
    pub(super) rekeyed: bool,
    /// The longest value of a keyring item, in bytes.
    pub(super) longest_value: usize,
}

/// The pages that a save writes to the keyring and deletes from it.
pub(crate) struct PageChanges {
    /// Ids and values of the pages to write.
    pub(crate) new: Vec<(Uuid, Zeroizing<String>)>,
    /// Pages to delete once the new generation is on the disk.
    pub(crate) unused: Vec<Uuid>,
}

/// A complete generation, as the save writes it and memory keeps it.
pub(crate) struct Settled {
    pub(crate) header: Header,
    pub(crate) body: Body,
    pub(crate) vault_key: Key,
    /// The pages in use, still sealed.
    pub(crate) pages: HashMap<Uuid, Page>,
    pub(crate) rekeyed: bool,
}

impl Change {
    /// Starts from the current state. Its new pages fit into items of `store`.
    pub(crate) fn of(state: &State, store: &dyn KeyStore) -> Self {
        let State { header, body, vault_key, pages, .. } = state;
        Self {
            header: header.clone(),
            body: body.clone(),
            vault_key: vault_key.clone(),
            pages: pages.clone(),
            fresh: Vec::new(),
            rekeyed: false,
            longest_value: store.longest_value(),
        }
    }

    pub(crate) fn account_ids(&self) -> impl Iterator<Item = Uuid> {
        self.body.accounts.iter().map(|entry| entry.id)
    }

    /// The accounts whose seed is missing.
    pub(crate) fn missing(&self) -> Vec<Uuid> {
        self.body.missing(&self.pages)
    }

    /// Makes the generation higher than `newest`, which the keyring has seen.
    pub(crate) fn supersede(&mut self, newest: u64) {
        self.body.passed_over.push(PassedOver { from: self.header.generation.saturating_add(1), to: newest });
        self.header.generation = self.header.generation.max(newest);
    }

    /// Numbers the generation and lists its pages, retired ones included. Of the retired pages and
    /// the accounts whose seed is missing, `last` returns the pages that may hold such a seed.
    /// `None` if there is no higher generation number.
    pub(crate) fn settle(
        mut self,
        before: &Body,
        last: impl FnOnce(&[Uuid], &[Uuid]) -> Vec<Uuid>,
    ) -> Option<(Settled, PageChanges)> {
        self.header.generation = self.header.generation.checked_add(1)?;
        self.header.save = Uuid::new_v4();
        self.body.drop_unused_pages();
        let in_use: HashSet<Uuid> = self.body.accounts.iter().map(|entry| entry.page).collect();
        let mut new = Vec::with_capacity(self.fresh.len());
        for id in self.fresh.iter().copied().filter(|id| in_use.contains(id)) {
            let Some(page) = self.pages.get(&id) else { continue };
            let (value, hash) = page.write();
            new.push((id, value));
            self.body.pages.push(PageRef { id, hash: hash.to_vec(), seeds_key: None });
        }
        let still_used: HashSet<Uuid> = self.body.pages.iter().map(|page| page.id).collect();
        let retiring = before.pages.iter().map(|page| page.id).filter(|id| !still_used.contains(id));
        let retiring: Vec<Uuid> = retiring.collect();
        let mut unused = std::mem::take(&mut self.body.retired);
        if self.rekeyed {
            unused.extend(retiring);
        } else {
            let last = last(&unused, &self.missing());
            unused.retain(|page| !last.contains(page));
            self.body.retired = retiring.into_iter().chain(last).collect();
        }
        let listed = still_used.iter().chain(&self.body.retired);
        self.header.pages = listed.flat_map(|id| id.into_bytes()).collect();
        self.pages.retain(|id, _| in_use.contains(id));
        let Self { header, body, vault_key, pages, rekeyed, .. } = self;
        Some((Settled { header, body, vault_key, pages, rekeyed }, PageChanges { new, unused }))
    }
}

impl PageChanges {
    /// Names and values of the keyring items to write.
    pub(crate) fn items(&self, vault: Uuid) -> Vec<(String, Zeroizing<String>)> {
        self.new.iter().map(|(id, value)| (Names(vault).page(*id), value.clone())).collect()
    }
}
