use serde::Serialize;
use watchword_vault::StoreKind;

use crate::view::Problem;

/// Which screen the window shows first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Phase {
    /// There is no vault yet.
    Welcome {
        /// Why there is no keyring to make one with, if there is none: a file is left, for the user
        /// to choose.
        without_keyring: Option<Problem>,
    },
    /// A PIN is asked for.
    Locked {
        /// Seconds until one may be tried.
        wait_seconds: u32,
        /// A recovery key was made.
        recovery_key: bool,
        /// Whether a PIN opens it or a passphrase.
        store: StoreKind,
        /// It locked while a new recovery key was shown: that one opens nothing, wherever it was
        /// written down.
        unconfirmed_key: bool,
    },
    /// The accounts are there.
    Unlocked,
    /// The vault cannot be opened as things are.
    Broken {
        /// Why.
        problem: Problem,
        /// Whether restoring a backup would help.
        recovery_key: bool,
    },
}
