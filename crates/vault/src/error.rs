use std::io;

use thiserror::Error;
use uuid::Uuid;

use crate::files::KEYRING_FILE;
use crate::pin::InvalidPin;

/// What can go wrong with a keyring. The text of a platform's own error never holds a value.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum StoreError {
    /// There is no keyring here: no session bus, no Secret Service on it.
    #[error("there is no system keyring")]
    Absent,
    /// The keyring is locked, and was not unlocked.
    #[error("the system keyring is locked")]
    Locked,
    /// The keyring's program does not answer.
    #[error("the system keyring does not answer")]
    Silent,
    /// The user did not want to wait any longer.
    #[error("the system keyring was not waited for")]
    Cancelled,
    /// A call that was given up on has not come back yet.
    #[error("the system keyring is still at work")]
    Late,
    /// No room on the disk to write an item.
    #[error("the disk is full")]
    Full,
    /// The built-in store's file is not one, or not whole.
    #[error("keyring.bin is damaged")]
    Damaged,
    /// Anything else, in the platform's words.
    #[error("the system keyring failed: {0}")]
    Failed(String),
}

/// What can go wrong with the files.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum WriteError {
    /// No room, or not enough to be sure that keyring and files stay whole.
    #[error("the disk is full")]
    Full,
    /// The directory or a file in it may not be written.
    #[error("no permission to write: {0}")]
    Denied(String),
    /// Another process held the vault's lock for 5 s.
    #[error("another program is using the vault")]
    Busy,
    /// Anything else, in the system's words.
    #[error("writing failed: {0}")]
    Other(String),
    /// The keyring failed to write, or to keep what was written.
    #[error(transparent)]
    Store(StoreError),
}

/// Why a vault does not open or cannot be made. None of these but [`OpenError::Pin`] has spent an
/// attempt.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum OpenError {
    /// A file is missing or altered; its name.
    #[error("{0} is damaged")]
    Damaged(String),
    /// Made by a later Watchword; its format.
    #[error("the vault has format {0}, which is newer than this Watchword")]
    NewerFormat(u16),
    /// It needs something that only a later Watchword can do; its name.
    #[error("the vault needs {0:?}, which this Watchword cannot do")]
    Needs(String),
    /// A vault is there already, and nothing was given that lets it be replaced.
    #[error("a vault exists already")]
    Exists,
    /// The keyring is not the one this vault was made with.
    #[error("the keyring has changed")]
    KeyringChanged,
    /// The PIN did not open it.
    #[error(transparent)]
    Pin(#[from] PinError),
    /// The PIN that was chosen is refused.
    #[error(transparent)]
    InvalidPin(#[from] InvalidPin),
    /// The keyring cannot be reached.
    #[error(transparent)]
    Store(StoreError),
    /// The memory that the key derivation takes cannot be had. Nothing was tried.
    #[error("there is not enough memory to derive the key")]
    NoMemory,
    /// The files cannot be read or written.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// A recovery key was given, and is not this vault's.
    #[error(transparent)]
    Recovery(#[from] RecoveryError),
}

/// Why a PIN did not open the vault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum PinError {
    /// Not this one; seconds until the next may be tried.
    #[error("wrong PIN; the next try is in {wait_seconds} s")]
    Wrong {
        /// PINs that have failed since the last right one.
        failures: u32,
        /// Seconds until another PIN may be tried; 0 for at once.
        wait_seconds: u64,
    },
    /// Too early: it was not tried at all.
    #[error("wait for {seconds} s")]
    Wait {
        /// Seconds until a PIN may be tried.
        seconds: u64,
    },
}

/// Why a recovery key does not help.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum RecoveryError {
    /// No recovery key was ever made.
    #[error("this vault has no recovery key")]
    None,
    /// It is the recovery key of something else.
    #[error("this is not the recovery key of this vault")]
    Wrong,
}

/// Why a change was not made. Nothing has changed then, on disk or in memory.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum EditError {
    /// No account has this id.
    #[error("no account {0}")]
    NotFound(Uuid),
    /// A name is longer than [`crate::MAX_NAME_CHARS`].
    #[error("a name is too long")]
    NameTooLong,
    /// There is room for [`crate::MAX_ACCOUNTS`].
    #[error("too many accounts")]
    TooMany,
    /// A setting is out of range.
    #[error("a setting is out of range")]
    Setting,
    /// The new PIN is refused.
    #[error(transparent)]
    InvalidPin(#[from] InvalidPin),
    /// The directory holds an older copy of the vault: it is read only.
    #[error("this is an older copy of the vault")]
    OlderCopy,
    /// Another process changed the PIN or the recovery key, or put another vault here: unlock
    /// again.
    #[error("the vault was locked by another session")]
    Locked,
    /// Re-reading what another process saved failed, or the PIN did.
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
    /// No account has this id, or it is not of the kind asked for.
    #[error("no account {0}")]
    NotFound(Uuid),
    /// The account's seed page is missing or altered.
    #[error("the seed of account {0} is missing")]
    SeedMissing(Uuid),
    /// The counter has reached its end.
    #[error("the counter is exhausted")]
    Exhausted,
    /// The directory holds an older copy of the vault: a code drawn from it might repeat.
    #[error("this is an older copy of the vault")]
    OlderCopy,
    /// The HOTP journal is lost: a code drawn without it might repeat.
    #[error("the record of used counters is lost")]
    CountersLost,
    /// Another process changed the PIN, or another vault is here now: unlock again.
    #[error("the vault was locked by another session")]
    Locked,
    /// The vault that is here now does not open.
    #[error(transparent)]
    Open(OpenError),
    /// The counter could not be written down, so no code was computed.
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
    /// Not an age file, or not a Watchword backup inside, or altered.
    #[error("this is no readable Watchword backup")]
    Unreadable,
    /// It is encrypted to another recovery key.
    #[error("this backup belongs to another recovery key")]
    WrongKey,
    /// It decrypts, but was not written by a holder of the recovery key or of the vault.
    #[error("this backup was not made by the vault it names")]
    Forged,
    /// A later Watchword's; its format.
    #[error("the backup has format {0}, which is newer than this Watchword")]
    NewerFormat(u16),
}

/// Why a backup was not made. The vault is as it was.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SaveBackupError {
    /// There is no recovery key to encrypt it to.
    #[error("this vault has no recovery key")]
    NoRecoveryKey,
    /// The recovery key that the vault names takes no encryption.
    #[error("the backup could not be encrypted")]
    NotEncrypted,
    /// Writing the backup failed.
    #[error(transparent)]
    Write(#[from] WriteError),
}
