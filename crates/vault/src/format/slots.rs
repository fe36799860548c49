use age::x25519::Recipient;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::format::base64;
use crate::format::kdf::Kdf;
use crate::format::keys::Key;

/// The vault key, sealed under the PIN key.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct PinSlot {
    pub(crate) kdf: Kdf,
    #[serde(with = "base64")]
    pub(crate) salt: Vec<u8>,
    #[serde(with = "base64")]
    pub(crate) sealed: Vec<u8>,
}

/// The vault key, age-encrypted to the recovery key's public half.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct RecoverySlot {
    pub(crate) recipient: String,
    #[serde(with = "base64")]
    pub(crate) sealed: Vec<u8>,
}

impl PinSlot {
    /// Seals the vault key under a PIN key.
    pub(crate) fn seal(kdf: Kdf, salt: [u8; 16], pin_key: &Key, vault_key: &Key, vault: Uuid) -> Self {
        Self { kdf, salt: salt.to_vec(), sealed: pin_key.seal(vault.as_bytes(), vault_key.expose()) }
    }

    pub(crate) fn open(&self, pin_key: &Key, vault: Uuid) -> Option<Key> {
        let vault_key = pin_key.open(vault.as_bytes(), &self.sealed).ok()?;
        Key::from_bytes(&vault_key)
    }

    pub(crate) fn salt(&self) -> Option<&[u8; 16]> {
        self.salt.as_slice().try_into().ok()
    }
}

impl RecoverySlot {
    /// Encrypts the vault key to a recovery key's public half; `None` if that is not a valid
    /// recipient.
    pub(crate) fn seal(recipient: &str, vault_key: &Key) -> Option<Self> {
        let to: Recipient = recipient.parse().ok()?;
        Some(Self { recipient: recipient.to_owned(), sealed: age::encrypt(&to, vault_key.expose()).ok()? })
    }

    pub(crate) fn open(&self, identity: &age::x25519::Identity) -> Option<Key> {
        let vault_key = zeroize::Zeroizing::new(age::decrypt(identity, &self.sealed).ok()?);
        Key::from_bytes(&vault_key)
    }
}
