use crate::backup::file::Backup;
use crate::backup::folder::Keep;
use crate::backup::key_question;
use crate::backup::recovery_key::RecoveryKey;
use crate::error::{EditError, OpenError};
use crate::format::kdf::Kdf;
use crate::format::keys::{Key, random};
use crate::operation::change::Change;
use crate::operation::{NewPin, NewRecoveryKey, Operation};
use crate::pin::Pin;
use crate::pin_attempt::{pin_key, try_pin};
use crate::unlocked::UnlockedVault;

/// Proof that the PIN was given to this session. Only [`UnlockedVault::confirm_pin`] makes one.
/// Nothing else holds the PIN key, which seals a new vault key when the PIN stays the same.
pub struct PinProof {
    pin_key: Key,
    /// The salt of the PIN that was given: every PIN has its own.
    salt: Vec<u8>,
}

/// Changing the vault's PIN and recovery key.
impl UnlockedVault {
    /// Checks the PIN again. A wrong one counts as a failed attempt.
    ///
    /// # Errors
    /// [`EditError::Open`] if the PIN is not accepted, as for [`crate::LockedVault::unlock`];
    /// otherwise as for [`UnlockedVault::refresh`].
    pub fn confirm_pin(&mut self, pin: &Pin) -> Result<PinProof, EditError> {
        let lock = self.storage.lock()?;
        self.refresh_under(&lock)?;
        let unsealed = try_pin(&lock, &self.storage, &self.device, &self.state.header, pin)?;
        Ok(PinProof { pin_key: unsealed.pin_key, salt: self.state.header.pin.salt.clone() })
    }

    /// Wrong PINs since the last right one.
    ///
    /// # Errors
    /// As for [`UnlockedVault::refresh`].
    pub fn failures(&self) -> Result<u32, OpenError> {
        let lock = self.storage.lock()?;
        self.storage.attempts(&lock, &self.device, self.state.header.uuid).failures()
    }

    /// Seconds until a PIN may be tried; 0 for at once.
    ///
    /// # Errors
    /// As for [`UnlockedVault::failures`].
    pub fn wait(&self) -> Result<u64, OpenError> {
        let lock = self.storage.lock()?;
        self.storage.attempts(&lock, &self.device, self.state.header.uuid).wait()
    }

    /// Changes the PIN: generates a new vault key and reseals every page, so that the old PIN opens
    /// nothing any more. A missing seed still opens once its page is back.
    ///
    /// # Errors
    /// [`EditError::InvalidPin`] if the new PIN does not suit the store; otherwise as for
    /// [`UnlockedVault::apply`].
    pub fn change_pin(&mut self, _: &PinProof, pin: &Pin, kdf: Kdf) -> Result<(), EditError> {
        pin.suits(self.store())?;
        // The save deletes the old vault key's pages, and one may be the last to have a missing
        // seed.
        self.restore_seeds()?;
        let new = self.new_pin(pin, kdf)?;
        self.apply(Operation::SetPin(new))
    }

    /// Sets the recovery key: generates a new vault key, and encrypts it and every later backup to
    /// the recovery key. Deletes the backups for an older key once a new one is written, except
    /// those that may be the last to have a seed.
    ///
    /// # Errors
    /// [`EditError::Locked`] if the PIN was changed after `proof` was made: sealed under the old
    /// PIN's key, the vault would open with neither PIN. Otherwise as for [`UnlockedVault::apply`].
    pub fn set_recovery_key(&mut self, proof: &PinProof, key: &RecoveryKey) -> Result<(), EditError> {
        if proof.salt != self.state.header.pin.salt {
            return Err(EditError::Locked);
        }
        self.restore_seeds()?;
        self.apply(Operation::SetRecoveryKey(NewRecoveryKey {
            recipient: key.recipient().to_string(),
            backup_key: key.backup_key(),
            pin_key: proof.pin_key.clone(),
            record: key_question::record(key, self.storage.clock.unix_seconds()),
        }))?;
        if self.backup_warning.is_none() && self.missing().is_empty() {
            self.backup_folder().prune(self.state.header.generation, Keep::Newest);
            self.keep_newest_second_backup();
        }
        Ok(())
    }

    /// Sets a new PIN after the recovery key has opened the vault. One save restores the missing
    /// seeds that it finds and makes an older copy the newest generation; the failures are then
    /// reset.
    pub(crate) fn reset_pin(&mut self, key: &RecoveryKey, pin: &Pin, kdf: Kdf) -> Result<(), OpenError> {
        pin.suits(self.store())?;
        let new = self.new_pin(pin, kdf)?;
        let lock = self.storage.lock()?;
        self.storage.require_device_key(&self.state.header)?;
        let mut change = Change::of(&self.state, &*self.storage.store);
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
        // The new PIN is in effect. If the failures cannot be reset, the user waits at most an
        // hour.
        let _ = self.storage.attempts(&lock, &self.device, self.uuid()).begin_again();
        Ok(())
    }

    /// Derives the key of a new PIN for this vault.
    fn new_pin(&self, pin: &Pin, kdf: Kdf) -> Result<NewPin, OpenError> {
        let kdf = kdf.at_least_for(self.store());
        let salt = random();
        let pin_key = pin_key(kdf, pin, &salt, &self.device, self.uuid())?;
        Ok(NewPin { kdf, salt, pin_key })
    }
}
