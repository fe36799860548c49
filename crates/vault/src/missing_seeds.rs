use uuid::Uuid;
use watchword_otp::Secret;

use crate::backup::file::Backup;
use crate::error::{EditError, StoreError};
use crate::format::page::Page;
use crate::keyring::item::Names;
use crate::opening::State;
use crate::operation::Operation;
use crate::unlocked::UnlockedVault;

/// Restoring the seeds of accounts whose seed is missing.
impl UnlockedVault {
    /// Restores missing seeds from the pages of the previous save and from altered pages, as far as
    /// the keyring still has them. Returns how many it restored.
    ///
    /// # Errors
    /// [`EditError`] if the keyring cannot be asked or the seeds cannot be saved; nothing has
    /// changed then.
    pub fn restore_seeds(&mut self) -> Result<usize, EditError> {
        if self.is_older_copy() {
            return Ok(0);
        }
        let seeds = self.seeds_in_pages()?;
        if seeds.is_empty() && !self.state.pages.values().any(Page::has_older_key) {
            return Ok(0);
        }
        self.return_seeds(seeds)
    }

    /// Restores missing seeds from a backup. Returns how many it restored.
    ///
    /// # Errors
    /// [`EditError`] if the seeds cannot be saved; nothing has changed then.
    pub fn restore_seeds_from(&mut self, backup: Backup) -> Result<usize, EditError> {
        let seeds = backup.into_seeds_of(&self.missing());
        if seeds.is_empty() { Ok(0) } else { self.return_seeds(seeds) }
    }

    fn return_seeds(&mut self, seeds: Vec<(Uuid, Secret)>) -> Result<usize, EditError> {
        let count = seeds.len();
        self.edit(|_| [Operation::ResealOlderPages, Operation::ReturnSeeds { seeds }])?;
        Ok(count)
    }

    /// The accounts whose seed page is missing or altered, trash included.
    pub(crate) fn missing(&self) -> Vec<Uuid> {
        self.state.body.missing(&self.state.pages)
    }

    /// Missing seeds that still open in pages in the keyring: pages of the previous save, pages
    /// that an unfinished save left behind, and altered pages.
    pub(crate) fn seeds_in_pages(&self) -> Result<Vec<(Uuid, Secret)>, StoreError> {
        let missing = self.missing();
        if missing.is_empty() {
            return Ok(Vec::new());
        }
        let State { body, pages, vault_key, .. } = &self.state;
        let vault = self.uuid();
        let left_behind = self.storage.announced().unwrap_or_default();
        let retired = body.retired.iter().copied().chain(left_behind).map(|id| (id, None));
        let altered = body.pages.iter().filter(|page| !pages.contains_key(&page.id));
        let searched: Vec<_> = retired.chain(altered.map(|page| (page.id, page.older_key()))).collect();
        let names: Vec<String> = searched.iter().map(|(page, _)| Names(vault).page(*page)).collect();
        let values = self.storage.store.get_all(&names)?.into_iter().zip(searched);
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
}
