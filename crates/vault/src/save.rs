use std::collections::{HashMap, HashSet};

use uuid::Uuid;
use watchword_otp::{Kind, Secret};

use crate::error::{OpenError, StoreError, WriteError};
use crate::files::lock::Lock;
use crate::files::{COPY, COUNTERS, MAX_ANNOUNCED_BYTES, NEW_PAGES, PREVIOUS, VAULT};
use crate::format::body::{Body, KeptKey, PageRef};
use crate::format::draws::Draws;
use crate::format::head::Head;
use crate::format::header::{Header, MAX_VAULT_BYTES, VaultFile};
use crate::format::journal::Journal;
use crate::format::keys::Key;
use crate::format::page::Page;
use crate::keyring::item::Names;
use crate::opening::State;
use crate::sweep::announcement;
use crate::unlocked::UnlockedVault;

/// The next generation, while it is being put together.
pub(crate) struct Change {
    pub(crate) header: Header,
    pub(crate) body: Body,
    pub(crate) vault_key: Key,
    pages: HashMap<Uuid, Page>,
    /// Pages of `pages` that are not in the keyring yet.
    fresh: Vec<Uuid>,
    /// The vault key is new: nothing of the generation before may stay.
    rekeyed: bool,
}

impl Change {
    /// Seals a seed into a page that has room, and returns the page's name.
    pub(crate) fn add_seed(&mut self, account: Uuid, secret: &Secret) -> Uuid {
        let id = self.page_with_room(secret.expose().len());
        let vault = self.header.uuid;
        let seeds_key = self.vault_key.derive("seeds", vault);
        self.pages.entry(id).or_default().add(&seeds_key, vault, account, secret);
        id
    }

    fn page_with_room(&mut self, seed_bytes: usize) -> Uuid {
        let has_room = |id: &Uuid| self.pages.get(id).is_some_and(|page| page.has_room(seed_bytes));
        if let Some(fresh) = self.fresh.iter().rev().copied().find(has_room) {
            return fresh;
        }
        let begun = self.body.pages.iter().map(|page| page.id).rev().find(has_room);
        match begun {
            Some(begun) => self.rewrite(begun),
            None => self.begin(Page::default()),
        }
    }

