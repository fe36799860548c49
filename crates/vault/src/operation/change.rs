use std::collections::{HashMap, HashSet};

use uuid::Uuid;
use zeroize::Zeroizing;

use crate::format::body::{Body, PageRef};
use crate::format::header::Header;
use crate::format::keys::Key;
use crate::format::page::Page;
use crate::keyring::item::Names;
use crate::opening::State;

/// The next generation, while it is being put together. Only an [`super::Operation`] changes its
/// body; a save then settles its pages.
pub(crate) struct Change {
    pub(super) header: Header,
    pub(super) body: Body,
    pub(super) vault_key: Key,
    pub(super) pages: HashMap<Uuid, Page>,
    /// Pages of `pages` that are not in the keyring yet.
    pub(super) fresh: Vec<Uuid>,
    /// The vault key is new: nothing of the generation before may stay.
    pub(super) rekeyed: bool,
}

/// What a save does with the keyring's pages, apart from those that stay.
pub(crate) struct PageChanges {
    /// To be written.
    pub(crate) new: Vec<(Uuid, Zeroizing<String>)>,
    /// To be deleted once the new generation stands.
    pub(crate) unused: Vec<Uuid>,
}

/// A generation whose parts are all decided, as the save writes it and memory keeps it.
pub(crate) struct Settled {
    pub(crate) header: Header,
    pub(crate) body: Body,
    pub(crate) vault_key: Key,
    /// The pages in use, still sealed.
    pub(crate) pages: HashMap<Uuid, Page>,
    pub(crate) rekeyed: bool,
}

impl Change {
    /// Starts from what is now.
    pub(crate) fn of(state: &State) -> Self {
        let State { header, body, vault_key, pages, .. } = state;
        Self {
            header: header.clone(),
            body: body.clone(),
            vault_key: vault_key.clone(),
            pages: pages.clone(),
            fresh: Vec::new(),
            rekeyed: false,
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
        self.header.generation = self.header.generation.max(newest);
    }

    /// Numbers the generation and lists its pages, those that retire among them. `last` picks those
    /// that may hold a seed of an account whose seed is missing. `None` if there is no higher
    /// generation.
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
    /// The items that are written, by name.
    pub(crate) fn items(&self, vault: Uuid) -> Vec<(String, Zeroizing<String>)> {
        self.new.iter().map(|(id, value)| (Names(vault).page(*id), value.clone())).collect()
    }
}
