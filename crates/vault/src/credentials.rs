use crate::backup::file::Backup;
use crate::backup::recovery_key::RecoveryKey;
use crate::error::{EditError, OpenError};
use crate::format::kdf::Kdf;
use crate::format::keys::{Key, random};
use crate::operation::change::Change;
use crate::operation::{NewPin, NewRecoveryKey, Operation};
use crate::pin::Pin;
use crate::pin_attempt::{pin_key, try_pin};
use crate::unlocked::UnlockedVault;

/// Proves that the PIN was given to this session. Only [`UnlockedVault::prove`] makes one, and
/// nothing else holds the key that a new vault key is sealed under when the PIN stays.
pub struct PinProof {
    pin_key: Key,
}

/// What opens the vault: its PIN and its recovery key.
impl UnlockedVault {
    /// Checks the PIN again, as an attempt like any other.
    ///
    /// # Errors
    /// As for [`crate::LockedVault::unlock`].
    pub fn confirm_pin(&mut self, pin: &Pin) -> Result<PinProof, EditError> {
        let lock = self.storage.lock()?;
        self.refresh_under(&lock)?;
        let unsealed = try_pin(&lock, &self.storage, &self.device, &self.state.header, pin)?;
        Ok(PinProof { pin_key: unsealed.pin_key })
    }

    /// Changes the PIN: a new vault key, every page sealed again, nothing left that the old PIN
    /// opens. A seed that is missing still opens once its page is back.
    ///
    /// # Errors
    /// [`EditError`].
    pub fn change_pin(&mut self, _: &PinProof, pin: &Pin, kdf: Kdf) -> Result<(), EditError> {
        pin.suits(self.store())?;
        // The pages of the old vault key go, and with them the last that may have a seed.
        self.restore_seeds()?;
        let new = self.new_pin(pin, kdf)?;
        self.apply(Operation::SetPin(new))
    }

    /// Sets the recovery key: a new vault key, encrypted to it, and backups for it from now on.
    /// Backups for an older key go once a new one is written, unless a seed is missing that they
    /// may have.
    ///
    /// # Errors
    /// [`EditError`].
    pub fn set_recovery_key(&mut self, proof: &PinProof, key: &RecoveryKey) -> Result<(), EditError> {
        self.restore_seeds()?;
        let older = self.backups();
        self.apply(Operation::SetRecoveryKey(NewRecoveryKey {
            recipient: key.recipient().to_string(),
            backup_key: key.backup_key(),
            pin_key: proof.pin_key.clone(),
        }))?;
        if self.backup_warning.is_none() && self.missing().is_empty() {
            for file in older {
                let _ = std::fs::remove_file(file);
            }
        }
        Ok(())
    }

    /// Sets a new PIN after the recovery key has opened the vault: restores what seeds can be
    /// found, makes this the vault if it is an older copy, and forgets failures, all by one save.
    pub(crate) fn reset_pin(&mut self, key: &RecoveryKey, pin: &Pin, kdf: Kdf) -> Result<(), OpenError> {
        pin.suits(self.store())?;
        let new = self.new_pin(pin, kdf)?;
        let lock = self.storage.lock()?;
        self.storage.require_device_key(&self.state.header)?;
        let mut change = Change::of(&self.state);
        Operation::ReturnSeeds { seeds: self.seeds_in_pages()? }.apply(&mut change)?;
        for path in self.backups() {
            let missing = change.missing();
            if missing.is_empty() {
                break;
            }
            if let Ok(backup) = Backup::read(&path, key) {
                Operation::ReturnSeeds { seeds: backup.into_seeds_of(&missing) }.apply(&mut change)?;
            }
        }
        Operation::SetPin(new).apply(&mut change)?;
        self.supersede(&lock, &mut change)?;
        self.was_older_copy = self.is_older_copy();
        self.commit(&lock, change)?;
        // The new PIN counts by now. Failures that cannot be forgotten are waited for, at most.
        let _ = self.storage.attempts(&lock, &self.device, self.uuid()).begin_again();
        Ok(())
    }

    /// Derives the key of a PIN that takes the place of this vault's, whether the old PIN or the
    /// recovery key was given for it.
    fn new_pin(&self, pin: &Pin, kdf: Kdf) -> Result<NewPin, OpenError> {
        let kdf = kdf.at_least_for(self.store());
        let salt = random();
        let pin_key = pin_key(kdf, pin, &salt, &self.device, self.uuid())?;
        Ok(NewPin { kdf, salt, pin_key })
    }
}
