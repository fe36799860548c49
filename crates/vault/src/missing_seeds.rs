use uuid::Uuid;
use watchword_otp::Secret;

use crate::backup::file::Backup;
use crate::backup::recovery_key::RecoveryKey;
use crate::error::{EditError, OpenError, StoreError, WriteError};
use crate::files::VAULT;
use crate::files::lock::Lock;
use crate::format::draws::Draws;
use crate::format::kdf::Kdf;
use crate::format::keys::random;
use crate::format::page::Page;
use crate::format::slots::PinSlot;
use crate::keyring::item::Names;
use crate::locked::pin_key;
use crate::opening::State;
use crate::pin::Pin;
use crate::save::Change;
use crate::unlocked::UnlockedVault;

/// Ways back when something that was written is no longer there.
impl UnlockedVault {
    /// Goes on from here though the keyring has seen a newer copy of this vault, or though records of the HOTP journal are lost.
    /// Every counter moves ahead by as many codes as are missing; of those that nothing remembers, a code may come again.
    ///
    /// # Errors
    /// [`EditError`]; then no account has changed.
    pub fn adopt(&mut self) -> Result<(), EditError> {
        // Another session may have drawn codes of which only the keyring knows by now.
        let keyring = Draws::read(&*self.place.store, &self.device, self.uuid()).ok().flatten();
        let lock = self.place.lock()?;
        self.refresh_under(&lock)?;
        self.place.require_device_key(&self.state.header)?;
        self.state.journal = self.read_journal(keyring)?;
        self.go_on_without_lost_records(&lock)?;
        let mut change = self.change();
        self.supersede(&lock, &mut change)?;
        Ok(self.commit(&lock, change)?)
    }

    fn go_on_without_lost_records(&mut self, lock: &Lock) -> Result<(), EditError> {
        if !self.state.journal.is_lost() {
            return Ok(());
        }
        let vault = self.uuid();
        let hotp = |id| self.counter(id).map(|counter| (id, counter));
        let counters: Vec<_> = self.state.body.accounts.iter().filter_map(|entry| hotp(entry.id)).collect();
        self.state.journal.go_on(lock, &self.place.home, &self.device, vault, counters.into_iter())?;
        let _ = Draws::write(&*self.place.store, &self.device, vault, self.state.journal.draws());
        Ok(())
    }

    /// Makes a change of an older copy the newest generation, and puts a newer `vault.bin` that does not open aside.
    fn supersede(&self, lock: &Lock, change: &mut Change) -> Result<(), WriteError> {
        let Some(newest) = self.state.newer else { return Ok(()) };
        change.header.generation = change.header.generation.max(newest);
        let standing = self.place.standing(&self.state.hash, &self.state.vault_key);
        if standing.is_none_or(|(name, _)| name != VAULT) {
            crate::backup::replaced::put_file(lock, &self.place.home, VAULT)?;
        }
        Ok(())
    }

    /// Brings missing seeds back from the pages that the save before used and from altered ones, as far as the keyring still has
    /// them. How many.
    ///
    /// # Errors
    /// [`EditError`]; then nothing has changed.
    pub fn mend(&mut self) -> Result<usize, EditError> {
        if self.is_older_copy() {
            return Ok(0);
        }
        let seeds = self.seeds_in_pages()?;
        if seeds.is_empty() && !self.state.pages.values().any(Page::has_older_key) {
            return Ok(0);
        }
        self.put_back(&seeds)
    }

    /// Brings missing seeds back from a backup. How many.
    ///
    /// # Errors
    /// [`EditError`]; then nothing has changed.
    pub fn mend_from(&mut self, backup: Backup) -> Result<usize, EditError> {
        let seeds = seeds_of(backup, &self.missing());
        if seeds.is_empty() { Ok(0) } else { self.put_back(&seeds) }
    }

