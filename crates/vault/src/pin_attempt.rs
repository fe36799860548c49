use uuid::Uuid;

use crate::error::OpenError;
use crate::files::VAULT;
use crate::files::lock::Lock;
use crate::format::header::Header;
use crate::format::kdf::{Kdf, Memory};
use crate::format::keys::Key;
use crate::opening::Storage;
use crate::pin::Pin;

/// The keys that a right PIN yields.
pub(crate) struct Unsealed {
    pub(crate) vault_key: Key,
    pub(crate) pin_key: Key,
}

/// Counts the attempt as failed, derives the PIN key, opens the PIN slot, and resets the failures
/// if it opens.
pub(crate) fn try_pin(
    lock: &Lock,
    storage: &Storage,
    device: &Key,
    header: &Header,
    pin: &Pin,
) -> Result<Unsealed, OpenError> {
    let salt = header.pin.salt().ok_or_else(|| OpenError::Damaged(VAULT.into()))?;
    let attempts = storage.attempts(lock, device, header.uuid);
    // A PIN that has to wait costs no memory, and one for which there is none is no attempt.
    let so_far = attempts.so_far()?;
    let memory = memory_for(header.pin.kdf)?;
    let spent = attempts.spend(so_far)?;
    let pin_key = Key::derive_pin_key(device, &memory.hash(pin, salt), header.uuid);
    match header.pin.open(&pin_key, header.uuid) {
        Some(vault_key) => {
            attempts.forgive(spent)?;
            Ok(Unsealed { vault_key, pin_key })
        }
        None => Err(attempts.wrong(spent).into()),
    }
}

/// Derives the PIN key. Fails only if there is no memory for that.
pub(crate) fn pin_key(kdf: Kdf, pin: &Pin, salt: &[u8; 16], device: &Key, vault: Uuid) -> Result<Key, OpenError> {
    Ok(Key::derive_pin_key(device, &memory_for(kdf)?.hash(pin, salt), vault))
}

fn memory_for(kdf: Kdf) -> Result<Memory, OpenError> {
    kdf.memory().ok_or(OpenError::NoMemory)
}
