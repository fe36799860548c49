use crate::backup::recovery_key::RecoveryKey;
use crate::error::EditError;
use crate::format::body::KeptKey;
use crate::format::kdf::Kdf;
use crate::format::keys::{Key, random};
use crate::format::slots::{PinSlot, RecoverySlot};
use crate::locked::{pin_key, try_pin};
use crate::pin::Pin;
use crate::save::Change;
use crate::unlocked::UnlockedVault;

/// Says that the PIN was given just now, and lets the vault key be sealed under it again.
pub struct PinProof {
    pin_key: Key,
}

/// What opens the vault: its PIN and its recovery key.
impl UnlockedVault {
    /// Checks the PIN again, as an attempt like any other.
    ///
    /// # Errors
    /// As for unlocking.
    pub fn prove(&mut self, pin: &Pin) -> Result<PinProof, EditError> {
        let lock = self.place.lock()?;
        self.refresh_under(&lock)?;
        let (_, pin_key) = try_pin(&lock, &self.place, &self.device, &self.state.header, pin)?;
        Ok(PinProof { pin_key })
    }

    /// Changes the PIN: a new vault key, every page sealed again, nothing left that the old PIN opens. A seed that is missing
    /// still opens once its page is back.
    ///
    /// # Errors
    /// [`EditError`].
    pub fn change_pin(&mut self, _: &PinProof, pin: &Pin, kdf: Kdf) -> Result<(), EditError> {
        pin.suits(self.store())?;
        // The pages of the old vault key go, and with them the last that may have a seed.
        self.mend()?;
        let kdf = kdf.at_least_for(self.store());
        let salt = random();
        let pin_key = pin_key(kdf, pin, &salt, &self.device, self.uuid())?;
        self.edit(|change| {
            change.rekey();
            change.seal_slots(PinSlot::seal(kdf, salt, &pin_key, &change.vault_key, change.header.uuid));
            Ok(())
        })
    }

    /// Sets the recovery key: a new vault key, encrypted to it, and backups for it from now on. Backups for an older key
    /// go once a new one is written, unless a seed is missing that they may have.
    ///
    /// # Errors
    /// [`EditError`].
    pub fn set_recovery_key(&mut self, proof: &PinProof, key: &RecoveryKey) -> Result<(), EditError> {
        self.mend()?;
        let older = self.backups();
        self.edit(|change| {
            change.rekey();
            change.body.backup_key = Some(KeptKey::new(&key.backup_key()));
            change.header.recovery = RecoverySlot::seal(&key.recipient().to_string(), &change.vault_key);
            let PinSlot { kdf, .. } = change.header.pin;
            let salt = *change.header.pin.salt().ok_or(EditError::Locked)?;
            change.header.pin = PinSlot::seal(kdf, salt, &proof.pin_key, &change.vault_key, change.header.uuid);
            Ok(())
        })?;
        if self.backup_warning.is_none() && self.missing().is_empty() {
            for file in older {
                let _ = std::fs::remove_file(file);
            }
        }
        Ok(())
    }
}

impl Change {
    /// Puts a new vault key into both slots.
    pub(crate) fn seal_slots(&mut self, pin: PinSlot) {
        self.header.pin = pin;
        let recipient = self.header.recovery.take().map(|slot| slot.recipient);
        self.header.recovery = recipient.and_then(|recipient| RecoverySlot::seal(&recipient, &self.vault_key));
    }
}
