use std::io::Write as _;
use std::path::Path;

use age::x25519::Recipient;
use age::{DecryptError, Decryptor, Encryptor};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use uuid::Uuid;
use watchword_otp::{Kind, Parameters, Secret};
use zeroize::Zeroizing;

use crate::backup::passphrase::BackupPassphrase;
use crate::backup::recovery_key::RecoveryKey;
use crate::error::{BackupError, SaveBackupError};
use crate::files::private::read_file;
use crate::format::base64;
use crate::format::body::is_false;
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
    #[serde(default, skip_serializing_if = "is_false")]
    pub(crate) asks_for_pin: bool,
    pub(crate) added: u64,
    pub(crate) trashed: Option<u64>,
}

impl Contents {
    /// Encrypts the contents to the recovery key's public half and to an organisation's. Anyone can
    /// do that, so an HMAC under `key` proves that the backup is genuine: to the recovery key's
    /// owner, as nobody else has `key`.
    pub(crate) fn encrypt(&self, recipients: &[&str], key: Option<&Key>) -> Result<Vec<u8>, SaveBackupError> {
        let recipients: Result<Vec<Recipient>, _> = recipients.iter().map(|recipient| recipient.parse()).collect();
        let recipients = recipients.map_err(|_| SaveBackupError::NotEncrypted)?;
        self.encrypt_to(recipients.iter().map(|recipient| recipient as &dyn age::Recipient), key)
    }

    /// Encrypts the contents with a passphrase. Nobody else can make a file that it opens, so there
    /// is no HMAC.
    pub(crate) fn encrypt_with(&self, passphrase: &BackupPassphrase) -> Result<Vec<u8>, SaveBackupError> {
        self.encrypt_to(std::iter::once(&passphrase.recipient() as &dyn age::Recipient), None)
    }

    fn encrypt_to<'a>(
        &self,
        recipients: impl Iterator<Item = &'a dyn age::Recipient>,
        key: Option<&Key>,
    ) -> Result<Vec<u8>, SaveBackupError> {
        let backup = serde_json::value::to_raw_value(self).map_err(|_| SaveBackupError::NotEncrypted)?;
        let hmac = key.map(|key| key.mac(backup.get().as_bytes()).to_vec()).unwrap_or_default();
        let plain = serde_json::to_vec(&Authenticated { backup: &backup, hmac });
        let plain = Zeroizing::new(plain.map_err(|_| SaveBackupError::NotEncrypted)?);
        wipe(backup);
        let mut sealed = Vec::new();
        let encryptor = Encryptor::with_recipients(recipients).map_err(|_| SaveBackupError::NotEncrypted)?;
        let mut output = encryptor.wrap_output(&mut sealed).map_err(|_| SaveBackupError::NotEncrypted)?;
        output.write_all(&plain).and_then(|()| output.finish()).map_err(|_| SaveBackupError::NotEncrypted)?;
        Ok(sealed)
    }
}

/// The contents' exact bytes, and their HMAC, which is absent from a backup with a passphrase.
#[derive(Serialize, Deserialize)]
struct Authenticated<'a> {
    #[serde(borrow)]
    backup: &'a RawValue,
    #[serde(default, with = "base64", skip_serializing_if = "Vec::is_empty")]
    hmac: Vec<u8>,
}

/// What opens a backup file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum BackupLock {
    /// The recovery key.
    RecoveryKey,
    /// The passphrase that was chosen when it was made.
    Passphrase,
}

/// A decrypted and authenticated backup.
pub struct Backup {
    pub(crate) vault: Uuid,
    pub(crate) generation: u64,
    pub(crate) accounts: Vec<NewEntry>,
    created: u64,
}

impl Backup {
    /// What opens a backup. Its contents are unknown until then.
    ///
    /// # Errors
    /// [`BackupError::Unreadable`] if it isn't an age file, or is larger than [`MAX_BACKUP_BYTES`].
    pub fn lock(bytes: &[u8]) -> Result<BackupLock, BackupError> {
        let within = bytes.len() as u64 <= MAX_BACKUP_BYTES;
        let file = within.then(|| Decryptor::new_buffered(bytes).ok()).flatten().ok_or(BackupError::Unreadable)?;
        Ok(if file.is_scrypt() { BackupLock::Passphrase } else { BackupLock::RecoveryKey })
    }

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
    /// [`BackupError::WrongKey`] if it is encrypted to another recovery key or with a passphrase;
    /// [`BackupError::Forged`] if its HMAC is wrong; [`BackupError::NewerFormat`] if a later
    /// Watchword wrote it; otherwise [`BackupError::Unreadable`].
    pub fn open(bytes: &[u8], key: &RecoveryKey) -> Result<Self, BackupError> {
        let plain = decrypt(bytes, key.identity())?;
        let authenticated: Authenticated<'_> = serde_json::from_slice(&plain).map_err(|_| BackupError::Unreadable)?;
        if !key.backup_key().verifies(authenticated.backup.get().as_bytes(), &authenticated.hmac) {
            return Err(BackupError::Forged);
        }
        Self::parse(authenticated.backup)
    }

    /// Opens a backup with its passphrase, which takes a second or more.
    ///
    /// # Errors
    /// [`BackupError::WrongPassphrase`], also if the file was altered where the passphrase is
    /// checked; [`BackupError::TooCostly`] if that would take more than 1 GiB;
    /// [`BackupError::WrongKey`] if a recovery key opens it; otherwise as for [`Backup::open`].
    pub fn open_with(bytes: &[u8], passphrase: &BackupPassphrase) -> Result<Self, BackupError> {
        let plain = decrypt(bytes, &passphrase.identity())?;
        let authenticated: Authenticated<'_> = serde_json::from_slice(&plain).map_err(|_| BackupError::Unreadable)?;
        Self::parse(authenticated.backup)
    }

    fn parse(backup: &RawValue) -> Result<Self, BackupError> {
        let contents: Contents = serde_json::from_str(backup.get()).map_err(|_| BackupError::Unreadable)?;
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
        let BackedUp { id, issuer, account, parameters, secret, tags, note, asks_for_pin, added, trashed } = backed_up;
        let secret = secret.and_then(|secret| Secret::from_base32(&secret).ok());
        Self { id, issuer, account, parameters, secret, tags, note, asks_for_pin, added, trashed }
    }
}

fn decrypt(bytes: &[u8], identity: &impl age::Identity) -> Result<Zeroizing<Vec<u8>>, BackupError> {
    if bytes.len() as u64 > MAX_BACKUP_BYTES {
        return Err(BackupError::Unreadable);
    }
    age::decrypt(identity, bytes).map(Zeroizing::new).map_err(|error| match error {
        DecryptError::NoMatchingKeys => BackupError::WrongKey,
        // Only a passphrase finds out in this way that it is wrong.
        DecryptError::DecryptionFailed => BackupError::WrongPassphrase,
        DecryptError::ExcessiveWork { .. } => BackupError::TooCostly,
        _ => BackupError::Unreadable,
    })
}

fn wipe(raw: Box<RawValue>) {
    let text: Box<str> = raw.into();
    drop(Zeroizing::new(String::from(text)));
}
