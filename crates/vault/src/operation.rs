//! Edits of a vault's body: each one is an [`Operation`], applied to what was just re-read.

pub(crate) mod apply;
pub(crate) mod change;
mod pages;

use std::fmt;

use uuid::Uuid;
use watchword_otp::{Account, Parameters, Secret};

use crate::format::backup_records::{KeyRecord, PassphraseBackup};
use crate::format::body::Settings;
use crate::format::kdf::Kdf;
use crate::format::kept_policy::KeptPolicy;
use crate::format::keys::Key;
use crate::format::note::Note;

/// One edit of a vault, with everything needed to repeat it elsewhere: ids, names and seeds. Seeds
/// and keys are wiped when it is dropped, and its `Debug` output does not show them.
#[derive(Debug, Clone)]
pub enum Operation {
    /// Appends accounts. Refused as a whole if it would exceed [`crate::MAX_ACCOUNTS`], or if an
    /// account's names, tags or note exceed their limits.
    Add {
        /// The new accounts, in list order.
        entries: Vec<NewEntry>,
    },
    /// Puts accounts in the places of others, which move to the trash. An account whose predecessor
    /// is not in the list any more is appended. Refused as [`Operation::Add`] is.
    Replace {
        /// Ids of the accounts to replace, each with its successor.
        entries: Vec<(Uuid, NewEntry)>,
        /// When the replaced accounts were moved to the trash, in Unix seconds.
        at: u64,
    },
    /// Appends the accounts of a backup unchanged, without checking this version's limits, so that
    /// none is lost.
    AddFromBackup {
        /// The accounts of the backup, in list order.
        entries: Vec<NewEntry>,
    },
    /// Changes an account's issuer and account name.
    Rename {
        /// Id of the account to rename.
        id: Uuid,
        /// The new issuer, at most [`crate::MAX_NAME_CHARS`] characters.
        issuer: String,
        /// The new account name, at most [`crate::MAX_NAME_CHARS`] characters.
        account: String,
    },
    /// Moves an account in the list.
    Move {
        /// Id of the account to move.
        id: Uuid,
        /// New index, from 0, among the accounts outside the trash; beyond the last, it becomes the
        /// last.
        position: usize,
    },
    /// Moves accounts to the trash. Their seeds are kept.
    Trash {
        /// Ids of the accounts to move to the trash.
        ids: Vec<Uuid>,
        /// When they were moved there, in Unix seconds.
        at: u64,
    },
    /// Takes accounts out of the trash.
    Restore {
        /// Ids of the accounts to restore.
        ids: Vec<Uuid>,
    },
    /// Replaces the details of accounts, without checking limits, so that it can put back any.
    /// Never lowers an HOTP counter, and never stops asking for the PIN. Ignores ids that no
    /// account has.
    SetDetails {
        /// The details of each account.
        accounts: Vec<Details>,
    },
    /// Permanently deletes accounts and their seeds. Ignores ids that no account has.
    Purge {
        /// Ids of the accounts to delete.
        ids: Vec<Uuid>,
    },
    /// Sets whether each code of an account needs the PIN.
    AskForPin {
        /// Id of the account, or `None` for every account.
        id: Option<Uuid>,
        /// Whether it does.
        asks: bool,
    },
    /// Replaces the settings. Refused if one is out of range.
    Settings(Settings),
    /// Keeps the organisation's policy.
    KeepPolicy(KeptPolicy),
    /// Marks accounts as handed out by the organisation.
    NoteProvisioned {
        /// Their marks ([`crate::UnlockedVault::provisioning_mark`]).
        marks: Vec<String>,
    },
    /// Chooses the folder that gets a second copy of every backup, or none.
    SetSecondFolder {
        /// Its absolute path.
        folder: Option<String>,
    },
    /// Sets when to ask for the recovery key next. Ignored without a recovery key.
    AskForRecoveryKey {
        /// The moment from which to ask, in Unix seconds.
        at: u64,
    },
    /// Remembers the last backup that was saved with a passphrase.
    NotePassphraseBackup(PassphraseBackup),
    /// Raises HOTP counters to the journal's values. A counter never decreases.
    Advance {
        /// Account ids, each with the counter of its next code.
        counters: Vec<(Uuid, u64)>,
        /// Number of HOTP codes that the vault has given out so far.
        draws: u64,
    },
    /// Seals the seeds of accounts whose seed was missing. Ignores ids that no account has.
    ReturnSeeds {
        /// Account ids, each with its seed.
        seeds: Vec<(Uuid, Secret)>,
    },
    /// Reseals, under the current vault key, the pages that reappeared after the key was replaced.
    ResealOlderPages,
    /// Generates a new vault key, seals every seed under it, and seals the key under a new PIN.
    SetPin(NewPin),
    /// Generates a new vault key, seals every seed under it, and encrypts the key to a new recovery
    /// key.
    SetRecoveryKey(NewRecoveryKey),
}

