use std::collections::{HashMap, HashSet};

use uuid::Uuid;
use watchword_otp::Secret;

use crate::format::body::{KeptKey, PageRef};
use crate::format::keys::Key;
use crate::format::page::Page;
use crate::operation::change::Change;

/// How operations store seeds. Pages are never edited: a new page takes over an old page's seeds.
impl Change {
    /// Seals a seed into a page that has room, and returns the page's id.
    pub(super) fn add_seed(&mut self, account: Uuid, secret: &Secret) -> Uuid {
        let id = self.page_with_room(secret.expose().len());
        let vault = self.header.uuid;
        let seeds_key = self.vault_key.derive("seeds", vault);
        self.pages.entry(id).or_default().add(&seeds_key, vault, account, secret);
        id
    }

    fn page_with_room(&mut self, seed_bytes: usize) -> Uuid {
        let has_room = |id: &Uuid| self.pages.get(id).is_some_and(|page| page.has_room(seed_bytes, self.longest_value));
        if let Some(fresh) = self.fresh.iter().rev().copied().find(has_room) {
            return fresh;
        }
        let begun = self.body.pages.iter().map(|page| page.id).rev().find(has_room);
        match begun {
            Some(begun) => self.rewrite(begun),
            None => self.begin(Page::default()),
        }
    }

    /// Starts a new page with the seeds that accounts still use in this one, and points those
    /// accounts to it. Drops seeds whose account was deleted or has moved to another page.
    fn rewrite(&mut self, page: Uuid) -> Uuid {
        // Removed from `pages`, so that no seed is added to it or copied from it twice.
        let mut seeds = self.pages.remove(&page).unwrap_or_default();
        let here = self.body.accounts.iter().filter(|entry| entry.page == page).map(|entry| entry.id);
        let here: HashSet<Uuid> = here.collect();
        seeds.retain(|id| here.contains(&id));
        if seeds.has_older_key() {
            seeds = self.sealed_again(&seeds);
        }
        let id = self.begin(seeds);
        self.body.accounts.iter_mut().filter(|entry| entry.page == page).for_each(|entry| entry.page = id);
        id
    }

    /// Reseals, under the current vault key, the seeds of a page that reappeared after the key was
    /// replaced.
    fn sealed_again(&self, older: &Page) -> Page {
        let vault = self.header.uuid;
        let seeds_key = self.vault_key.derive("seeds", vault);
        let mut page = Page::default();
        for account in older.accounts() {
            if let Some(secret) = older.open(&seeds_key, vault, account) {
                page.add(&seeds_key, vault, account, &secret);
            }
        }
        page
    }

    /// Reseals, under the current vault key, the pages that reappeared after the key was replaced.
    pub(super) fn reseal_older_pages(&mut self) {
        let older: Vec<Uuid> = self.pages.iter().filter(|(_, page)| page.has_older_key()).map(|(id, _)| *id).collect();
        for page in older {
            self.rewrite(page);
        }
    }

    fn begin(&mut self, page: Page) -> Uuid {
        let id = Uuid::new_v4();
        self.pages.insert(id, page);
        self.fresh.push(id);
        id
    }

    /// Removes the seeds of deleted accounts from the pages that other accounts still use.
    pub(super) fn forget_seeds(&mut self, gone: &HashSet<Uuid>) {
        let used: HashSet<Uuid> = self.body.accounts.iter().map(|entry| entry.page).collect();
        let holds = |page: &Page| page.accounts().any(|id| gone.contains(&id));
        let touched = self.pages.iter().filter(|(id, page)| used.contains(id) && holds(page));
        let touched: Vec<Uuid> = touched.map(|(id, _)| *id).collect();
        for page in touched {
            self.rewrite(page);
        }
    }

    /// Reseals every seed under a new vault key, which the caller then seals in the slots. A
    /// missing seed keeps its page, and the body keeps that page's key, so that the seed opens once
    /// the page is back.
    pub(super) fn replace_vault_key(&mut self) {
        let vault = self.header.uuid;
        let old_seeds_key = self.vault_key.derive("seeds", vault);
        let old_pages = std::mem::take(&mut self.pages);
        let mut old_refs: HashMap<Uuid, PageRef> =
            std::mem::take(&mut self.body.pages).into_iter().map(|page| (page.id, page)).collect();
        self.vault_key = Key::generate();
        self.fresh.clear();
        self.rekeyed = true;
        for position in 0..self.body.accounts.len() {
            let (id, page) = (self.body.accounts[position].id, self.body.accounts[position].page);
            match old_pages.get(&page).and_then(|page| page.open(&old_seeds_key, vault, id)) {
                Some(secret) => self.body.accounts[position].page = self.add_seed(id, &secret),
                None => self.body.pages.extend(old_refs.remove(&page).map(|mut missing| {
                    missing.seeds_key.get_or_insert_with(|| KeptKey::new(&old_seeds_key));
                    missing
                })),
            }
        }
    }
}
