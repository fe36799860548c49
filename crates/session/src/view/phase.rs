use serde::{Deserialize, Serialize};
use watchword_vault::StoreKind;

use crate::view::Problem;

/// Which screen the window shows first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Phase {
    /// There is no vault yet.
    Welcome {
        /// Why there is no keyring for a new vault, if there is none: the user may choose the file
        /// store.
        without_keyring: Option<Problem>,
    },
    /// The vault is locked, and the window asks for its PIN.
    Locked {
        /// Seconds until a PIN may be tried.
        wait_seconds: u32,
        /// Whether the vault has a recovery key.
        recovery_key: bool,
        /// Where its secrets are, and so whether a PIN or a passphrase opens it.
        store: StoreKind,
        /// Whether it locked while a new recovery key was shown: that key opens nothing, even if
        /// the user wrote it down.
        unconfirmed_key: bool,
    },
    /// The vault is unlocked.
    Unlocked,
    /// The vault cannot be opened as things are.
    Broken {
        /// Why the vault cannot be opened.
        problem: Problem,
        /// Whether restoring a backup would help.
        recovery_key: bool,
    },
}
