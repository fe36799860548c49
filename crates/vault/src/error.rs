use std::io;

use thiserror::Error;
use uuid::Uuid;

use crate::files::KEYRING_FILE;
use crate::pin::InvalidPin;

/// Why a keyring operation failed. The text of a platform's own error never contains an item's
/// value.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum StoreError {
    /// No keyring is available: no session bus, or no Secret Service on it.
    #[error("there is no system keyring")]
    Absent,
    /// The keyring stayed locked: the user did not unlock it, or it could not prompt them.
    #[error("the system keyring is locked")]
    Locked,
    /// The keyring's program does not answer.
    #[error("the system keyring does not answer")]
    Silent,
    /// The user cancelled before the keyring answered.
    #[error("cancelled before the system keyring answered")]
    Cancelled,
    /// An earlier call, for which the caller stopped waiting, has not returned yet.
    #[error("the system keyring is still handling an earlier call")]
    Late,
    /// The disk has no room for the item.
    #[error("the disk is full")]
    Full,
    /// `keyring.bin` does not begin with its format line (`FORMAT.md`, section 5).
    #[error("keyring.bin is damaged")]
    Damaged,
    /// Any other failure, as the platform describes it.
    #[error("the system keyring failed: {0}")]
    Failed(String),
}

/// Why the vault's files or keyring items could not be written.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum WriteError {
    /// The disk is full, or too nearly full to be sure that keyring and files stay whole.
    #[error("the disk is full")]
    Full,
    /// The system denies writing to the directory or a file in it; its message.
    #[error("no permission to write: {0}")]
    Denied(String),
    /// Another process held the vault's lock for 5 s.
    #[error("another program is using the vault")]
    Busy,
    /// The user stopped the save before its commit point.
    #[error("the save was cancelled")]
    Cancelled,
    /// Any other failure, as the system describes it.
    #[error("writing failed: {0}")]
    Other(String),
    /// The keyring failed to write an item, or did not keep what was written.
    #[error(transparent)]
    Store(StoreError),
}

/// Why a vault does not open or cannot be created. Of these, only [`OpenError::Pin`] has spent an
/// attempt.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum OpenError {
    /// The named file is missing or altered.
    #[error("{0} is damaged")]
    Damaged(String),
    /// A later Watchword wrote the vault, in the format with this number.
    #[error("the vault has format {0}, which is newer than this Watchword")]
    NewerFormat(u16),
    /// The vault needs the named feature, which only a later Watchword has.
    #[error("the vault needs {0:?}, which this Watchword cannot do")]
    Needs(String),
    /// A vault exists already, and the caller gave no consent to replace it.
    #[error("a vault exists already")]
    Exists,
    /// The keyring does not hold the device key that this vault was made with.
    #[error("the keyring has changed")]
    KeyringChanged,
    /// The PIN did not open the vault, or it is too early to try one.
    #[error(transparent)]
    Pin(#[from] PinError),
    /// The chosen PIN is refused.
    #[error(transparent)]
    InvalidPin(#[from] InvalidPin),
    /// The keyring cannot be reached.
    #[error(transparent)]
    Store(StoreError),
    /// The system does not provide the memory that the key derivation needs. No PIN was tried.
    #[error("there is not enough memory to derive the key")]
    NoMemory,
    /// The files cannot be read or written.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// The recovery key does not open this vault.
    #[error(transparent)]
    Recovery(#[from] RecoveryError),
}

/// Why a PIN did not open the vault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum PinError {
    /// The PIN is wrong, and counts as a failed attempt.
    #[error("wrong PIN; the next try is in {wait_seconds} s")]
    Wrong {
        /// Wrong PINs since the last right one.
        failures: u32,
        /// Seconds until another PIN may be tried; 0 for at once.
        wait_seconds: u64,
    },
    /// The wait after earlier failures is not over, and the PIN was not tried.
    #[error("wait for {seconds} s")]
    Wait {
        /// Seconds until a PIN may be tried.
        seconds: u64,
    },
}

/// Why a recovery key does not open the vault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum RecoveryError {
    /// The vault has no recovery key.
    #[error("this vault has no recovery key")]
    None,
    /// The key belongs to another vault, or a newer one has replaced it.
    #[error("this is not the recovery key of this vault")]
    Wrong,
}

