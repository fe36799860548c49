use serde::{Deserialize, Serialize};

/// Where a vault keeps its small secrets. Chosen when it is made, and never switched by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "lowercase")]
pub enum StoreKind {
    /// The system's keyring; a PIN opens the vault.
    Keyring,
    /// A file beside the vault, for computers without a keyring; a passphrase opens it.
    File,
}
