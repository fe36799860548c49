//! Stores accounts and their seeds: PIN, keys, keyring, files, HOTP journal and backups. Every byte
//! at rest is written and read here.
//!
//! `FORMAT.md` in this crate's folder specifies the format on disk and in the keyring. A vault is
//! locked or unlocked, and the two are different types: no method of a [`LockedVault`] reveals a
//! secret.

mod backup;
mod clock;
mod copies;
mod credentials;
mod duplicates;
mod edits;
mod empty;
mod error;
mod files;
mod format;
mod import;
mod keyring;
mod locked;
mod matching;
mod missing_seeds;
mod older_copy;
mod opening;
mod operation;
mod pin;
mod pin_attempt;
mod provisioned;
mod save;
mod stack;
mod sweep;
#[cfg(feature = "testing")]
pub mod testing;
mod unlocked;

pub use backup::comparison::{AccountName, Comparison};
pub use backup::file::{Backup, BackupLock, MAX_BACKUP_BYTES};
pub use backup::newest::{BackupFolderError, NewestBackup, backup_files, newest_backup};
pub use backup::passphrase::BackupPassphrase;
pub use backup::recovery_key::{InvalidRecoveryKey, RecoveryKey};
pub use backup::replaced::ReplacedVault;
pub use backup::restore::{Consent, Restored, restore};
pub use backup::second_folder::{SecondFolder, SecondFolderReport, SecondFolderTrouble, Unwritten};
pub use clock::{BootTime, Clock, SystemClock};
pub use credentials::PinProof;
pub use duplicates::Duplicates;
pub use empty::EmptyVault;
pub use error::{
    BackupError, CodeError, EditError, OpenError, PinError, RecoveryError, SaveBackupError, StoreError, WriteError,
};
pub use files::BACKUPS;
pub use files::in_use::rename_file;
pub use files::private::{read_file, write_private};
pub use format::backup_records::PassphraseBackup;
pub use format::body::{Entry, MAX_ACCOUNTS, MAX_NAME_CHARS, MAX_NOTE_CHARS, MAX_TAG_CHARS, MAX_TAGS, Settings};
pub use format::kdf::Kdf;
pub use format::kept_policy::{KeptPolicy, is_escrow_recipient};
pub use format::note::Note;
pub use import::{Import, ImportUndo, NewAccount};
pub use keyring::audit_anchor::AuditAnchor;
pub use keyring::item::SERVICE;
pub use keyring::kind::StoreKind;
pub use keyring::os::OsKeyring;
pub use keyring::patience::{Patience, Refusing};
pub use keyring::patient::PatientStore;
pub use keyring::store::{ConnectKeyring, KeyStore};
pub use locked::{FoundVault, LockedVault, Refused};
pub use matching::{Likeness, Match, Other};
pub use operation::{Details, NewEntry, NewPin, NewRecoveryKey, Operation};
pub use pin::strength::pin_strength;
pub use pin::{InvalidPin, MAX_PIN_CHARS, MIN_PASSPHRASE_CHARS, MIN_PIN_CHARS, Pin};
pub use save::Follow;
pub use stack::scrubbed;
pub use unlocked::UnlockedVault;
