use crate::backup::replaced;
use crate::error::{EditError, WriteError};
use crate::files::VAULT;
use crate::files::lock::Lock;
use crate::format::draws::Draws;
use crate::operation::change::Change;
use crate::unlocked::UnlockedVault;

/// Continuing with an older copy of a vault, or with one that lost records of its HOTP journal.
impl UnlockedVault {
    /// Continues with this vault although the keyring has seen a newer copy of it, or although
    /// records of the HOTP journal are lost. Raises every HOTP counter by the number of missing
    /// codes; a code that no record counts may repeat.
    ///
    /// # Errors
    /// [`EditError`] if the vault cannot be re-read or saved; no account has changed then.
    pub fn accept_older_copy(&mut self) -> Result<(), EditError> {
        // Another session may have used counters that only the keyring still counts.
        let keyring = Draws::read(&*self.storage.store, &self.device, self.uuid()).ok().flatten();
        let lock = self.storage.lock()?;
        self.refresh_under(&lock)?;
        self.storage.require_device_key(&self.state.header)?;
        self.state.journal = self.read_journal(keyring)?;
        self.continue_without_lost_records(&lock)?;
        let mut change = Change::of(&self.state, &*self.storage.store);
        self.supersede(&lock, &mut change)?;
        Ok(self.commit(&lock, change)?)
    }

    fn continue_without_lost_records(&mut self, lock: &Lock) -> Result<(), EditError> {
        if !self.state.journal.is_lost() {
            return Ok(());
        }
        let vault = self.uuid();
        let counters = self.counters();
        self.state.journal.continue_without_lost(
            lock,
            &self.storage.directory,
            &self.device,
            vault,
            counters.into_iter(),
        )?;
        let _ = Draws::write(&*self.storage.store, &self.device, vault, self.state.journal.draws());
        Ok(())
    }

    /// Gives a change of an older copy the highest generation number, and moves a newer `vault.bin`
    /// that does not open to `replaced-<n>/`.
    pub(crate) fn supersede(&self, lock: &Lock, change: &mut Change) -> Result<(), WriteError> {
        let Some(newest) = self.state.newer else { return Ok(()) };
        change.supersede(newest);
        let file_of_generation = self.storage.file_of_generation(&self.state.hash, &self.state.vault_key);
        if file_of_generation.is_none_or(|(name, _)| name != VAULT) {
            replaced::put_file(lock, &self.storage.directory, VAULT)?;
        }
        Ok(())
    }
}
