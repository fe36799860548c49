use uuid::Uuid;
use watchword_otp::Secret;

use crate::backup::Backup;
use crate::error::EditError;
use crate::files::COUNTERS;
use crate::journal::Journal;
use crate::page::Page;
use crate::store::Names;
use crate::unlocked::UnlockedVault;

/// Ways back when something that was written is no longer there.
impl UnlockedVault {
    /// Goes on from here though the keyring has seen a newer copy of this vault, or though the HOTP journal is lost. An HOTP
    /// code that was drawn since may then come again, and its server refuses it: the next one is taken.
    ///
    /// # Errors
    /// [`EditError`]; then nothing has changed.
    pub fn adopt(&mut self) -> Result<(), EditError> {
        let lock = self.place.lock()?;
        self.refresh_under(&lock)?;
        if self.state.journal.lost {
            self.place.home.replace(COUNTERS, &[])?;
            self.state.journal = Journal::default();
        }
        let mut change = self.change();
        change.header.generation = change.header.generation.max(self.state.newer.unwrap_or_default());
        Ok(self.commit(&lock, change)?)
    }

    /// Brings missing seeds back from the pages that the save before used, as far as the keyring still has them. How many.
    ///
    /// # Errors
    /// [`EditError`]; then nothing has changed.
    pub fn mend(&mut self) -> Result<usize, EditError> {
        let missing = self.missing();
        if missing.is_empty() || self.is_older_copy() {
            return Ok(0);
        }
        let vault = self.uuid();
        let names: Vec<String> = self.state.body.retired.iter().map(|page| Names(vault).page(*page)).collect();
        let values = self.place.store.get_all(&names)?;
        let pages: Vec<Page> = values.into_iter().flatten().filter_map(|value| Page::read(&value, None)).collect();
        let seeds_key = self.state.vault_key.derive("seeds", vault);
        let open = |id: Uuid| pages.iter().find_map(|page| page.open(&seeds_key, vault, id));
        self.put_back(missing.into_iter().filter_map(|id| Some((id, open(id)?))).collect())
    }

    /// Brings missing seeds back from a backup. How many.
    ///
    /// # Errors
    /// [`EditError`]; then nothing has changed.
    pub fn mend_from(&mut self, backup: &Backup) -> Result<usize, EditError> {
        let missing = self.missing();
        let kept = backup.accounts.iter().filter(|kept| missing.contains(&kept.id));
        self.put_back(kept.map(|kept| (kept.id, kept.account.secret.clone())).collect())
    }

    /// The accounts whose seed page is missing or altered, trash included.
    fn missing(&self) -> Vec<Uuid> {
        self.state.body.accounts.iter().map(|entry| entry.id).filter(|id| self.seed_missing(*id)).collect()
    }

    fn put_back(&mut self, seeds: Vec<(Uuid, Secret)>) -> Result<usize, EditError> {
        if seeds.is_empty() {
            return Ok(0);
        }
        self.edit(|change| {
            for (id, secret) in &seeds {
                let page = change.add_seed(*id, secret);
                change.body.entry_mut(*id).ok_or(EditError::NotFound(*id))?.page = page;
            }
            Ok(seeds.len())
        })
    }
}
