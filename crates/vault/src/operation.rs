//! What changes a vault's body: an [`Operation`], applied to what was just re-read, and nothing
//! else.

mod apply;
pub(crate) mod change;
mod pages;

use std::fmt;

use uuid::Uuid;
use watchword_otp::{Parameters, Secret};

use crate::format::body::Settings;
use crate::format::kdf::Kdf;
use crate::format::keys::Key;

/// One edit of a vault, with everything that it takes to do it again elsewhere: ids, names and
/// seeds. Seeds and keys are wiped when it is dropped, and its `Debug` does not show them.
#[derive(Debug, Clone)]
pub enum Operation {
    /// Adds accounts behind the others. Refused as a whole beyond [`crate::MAX_ACCOUNTS`] and
    /// [`crate::MAX_NAME_CHARS`].
    Add {
        /// In the order in which they are listed.
        entries: Vec<NewEntry>,
    },
    /// Adds the accounts of a backup behind the others, as they are: no limit of this version may
    /// lose one.
    AddFromBackup {
        /// In the order in which they are listed.
        entries: Vec<NewEntry>,
    },
    /// Gives an account other names.
    Rename {
        /// The account.
        id: Uuid,
        /// At most [`crate::MAX_NAME_CHARS`] characters.
        issuer: String,
        /// At most [`crate::MAX_NAME_CHARS`] characters.
        account: String,
    },
    /// Moves an account in the list.
    Move {
        /// The account.
        id: Uuid,
        /// From 0, among the accounts that are not in the trash; one beyond the end is the end.
        position: usize,
    },
    /// Moves an account to the trash. Its seed stays.
    Trash {
        /// The account.
        id: Uuid,
        /// Unix seconds.
        at: u64,
    },
    /// Takes an account out of the trash.
    Restore {
        /// The account.
        id: Uuid,
    },
    /// Deletes accounts and their seeds for good. An id that no account has is passed over.
    Purge {
        /// The accounts.
        ids: Vec<Uuid>,
    },
    /// Replaces the settings. Refused if one is out of range.
    Settings(Settings),
    /// Raises HOTP counters to what the journal says. A counter never goes down.
    Advance {
        /// Account and the counter of its next code.
        counters: Vec<(Uuid, u64)>,
        /// HOTP codes drawn from the vault so far.
        draws: u64,
    },
    /// Seals the seeds of accounts whose seed was missing. An id that no account has is passed
    /// over.
    ReturnSeeds {
        /// Account and seed.
        seeds: Vec<(Uuid, Secret)>,
    },
    /// Seals the pages that came back after the vault key was replaced under the present one.
    ResealOlderPages,
    /// Generates a new vault key, seals every seed under it, and seals it under a new PIN.
    SetPin(NewPin),
    /// Generates a new vault key, seals every seed under it, and encrypts it to a new recovery key.
    SetRecoveryKey(NewRecoveryKey),
}

/// An account that is about to be added, seed and all.
#[derive(Debug, Clone)]
pub struct NewEntry {
    /// Identifies the account permanently. No other account of the vault has it.
    pub id: Uuid,
    /// Who asks for the code; may be empty.
    pub issuer: String,
    /// Whose code it is; may be empty.
    pub account: String,
    /// How codes are computed, with the counter of an HOTP account's next code.
    pub parameters: Parameters,
    /// `None` for an account of a backup whose seed was missing already: another backup may have
    /// it.
    pub secret: Option<Secret>,
    /// Unix seconds at which it was added.
    pub added: u64,
    /// Unix seconds at which it was moved to the trash, or `None` if it is not in the trash.
    pub trashed: Option<u64>,
}

/// A new PIN, as the key that was derived from it.
#[derive(Clone)]
pub struct NewPin {
    pub(crate) kdf: Kdf,
    pub(crate) salt: [u8; 16],
    pub(crate) pin_key: Key,
}

impl fmt::Debug for NewPin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[REDACTED]")
    }
}

/// A new recovery key, as its public half and the key of its backups.
#[derive(Clone)]
pub struct NewRecoveryKey {
    /// `age1…`
    pub(crate) recipient: String,
    pub(crate) backup_key: Key,
    /// The PIN stays: the new vault key is sealed under it again.
    pub(crate) pin_key: Key,
}

impl fmt::Debug for NewRecoveryKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[REDACTED]")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_no_secret() {
        let secret = Secret::new(b"12345678901234567890".to_vec()).unwrap();
        let id = Uuid::nil();
        let entry = NewEntry {
            id,
            issuer: "Example".into(),
            account: "ayu".into(),
            parameters: Parameters::default(),
            secret: Some(secret.clone()),
            added: 0,
            trashed: None,
        };
        let pin_key = Key::from_bytes(&[0xab; 32]).unwrap();
        let backup_key = pin_key.clone();
        for operation in [
            Operation::Add { entries: vec![entry.clone()] },
            Operation::AddFromBackup { entries: vec![entry] },
            Operation::ReturnSeeds { seeds: vec![(id, secret)] },
            Operation::SetPin(NewPin { kdf: Kdf::FLOOR, salt: [0xab; 16], pin_key: pin_key.clone() }),
            Operation::SetRecoveryKey(NewRecoveryKey { recipient: "age1…".into(), backup_key, pin_key }),
        ] {
            let shown = format!("{operation:?}");
            assert!(shown.contains("[REDACTED]"), "{shown}");
            // The seed's first bytes as a list, and those of the keys.
            assert!(!shown.contains("49, 50") && !shown.contains("171") && !shown.contains("1234"), "{shown}");
        }
    }
}