/// An account to be added, including its seed.
#[derive(Debug, Clone)]
pub struct NewEntry {
    /// Identifies the account permanently. No other account of the vault has it.
    pub id: Uuid,
    /// The organisation that asks for the code; may be empty.
    pub issuer: String,
    /// The user's account name there; may be empty.
    pub account: String,
    /// How codes are computed, with the counter of an HOTP account's next code.
    pub parameters: Parameters,
    /// The seed, or `None` if it was missing when the backup was made: another backup may have it.
    pub secret: Option<Secret>,
    /// The names that group it with other accounts.
    pub tags: Vec<String>,
    /// The user's note.
    pub note: Note,
    /// Whether each of its codes needs the PIN.
    pub asks_for_pin: bool,
    /// Unix seconds at which it was added.
    pub added: u64,
    /// Unix seconds at which it was moved to the trash, or `None` if it is not in the trash.
    pub trashed: Option<u64>,
}

impl NewEntry {
    /// An account with an id of its own, added at `now` (Unix seconds).
    pub fn new(account: Account, now: u64) -> Self {
        let Account { issuer, account, parameters, secret } = account;
        Self {
            id: Uuid::new_v4(),
            issuer,
            account,
            parameters,
            secret: Some(secret),
            tags: Vec::new(),
            note: Note::default(),
            asks_for_pin: false,
            added: now,
            trashed: None,
        }
    }
}

/// What may change about an account while its seed stays the same.
#[derive(Debug, Clone)]
pub struct Details {
    /// Id of the account whose details these are.
    pub id: Uuid,
    /// The organisation that asks for the code; may be empty.
    pub issuer: String,
    /// The user's account name there; may be empty.
    pub account: String,
    /// The least counter of an HOTP account's next code.
    pub counter: u64,
    /// The names that group it with other accounts.
    pub tags: Vec<String>,
    /// The user's note.
    pub note: Note,
    /// Whether each of its codes needs the PIN.
    pub asks_for_pin: bool,
    /// Unix seconds at which it was moved to the trash, or `None` if it is not in the trash.
    pub trashed: Option<u64>,
}

/// A new PIN, as the key derived from it.
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

/// A new recovery key, as its public half and the key that authenticates its backups.
#[derive(Clone)]
pub struct NewRecoveryKey {
    /// The public half as an age X25519 recipient, `age1…`.
    pub(crate) recipient: String,
    pub(crate) backup_key: Key,
    /// The current PIN's key, under which the new vault key is sealed.
    pub(crate) pin_key: Key,
    pub(crate) record: KeyRecord,
}

impl fmt::Debug for NewRecoveryKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[REDACTED]")
    }
}

#[cfg(test)]
mod tests {
    use zeroize::Zeroizing;

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
            tags: vec!["work".into()],
            note: Zeroizing::new("1234-5678".to_owned()).into(),
            asks_for_pin: false,
            added: 0,
            trashed: None,
        };
        let pin_key = Key::from_bytes(&[0xab; 32]).unwrap();
        let backup_key = pin_key.clone();
        let record = KeyRecord { made: 0, ask_at: 0, last_group: "1234".to_owned().into() };
        for operation in [
            Operation::Add { entries: vec![entry.clone()] },
            Operation::Replace { entries: vec![(id, entry.clone())], at: 0 },
            Operation::AddFromBackup { entries: vec![entry] },
            Operation::ReturnSeeds { seeds: vec![(id, secret)] },
            Operation::SetPin(NewPin { kdf: Kdf::FLOOR, salt: [0xab; 16], pin_key: pin_key.clone() }),
            Operation::SetRecoveryKey(NewRecoveryKey { recipient: "age1…".into(), backup_key, pin_key, record }),
        ] {
            let shown = format!("{operation:?}");
            assert!(shown.contains("[REDACTED]"), "{shown}");
            // The seed's bytes as a list and as text, and the keys' bytes, 0xab = 171.
            assert!(!shown.contains("49, 50") && !shown.contains("171") && !shown.contains("1234"), "{shown}");
        }
    }
}
