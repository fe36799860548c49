use std::sync::Arc;

use crate::error::StoreError;
use crate::keyring::item::Names;
use crate::keyring::store::KeyStore;
use crate::locked::LockedVault;
use crate::unlocked::UnlockedVault;

/// The keyring's item about the end of a vault's audit log (`FORMAT.md`, section 5). The vault
/// knows nothing of its contents.
#[derive(Clone)]
pub struct AuditAnchor {
    store: Arc<dyn KeyStore>,
    name: String,
}

impl AuditAnchor {
    pub(crate) fn new(store: &Arc<dyn KeyStore>, names: Names) -> Self {
        Self { store: store.clone(), name: names.audit() }
    }

    /// Returns what the item holds, or what each of several under its name does.
    ///
    /// # Errors
    /// [`StoreError`] if the keyring doesn't answer.
    pub fn read(&self) -> Result<Vec<String>, StoreError> {
        Ok(self.store.get_every(&self.name)?.iter().map(|value| value.to_string()).collect())
    }

    /// Writes one line of ASCII.
    ///
    /// # Errors
    /// [`StoreError`] if the keyring doesn't take it.
    pub fn write(&self, text: &str) -> Result<(), StoreError> {
        self.store.set(&self.name, text)
    }
}

impl LockedVault {
    /// The keyring's item about the end of the audit log.
    pub fn audit_anchor(&self) -> AuditAnchor {
        AuditAnchor::new(&self.storage.store, Names(self.uuid))
    }
}

impl UnlockedVault {
    /// The keyring's item about the end of the audit log.
    pub fn audit_anchor(&self) -> AuditAnchor {
        AuditAnchor::new(&self.storage.store, Names(self.uuid()))
    }
}
