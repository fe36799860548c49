use std::path::Path;

use age::x25519::Recipient;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use uuid::Uuid;
use watchword_otp::{Kind, Parameters, Secret};
use zeroize::Zeroizing;

use crate::backup::recovery_key::RecoveryKey;
use crate::error::{BackupError, SaveBackupError};
use crate::files::private::read_file;
use crate::format::base64;
use crate::format::keys::Key;
use crate::format::note::{self, Note};
use crate::operation::NewEntry;

/// The largest backup that is read, in bytes.
pub const MAX_BACKUP_BYTES: u64 = 64 << 20;
pub(crate) const FORMAT: u16 = 1;

/// A backup's contents (`FORMAT.md`, section 14): everything needed to start over. The `age` tool
/// shows them too.
#[derive(Serialize, Deserialize)]
pub(crate) struct Contents {
    pub(crate) format: u16,
    pub(crate) vault: Uuid,
    pub(crate) generation: u64,
    /// When it was made, in Unix seconds.
    pub(crate) created: u64,
    pub(crate) accounts: Vec<BackedUp>,
}

/// An account in a backup, with its seed in base32.
#[derive(Serialize, Deserialize)]
pub(crate) struct BackedUp {
    pub(crate) id: Uuid,
    pub(crate) issuer: String,
    pub(crate) account: String,
    #[serde(flatten)]
    pub(crate) parameters: Parameters,
    /// The seed in base32 (RFC 4648), or `None` if it was missing when the backup was made.
    pub(crate) secret: Option<Zeroizing<String>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) tags: Vec<String>,
    #[serde(default, with = "note", skip_serializing_if = "Note::is_empty")]
    pub(crate) note: Note,
    pub(crate) added: u64,
    pub(crate) trashed: Option<u64>,
}

impl Contents {
    /// Encrypts the contents to the recovery key's public half. Anyone can do that, so an HMAC
    /// under `key` proves that the backup is genuine.
    pub(crate) fn encrypt(&self, recipient: &str, key: &Key) -> Result<Vec<u8>, SaveBackupError> {
        let recipient: Recipient = recipient.parse().map_err(|_| SaveBackupError::NotEncrypted)?;
        let backup = serde_json::value::to_raw_value(self).map_err(|_| SaveBackupError::NotEncrypted)?;
        let hmac = key.mac(backup.get().as_bytes()).to_vec();
        let plain = serde_json::to_vec(&Authenticated { backup: &backup, hmac });
        let plain = Zeroizing::new(plain.map_err(|_| SaveBackupError::NotEncrypted)?);
        wipe(backup);
        age::encrypt(&recipient, &plain).map_err(|_| SaveBackupError::NotEncrypted)
    }
}

/// The contents' exact bytes, and their HMAC.
#[derive(Serialize, Deserialize)]
struct Authenticated<'a> {
    #[serde(borrow)]
    backup: &'a RawValue,
    #[serde(with = "base64")]
    hmac: Vec<u8>,
}

/// A decrypted and authenticated backup.
pub struct Backup {
    pub(crate) vault: Uuid,
    pub(crate) generation: u64,
    pub(crate) accounts: Vec<NewEntry>,
    created: u64,
}

impl Backup {
    /// Opens a backup file with its recovery key.
    ///
    /// # Errors
    /// As for [`Backup::open`]; [`BackupError::Unreadable`] also if the file cannot be read.
    pub fn read(path: &Path, key: &RecoveryKey) -> Result<Self, BackupError> {
        Self::open(&read_file(path, MAX_BACKUP_BYTES).map_err(|_| BackupError::Unreadable)?, key)
    }

    /// Opens a backup with its recovery key.
    ///
    /// # Errors
    /// [`BackupError::WrongKey`] if it is encrypted to another recovery key;
    /// [`BackupError::Forged`] if its HMAC is wrong; [`BackupError::NewerFormat`] if a later
    /// Watchword wrote it; otherwise [`BackupError::Unreadable`].
    pub fn open(bytes: &[u8], key: &RecoveryKey) -> Result<Self, BackupError> {
        if bytes.len() as u64 > MAX_BACKUP_BYTES {
            return Err(BackupError::Unreadable);
        }
        let plain = Zeroizing::new(age::decrypt(key.identity(), bytes).map_err(|error| match error {
            age::DecryptError::NoMatchingKeys => BackupError::WrongKey,
            _ => BackupError::Unreadable,
        })?);
        let authenticated: Authenticated<'_> = serde_json::from_slice(&plain).map_err(|_| BackupError::Unreadable)?;
        if !key.backup_key().verifies(authenticated.backup.get().as_bytes(), &authenticated.hmac) {
            return Err(BackupError::Forged);
        }
        let contents: Contents =
            serde_json::from_str(authenticated.backup.get()).map_err(|_| BackupError::Unreadable)?;
        if contents.format != FORMAT {
            return Err(BackupError::NewerFormat(contents.format));
        }
        let accounts = contents.accounts.into_iter().map(NewEntry::from).collect();
        Ok(Self { vault: contents.vault, generation: contents.generation, accounts, created: contents.created })
    }

    /// When the backup was made, in Unix seconds.
    pub fn created(&self) -> u64 {
        self.created
    }

    /// Number of accounts in the backup, trash included.
    pub fn len(&self) -> usize {
        self.accounts.len()
    }

    /// Whether the backup has no accounts.
    pub fn is_empty(&self) -> bool {
        self.accounts.is_empty()
    }

    /// Number of HOTP accounts, whose servers may be ahead of the backup's counters.
    pub fn hotp(&self) -> usize {
        self.accounts.iter().filter(|account| matches!(account.parameters.kind(), Kind::Hotp { .. })).count()
    }

    /// The seeds of the accounts in `missing`.
    pub(crate) fn into_seeds_of(self, missing: &[Uuid]) -> Vec<(Uuid, Secret)> {
        let wanted = self.accounts.into_iter().filter(|account| missing.contains(&account.id));
        wanted.filter_map(|account| Some((account.id, account.secret?))).collect()
    }

    /// Number of accounts whose seed was missing when the backup was made.
    pub fn without_seed(&self) -> usize {
        self.accounts.iter().filter(|account| account.secret.is_none()).count()
    }
}

impl From<BackedUp> for NewEntry {
    fn from(backed_up: BackedUp) -> Self {
        let BackedUp { id, issuer, account, parameters, secret, tags, note, added, trashed } = backed_up;
        let secret = secret.and_then(|secret| Secret::from_base32(&secret).ok());
        Self { id, issuer, account, parameters, secret, tags, note, added, trashed }
    }
}

fn wipe(raw: Box<RawValue>) {
    let text: Box<str> = raw.into();
    drop(Zeroizing::new(String::from(text)));
}