    /// Pages are never edited: a new one takes the seeds of the accounts that use it, which then point there. A seed whose account is
    /// gone, or has moved to another page, goes with the old one.
    fn rewrite(&mut self, page: Uuid) -> Uuid {
        // Taken out: it has no room for anything more, and no seed in it is to be copied a second time.
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

    /// The seeds of a page that came back after the vault key was replaced, under the present one.
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

    /// Seals the pages that came back after the vault key was replaced under the present one.
    pub(crate) fn seal_older_pages(&mut self) {
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

    /// The accounts whose seed is missing.
    pub(crate) fn missing(&self) -> Vec<Uuid> {
        self.body.missing(&self.pages)
    }

    /// Takes accounts and their seeds out for good.
    pub(crate) fn purge(&mut self, gone: impl Fn(&crate::format::body::Entry) -> bool) {
        let (gone, kept) = std::mem::take(&mut self.body.accounts).into_iter().partition::<Vec<_>, _>(gone);
        self.body.accounts = kept;
        let gone: HashSet<Uuid> = gone.iter().map(|entry| entry.id).collect();
        let used: HashSet<Uuid> = self.body.accounts.iter().map(|entry| entry.page).collect();
        let holds = |page: &Page| page.accounts().any(|id| gone.contains(&id));
        let touched = self.pages.iter().filter(|(id, page)| used.contains(id) && holds(page));
        let touched: Vec<Uuid> = touched.map(|(id, _)| *id).collect();
        for page in touched {
            self.rewrite(page);
        }
    }

    /// Seals every seed again under a new vault key, which the caller then seals in the slots. A seed that is missing keeps its
    /// page, and the body the key for it: it opens once the page is back.
    pub(crate) fn rekey(&mut self) {
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

impl UnlockedVault {
    /// A change that starts from what is now.
    pub(crate) fn change(&self) -> Change {
        let State { header, body, vault_key, pages, .. } = &self.state;
        Change {
            header: header.clone(),
            body: body.clone(),
            vault_key: vault_key.clone(),
            pages: pages.clone(),
            fresh: Vec::new(),
            rekeyed: false,
        }
    }

    /// Saves. The rename of `vault.bin` is the moment it is done: an error means that nothing has changed, and whatever
    /// dies before or after it leaves the old state or the new one.
    pub(crate) fn commit(&mut self, lock: &Lock, mut change: Change) -> Result<(), WriteError> {
        let place = self.place.clone();
        let vault = change.header.uuid;
        let names = Names(vault);
        let next = change.header.generation.checked_add(1);
        change.header.generation = next.ok_or_else(|| WriteError::Other("there is no higher generation".into()))?;
        change.header.save = Uuid::new_v4();
        change.body.drop_unused_pages();
        let old_pages: Vec<Uuid> = self.state.body.pages.iter().map(|page| page.id).collect();
        let mut already_retired = std::mem::take(&mut change.body.retired);

        // Folding the journal in keeps the counters even if the journal is lost. One that was rolled back is behind the body.
        for entry in &mut change.body.accounts {
            if let (Kind::Hotp { counter }, Some(next)) = (entry.parameters.kind(), self.state.journal.next(entry.id)) {
                entry.parameters = entry.parameters.with_counter(next.max(counter));
            }
        }
        change.body.draws = self.state.journal.draws();

        let in_use: HashSet<Uuid> = change.body.accounts.iter().map(|entry| entry.page).collect();
        change.fresh.retain(|id| in_use.contains(id));
        let mut written = Vec::with_capacity(change.fresh.len());
        for (id, page) in change.fresh.iter().filter_map(|id| Some((*id, change.pages.get(id)?))) {
            let (value, hash) = page.write();
            written.push((names.page(id), value));
            change.body.pages.push(PageRef { id, hash: hash.to_vec(), seeds_key: None });
        }
        let written_names: Vec<String> = written.iter().map(|(name, _)| name.clone()).collect();
        let still_used: HashSet<Uuid> = change.body.pages.iter().map(|page| page.id).collect();
        let retired: Vec<Uuid> = old_pages.iter().copied().filter(|id| !still_used.contains(id)).collect();
        if !change.rekeyed {
            change.body.retired.clone_from(&retired);
            let last = place.pages_with_missing(vault, &already_retired, &change.missing());
            already_retired.retain(|page| !last.contains(page));
            change.body.retired.extend(last);
        }
        let names_in_header = still_used.iter().chain(&change.body.retired);
        change.header.pages = names_in_header.flat_map(|id| id.into_bytes()).collect();

        let mut bytes = change.header.write(&self.device);
        let hash = crate::format::keys::sha256(&bytes);
        bytes.extend_from_slice(&change.body.seal(&change.vault_key, vault, &hash));
        if bytes.len() as u64 > MAX_VAULT_BYTES {
            return Err(WriteError::Other("the vault would be larger than any reader takes".into()));
        }
        place.home.require_room(bytes.len() as u64)?;

        let unused: Vec<Uuid> = match change.rekeyed {
            true => already_retired.into_iter().chain(retired).collect(),
            false => already_retired,
        };
        // Whatever this save may leave behind if it dies, beside what an earlier one has: pages it has yet to use, and pages
        // it has yet to delete.
        let mut announced = place.home.read(NEW_PAGES, MAX_ANNOUNCED_BYTES)?.unwrap_or_default();
        announced.extend_from_slice(announcement(change.fresh.iter().chain(&unused)).as_bytes());
        if !announced.is_empty() {
            place.home.replace(NEW_PAGES, &announced)?;
        }
        let committed = (|| {
            place.store.set_all(&written)?;
            let read = place.store.get_all(&written_names)?;
            if !read.iter().zip(&written).all(|(read, (_, value))| read.first() == Some(value)) {
                return Err(StoreError::Failed("it did not keep what was written".into()).into());
            }
            place.home.stage(VAULT, &bytes)?;
            self.check_staged(&change)?;
            self.keep_previous(change.rekeyed)?;
            place.home.put(VAULT)
        })();
        if let Err(error) = committed {
            let _ = place.store.delete_all(&written_names);
            return Err(error);
        }

        // Done: the new file stands, and its pages must too. What follows tidies up; what of it fails is mended at the next
        // opening or save. But a power cut may yet undo the rename, and then the old pages are wanted.
        let on_disk = place.home.sync().is_ok();
        let head = Head { generation: change.header.generation, hash };
        let _ = head.write(&*place.store, &self.device, vault);
        let copies = if change.rekeyed { [COPY, PREVIOUS].as_slice() } else { &[COPY] };
        for name in copies {
            let _ = place.home.replace(name, &bytes);
        }
        change.pages.retain(|id, _| in_use.contains(id));
        self.state.header = change.header;
        self.state.hash = hash;
        self.state.body = change.body;
        self.state.positions = self.state.body.positions();
        self.state.vault_key = change.vault_key;
        self.state.pages = change.pages;
        self.state.newer = None;
        if !self.keyring_answers {
            // It may know nothing of the codes that were drawn meanwhile.
            let known = Draws::read(&*place.store, &self.device, vault).ok().flatten().unwrap_or_default();
            let draws = self.state.journal.remembered().max(known);
            self.keyring_answers = Draws::write(&*place.store, &self.device, vault, draws).is_ok();
        }
        if self.state.journal.is_long() {
            let positions = &self.state.positions;
            let keep = |id| positions.contains_key(&id);
            let _ = self.state.journal.compact(lock, &place.home, &self.device, vault, keep);
        }
        self.back_up(lock);
        if on_disk {
            place.sweep(&self.state);
        }
        Ok(())
    }

    /// Keeps the generation that is about to be replaced, from whichever file has it whole. Under a new vault key nothing may
    /// stay that the old PIN or recovery key opens, so the copies go first; but never the only whole file.
    fn keep_previous(&self, rekeyed: bool) -> Result<(), WriteError> {
        let home = &self.place.home;
        match self.place.standing(&self.state.hash, &self.state.vault_key) {
            Some((VAULT, _)) if rekeyed => {
                home.remove(PREVIOUS)?;
                home.remove(COPY)?;
                home.sync()
            }
            Some((VAULT | COPY, bytes)) if !rekeyed => home.replace(PREVIOUS, &bytes),
            _ => Ok(()),
        }
    }

    /// Opens what is about to become `vault.bin`, from the disk.
    fn check_staged(&self, change: &Change) -> Result<(), WriteError> {
        let staged = self.place.home.read_staged(VAULT, MAX_VAULT_BYTES)?.unwrap_or_default();
        let opens = VaultFile::parse(&staged).is_ok_and(|file| {
            file.is_authentic(&self.device)
                && Body::open(file.body, &change.vault_key, file.header.uuid, &file.hash).is_ok()
        });
        if opens { Ok(()) } else { Err(WriteError::Other("what was written cannot be read back".into())) }
    }

    /// A new vault's attempts and journal, written before `vault.bin`: dying in between leaves a vault that lost nothing, or
    /// none.
    pub(crate) fn begin_records(&mut self, lock: &Lock) -> Result<(), OpenError> {
        let vault = self.state.header.uuid;
        self.place.ledger(lock, &self.device, vault).begin()?;
        Draws::write(&*self.place.store, &self.device, vault, 0)?;
        self.place.home.replace(COUNTERS, &[])?;
        self.state.journal = Journal::default();
        Ok(())
    }

    /// The other copy of a new vault's attempts, which would look like damage before `vault.bin` stands.
    pub(crate) fn complete_records(&self, lock: &Lock) -> Result<(), OpenError> {
        self.place.ledger(lock, &self.device, self.state.header.uuid).complete()
    }
}
