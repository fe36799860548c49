use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

/// What the vault remembers of its recovery key, to ask once a year whether the user still has it.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct KeyRecord {
    /// When the key was made, in Unix seconds.
    pub(crate) made: u64,
    /// When to ask for it next, in Unix seconds.
    pub(crate) ask_at: u64,
    /// Its last group: four symbols of its checksum, which the user may type instead of all of it.
    pub(crate) last_group: Zeroizing<String>,
}

/// The last backup that was saved with a passphrase.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PassphraseBackup {
    /// When it was saved, in Unix seconds.
    pub at: u64,
    /// Number of accounts in it, trash included.
    pub accounts: usize,
    /// The folder in which it was saved.
    pub folder: String,
}
