use crate::backup::replaced;
use crate::error::{EditError, WriteError};
use crate::files::VAULT;
use crate::files::lock::Lock;
use crate::format::draws::Draws;
use crate::operation::change::Change;
use crate::unlocked::UnlockedVault;

/// How an older copy of a vault, or one that lost records of its HOTP journal, becomes the vault
/// again.
impl UnlockedVault {
    /// Continues with this vault though the keyring has seen a newer copy of it, or though records
    /// of the HOTP journal are lost. Every HOTP counter moves ahead by as many codes as are
    /// missing; of those that nothing remembers, a code may repeat.
    ///
    /// # Errors
    /// [`EditError`]; then no account has changed.
    pub fn accept_older_copy(&mut self) -> Result<(), EditError> {
        // Another session may have drawn codes of which only the keyring knows by now.
        let keyring = Draws::read(&*self.storage.store, &self.device, self.uuid()).ok().flatten();
        let lock = self.storage.lock()?;
        self.refresh_under(&lock)?;
        self.storage.require_device_key(&self.state.header)?;
        self.state.journal = self.read_journal(keyring)?;
        self.continue_without_lost_records(&lock)?;
        let mut change = Change::of(&self.state);
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

    /// Makes a change of an older copy the newest generation, and moves a newer `vault.bin` that
    /// does not open to `replaced-<n>/`.
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
