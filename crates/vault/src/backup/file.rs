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
use crate::operation::NewEntry;

/// The longest backup, in bytes.
pub const MAX_BACKUP_BYTES: u64 = 64 << 20;
pub(crate) const FORMAT: u16 = 1;

/// Everything needed to start over, as the `age` tool shows it too.
#[derive(Serialize, Deserialize)]
pub(crate) struct Contents {
    pub(crate) format: u16,
    pub(crate) vault: Uuid,
    pub(crate) generation: u64,
    /// When it was made, in Unix seconds.
    pub(crate) created: u64,
    pub(crate) accounts: Vec<BackedUp>,
}

/// An entry of `accounts`, with its seed in base32.
#[derive(Serialize, Deserialize)]
pub(crate) struct BackedUp {
    pub(crate) id: Uuid,
    pub(crate) issuer: String,
    pub(crate) account: String,
    #[serde(flatten)]
    pub(crate) parameters: Parameters,
    /// Base32; `None` for one whose seed was missing already.
    pub(crate) secret: Option<Zeroizing<String>>,
    pub(crate) added: u64,
    pub(crate) trashed: Option<u64>,
}

impl Contents {
    /// Encrypts to the recovery key's public half, with the HMAC under `key` that tells a genuine
    /// backup from one that anyone can encrypt to it.
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

/// The contents as the very bytes that the HMAC was made of.
#[derive(Serialize, Deserialize)]
struct Authenticated<'a> {
    #[serde(borrow)]
    backup: &'a RawValue,
    #[serde(with = "base64")]
    hmac: Vec<u8>,
}

/// A backup that was opened and found genuine.
pub struct Backup {
    pub(crate) accounts: Vec<NewEntry>,
    created: u64,
}

impl Backup {
    /// Opens a backup file with its recovery key.
    ///
    /// # Errors
    /// [`BackupError`]; a file that cannot be read is [`BackupError::Unreadable`].
    pub fn read(path: &Path, key: &RecoveryKey) -> Result<Self, BackupError> {
        Self::open(&read_file(path, MAX_BACKUP_BYTES).map_err(|_| BackupError::Unreadable)?, key)
    }

    /// Opens a backup with its recovery key.
    ///
    /// # Errors
    /// [`BackupError`].
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
        Ok(Self { accounts, created: contents.created })
    }

    /// Unix seconds at which it was made.
    pub fn created(&self) -> u64 {
        self.created
    }

    /// Accounts in it, trash included.
    pub fn len(&self) -> usize {
        self.accounts.len()
    }

    /// Whether there is no account in it.
    pub fn is_empty(&self) -> bool {
        self.accounts.is_empty()
    }

    /// HOTP accounts in it: their servers may be ahead of the backup.
    pub fn hotp(&self) -> usize {
        self.accounts.iter().filter(|account| matches!(account.parameters.kind(), Kind::Hotp { .. })).count()
    }

    /// The seeds of the accounts in `missing`.
    pub(crate) fn into_seeds_of(self, missing: &[Uuid]) -> Vec<(Uuid, Secret)> {
        let wanted = self.accounts.into_iter().filter(|account| missing.contains(&account.id));
        wanted.filter_map(|account| Some((account.id, account.secret?))).collect()
    }

    /// Accounts in it whose seed was missing when it was made.
    pub fn without_seed(&self) -> usize {
        self.accounts.iter().filter(|account| account.secret.is_none()).count()
    }
}

impl From<BackedUp> for NewEntry {
    fn from(backed_up: BackedUp) -> Self {
        let BackedUp { id, issuer, account, parameters, secret, added, trashed } = backed_up;
        let secret = secret.and_then(|secret| Secret::from_base32(&secret).ok());
        Self { id, issuer, account, parameters, secret, added, trashed }
    }
}

fn wipe(raw: Box<RawValue>) {
    let text: Box<str> = raw.into();
    drop(Zeroizing::new(String::from(text)));
}
