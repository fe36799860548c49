use serde::{Deserialize, Serialize};

/// Where a vault keeps its small secrets. Chosen when it is created, and never changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "lowercase")]
pub enum StoreKind {
    /// The system's keyring; a PIN opens the vault.
    Keyring,
    /// A file next to the vault, for computers without a keyring; a passphrase opens the vault.
    File,
}