/// Why an edit failed. Nothing has changed then, on disk or in memory.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum EditError {
    /// No account has this id.
    #[error("no account {0}")]
    NotFound(Uuid),
    /// A name is longer than [`crate::MAX_NAME_CHARS`].
    #[error("a name is too long")]
    NameTooLong,
    /// An account has more than [`crate::MAX_TAGS`] tags, a tag is longer than
    /// [`crate::MAX_TAG_CHARS`], or its note is longer than [`crate::MAX_NOTE_CHARS`].
    #[error("the tags or the note are too long")]
    TagsOrNoteTooLong,
    /// The vault would hold more than [`crate::MAX_ACCOUNTS`] accounts.
    #[error("too many accounts")]
    TooMany,
    /// The vault's own folder, a path that isn't absolute or not UTF-8, or no folder at all cannot
    /// hold a second copy of the backups.
    #[error("this folder cannot hold backups")]
    Folder,
    /// A setting is outside the range that [`crate::Settings`] documents.
    #[error("a setting is out of range")]
    Setting,
    /// The new PIN is refused.
    #[error(transparent)]
    InvalidPin(#[from] InvalidPin),
    /// The directory holds an older copy of the vault, which is read-only.
    #[error("this is an older copy of the vault")]
    OlderCopy,
    /// Another process changed the PIN or the recovery key, or put another vault here: unlock
    /// again.
    #[error("the vault was locked by another session")]
    Locked,
    /// Re-reading what another process saved failed, or the PIN did not open the vault.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// Saving failed; the vault is as it was before.
    #[error(transparent)]
    Write(#[from] WriteError),
}

impl From<io::Error> for WriteError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full,
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Self::Denied(error.to_string()),
            _ => Self::Other(error.to_string()),
        }
    }
}

impl From<StoreError> for OpenError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Damaged => Self::Damaged(KEYRING_FILE.into()),
            other => Self::Store(other),
        }
    }
}

impl From<EditError> for OpenError {
    fn from(error: EditError) -> Self {
        match error {
            EditError::Open(error) => error,
            EditError::Write(error) => Self::Write(error),
            EditError::InvalidPin(why) => Self::InvalidPin(why),
            refused => Self::Write(WriteError::Other(refused.to_string())),
        }
    }
}

impl From<StoreError> for WriteError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Full => Self::Full,
            other => Self::Store(other),
        }
    }
}

impl From<StoreError> for EditError {
    fn from(error: StoreError) -> Self {
        Self::Write(error.into())
    }
}

/// Why no code was computed.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CodeError {
    /// No account has this id, or the account is of another kind.
    #[error("no account {0}")]
    NotFound(Uuid),
    /// The account's seed page is missing or altered.
    #[error("the seed of account {0} is missing")]
    SeedMissing(Uuid),
    /// The HOTP counter is 2^64 − 1: there are no more codes.
    #[error("the counter is exhausted")]
    Exhausted,
    /// The directory holds an older copy of the vault: an HOTP code given out from it might repeat.
    #[error("this is an older copy of the vault")]
    OlderCopy,
    /// Records of the HOTP journal are lost: a code given out without them might repeat.
    #[error("the record of used counters is lost")]
    CountersLost,
    /// Another process changed the PIN, or another vault is here now: unlock again.
    #[error("the vault was locked by another session")]
    Locked,
    /// Re-reading what another process saved failed.
    #[error(transparent)]
    Open(OpenError),
    /// The counter could not be written to the journal, so no code was computed.
    #[error(transparent)]
    Write(#[from] WriteError),
}

impl From<EditError> for CodeError {
    fn from(error: EditError) -> Self {
        match error {
            EditError::Open(error) => Self::Open(error),
            EditError::Write(error) => Self::Write(error),
            _ => Self::Locked,
        }
    }
}

/// Why a backup cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum BackupError {
    /// The file is not an age file, contains no Watchword backup, or was altered.
    #[error("this isn't a readable Watchword backup")]
    Unreadable,
    /// It is encrypted to another recovery key, or not to a recovery key at all.
    #[error("this backup belongs to another recovery key")]
    WrongKey,
    /// The passphrase is not the one that encrypted it, or the file was altered.
    #[error("wrong passphrase, or the backup was altered")]
    WrongPassphrase,
    /// Trying a passphrase on it would take more than 1 GiB of memory.
    #[error("opening this backup would take too much memory and time")]
    TooCostly,
    /// It decrypts, but was not written by a holder of the recovery key or of the vault.
    #[error("this backup was not made by the vault it names")]
    Forged,
    /// A later Watchword wrote the backup, in the format with this number.
    #[error("the backup has format {0}, which is newer than this Watchword")]
    NewerFormat(u16),
}

/// Why a backup was not written. The vault itself is unaffected.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SaveBackupError {
    /// The vault has no recovery key to encrypt the backup to.
    #[error("this vault has no recovery key")]
    NoRecoveryKey,
    /// Encrypting to the recovery key's public half failed.
    #[error("the backup could not be encrypted")]
    NotEncrypted,
    /// Writing the backup failed.
    #[error(transparent)]
    Write(#[from] WriteError),
}
