//! The vault: PIN, keys, keyring, files, journal, backups. Owns every byte at rest.
//!
//! The format on disk and in the keyring is written down in `FORMAT.md` beside this crate. A vault is locked or unlocked,
//! and the two are different types: a [`LockedVault`] has no method that could give a secret away.

mod aside;
mod attempts;
mod backup;
mod body;
#[cfg(target_os = "linux")]
mod bulk;
mod clock;
mod copies;
mod edits;
mod error;
mod file_store;
mod files;
mod head;
mod header;
mod held;
mod journal;
mod kdf;
mod keys;
mod lock;
mod locked;
mod matching;
mod mending;
mod opening;
mod page;
mod pin;
mod pruning;
mod recovery;
mod restore;
mod save;
mod slots;
mod store;
mod sweep;
mod unlocked;
mod vacancy;

pub use aside::PutAside;
pub use backup::{Backup, MAX_BACKUP_BYTES};
pub use body::{Entry, MAX_ACCOUNTS, MAX_NAME_CHARS, Settings};
pub use clock::{BootTime, Clock, SystemClock};
pub use error::{
    BackupError, DrawError, EditError, OpenError, PinError, RecoveryError, SaveBackupError, StoreError, WriteError,
};
pub use files::{read_file, write_private};
pub use header::StoreKind;
pub use held::rename;
pub use kdf::Kdf;
pub use locked::{Found, LockedVault, Refused};
pub use matching::Match;
pub use pin::{InvalidPin, MAX_PIN_CHARS, MIN_PASSPHRASE_CHARS, MIN_PIN_CHARS, Pin, strength};
pub use recovery::{InvalidRecoveryKey, RecoveryKey};
pub use restore::{Consent, Restored, restore};
pub use slots::PinProof;
pub use store::{KeyStore, Keyring, OsKeyring, SERVICE};
pub use unlocked::UnlockedVault;
pub use vacancy::Vacancy;