    /// After the recovery key was given instead of the PIN: brings back what seeds can be found, makes this the vault if it is an
    /// older copy, sets a new PIN, and forgets failures.
    pub(crate) fn reset_pin(&mut self, key: &RecoveryKey, pin: &Pin, kdf: Kdf) -> Result<(), OpenError> {
        pin.suits(self.store())?;
        let kdf = kdf.at_least_for(self.store());
        let salt = random();
        let pin_key = pin_key(kdf, pin, &salt, &self.device, self.uuid())?;
        let lock = self.place.lock()?;
        self.place.require_device_key(&self.state.header)?;
        let mut change = self.change();
        put_into(&mut change, &self.seeds_in_pages()?);
        for path in self.backups() {
            let missing = change.missing();
            if missing.is_empty() {
                break;
            }
            if let Ok(backup) = Backup::read(&path, key) {
                put_into(&mut change, &seeds_of(backup, &missing));
            }
        }
        change.rekey();
        change.seal_slots(PinSlot::seal(kdf, salt, &pin_key, &change.vault_key, change.header.uuid));
        self.supersede(&lock, &mut change)?;
        self.was_older_copy = self.is_older_copy();
        self.commit(&lock, change)?;
        // The new PIN counts by now. Failures that cannot be forgotten are waited for, at most.
        let _ = self.place.ledger(&lock, &self.device, self.uuid()).begin_again();
        Ok(())
    }

    /// The accounts whose seed page is missing or altered, trash included.
    pub(crate) fn missing(&self) -> Vec<Uuid> {
        self.state.body.missing(&self.state.pages)
    }

    /// Missing seeds in pages that are still in the keyring: those that the save before used, those that an unfinished save left
    /// behind, and those that were altered and have seeds that were not.
    fn seeds_in_pages(&self) -> Result<Vec<(Uuid, Secret)>, StoreError> {
        let missing = self.missing();
        if missing.is_empty() {
            return Ok(Vec::new());
        }
        let State { body, pages, vault_key, .. } = &self.state;
        let vault = self.uuid();
        let left_behind = self.place.announced().unwrap_or_default();
        let retired = body.retired.iter().copied().chain(left_behind).map(|id| (id, None));
        let altered = body.pages.iter().filter(|page| !pages.contains_key(&page.id));
        let searched: Vec<_> = retired.chain(altered.map(|page| (page.id, page.older_key()))).collect();
        let names: Vec<String> = searched.iter().map(|(page, _)| Names(vault).page(*page)).collect();
        let values = self.place.store.get_all(&names)?.into_iter().zip(searched);
        let pages: Vec<Page> = values
            .flat_map(|(values, (_, older_key))| {
                let pages = values.into_iter().filter_map(|value| Page::read(&value, None));
                pages.map(move |page| page.sealed_with(older_key.clone()))
            })
            .collect();
        let seeds_key = vault_key.derive("seeds", vault);
        let open = |id: Uuid| pages.iter().find_map(|page| page.open(&seeds_key, vault, id));
        Ok(missing.into_iter().filter_map(|id| Some((id, open(id)?))).collect())
    }

    fn put_back(&mut self, seeds: &[(Uuid, Secret)]) -> Result<usize, EditError> {
        self.edit(|change| {
            change.seal_older_pages();
            put_into(change, seeds);
            Ok(seeds.len())
        })
    }
}

/// Seals seeds into new pages, for the accounts that are still there.
fn put_into(change: &mut Change, seeds: &[(Uuid, Secret)]) {
    for (id, secret) in seeds {
        if change.body.entry_mut(*id).is_some() {
            let page = change.add_seed(*id, secret);
            change.body.entry_mut(*id).into_iter().for_each(|entry| entry.page = page);
        }
    }
}

/// The seeds of a backup that are missing.
fn seeds_of(backup: Backup, missing: &[Uuid]) -> Vec<(Uuid, Secret)> {
    let wanted = backup.accounts.into_iter().filter(|account| missing.contains(&account.id));
    wanted.filter_map(|account| Some((account.id, account.secret?))).collect()
}
