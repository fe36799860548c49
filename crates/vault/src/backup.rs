use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use age::x25519::Recipient;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use uuid::Uuid;
use watchword_otp::{Kind, Parameters, Secret};
use zeroize::Zeroizing;

use crate::error::{BackupError, SaveBackupError, WriteError};
use crate::files::{make_private_directory, read_file, write_private, write_through};
use crate::header::base64;
use crate::lock::Lock;
use crate::pruning::Kept;
use crate::recovery::RecoveryKey;
use crate::unlocked::UnlockedVault;

/// No backup is longer.
pub const MAX_BACKUP_BYTES: u64 = 64 << 20;
const FORMAT: u16 = 1;

/// Everything needed to start over, as the `age` tool shows it too.
#[derive(Serialize, Deserialize)]
struct Contents {
    format: u16,
    vault: Uuid,
    generation: u64,
    /// Unix seconds.
    created: u64,
    accounts: Vec<BackedUp>,
}

#[derive(Serialize, Deserialize)]
struct BackedUp {
    id: Uuid,
    issuer: String,
    account: String,
    #[serde(flatten)]
    parameters: Parameters,
    /// Base32; `None` for one whose seed was missing already.
    secret: Option<Zeroizing<String>>,
    added: u64,
    trashed: Option<u64>,
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
    pub(crate) accounts: Vec<Restorable>,
    created: u64,
}

/// An account of a backup. Its seed may have been missing already when the backup was made.
pub(crate) struct Restorable {
    pub(crate) id: Uuid,
    pub(crate) issuer: String,
    pub(crate) account: String,
    pub(crate) parameters: Parameters,
    pub(crate) secret: Option<Secret>,
    pub(crate) added: u64,
    pub(crate) trashed: Option<u64>,
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
        let accounts = contents.accounts.into_iter().map(Restorable::from).collect();
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

    /// Accounts in it whose seed was missing when it was made.
    pub fn without_seed(&self) -> usize {
        self.accounts.iter().filter(|account| account.secret.is_none()).count()
    }
}

impl From<BackedUp> for Restorable {
    fn from(backed_up: BackedUp) -> Self {
        let BackedUp { id, issuer, account, parameters, secret, added, trashed } = backed_up;
        let secret = secret.and_then(|secret| Secret::from_base32(&secret).ok());
        Self { id, issuer, account, parameters, secret, added, trashed }
    }
}

impl UnlockedVault {
    /// Writes a backup of what is now, if there is a recovery key. One that fails leaves a warning, and the save done.
    pub(crate) fn back_up(&mut self, _lock: &Lock) {
        self.backup_warning = self.write_backup().err();
    }

    fn write_backup(&self) -> Result<(), SaveBackupError> {
        let Some(bytes) = self.encrypt_backup()? else { return Ok(()) };
        let directory = self.backup_directory();
        make_private_directory(&directory)?;
        let uuid = self.uuid().simple().to_string();
        let name = format!("watchword-{}-{:06}.age", &uuid[..8], self.state.header.generation);
        // Always the same one: what a save leaves that dies here is written over by the next.
        let staged = directory.join(format!("watchword-{}.new", &uuid[..8]));
        write_through(&staged, &directory.join(name), &bytes).map_err(WriteError::from)?;
        if self.missing().is_empty() {
            self.prune();
        }
        Ok(())
    }

    /// Deletes the backups that newer ones make unnecessary. Never while an account lacks its seed: an old backup may be
    /// the last to have it.
    fn prune(&self) {
        let mut kept = Kept::default();
        for file in self.backups() {
            if !kept.keeps(modified(&file)) {
                let _ = fs::remove_file(file);
            }
        }
    }

    fn encrypt_backup(&self) -> Result<Option<Vec<u8>>, SaveBackupError> {
        let state = &self.state;
        let (Some(slot), Some(key)) =
            (&state.header.recovery, state.body.backup_key.as_ref().and_then(|key| key.key()))
        else {
            return Ok(None);
        };
        let recipient: Recipient = slot.recipient.parse().map_err(|_| SaveBackupError::NotEncrypted)?;
        let seeds_key = self.seeds_key();
        let accounts = state.body.accounts.iter().map(|entry| BackedUp {
            id: entry.id,
            issuer: entry.issuer.clone(),
            account: entry.account.clone(),
            parameters: entry.parameters.with_counter(self.counter(entry.id).unwrap_or_default()),
            secret: self.secret_of(entry, &seeds_key).map(|secret| secret.to_base32()),
            added: entry.added,
            trashed: entry.trashed,
        });
        let contents = Contents {
            format: FORMAT,
            vault: self.uuid(),
            generation: state.header.generation,
            created: self.place.clock.unix_seconds(),
            accounts: accounts.collect(),
        };
        let backup = serde_json::value::to_raw_value(&contents).map_err(|_| SaveBackupError::NotEncrypted)?;
        let hmac = key.mac(backup.get().as_bytes()).to_vec();
        let plain = serde_json::to_vec(&Authenticated { backup: &backup, hmac });
        let plain = Zeroizing::new(plain.map_err(|_| SaveBackupError::NotEncrypted)?);
        wipe(backup);
        let encrypted = age::encrypt(&recipient, &plain).map_err(|_| SaveBackupError::NotEncrypted)?;
        Ok(Some(encrypted))
    }

    /// This vault's backups, the newest first. Their names tell the order; the clock that dated them may have been wrong.
    pub fn backups(&self) -> Vec<PathBuf> {
        let prefix = format!("watchword-{}-", &self.uuid().simple().to_string()[..8]);
        let generation = |path: &Path| -> Option<u64> {
            path.file_name()?.to_str()?.strip_prefix(&prefix)?.strip_suffix(".age")?.parse().ok()
        };
        let files = fs::read_dir(self.backup_directory()).into_iter().flatten().flatten().map(|file| file.path());
        let mut backups: Vec<_> = files.filter_map(|path| Some((generation(&path)?, path))).collect();
        backups.sort_unstable_by(|one, other| other.cmp(one));
        backups.into_iter().map(|(_, path)| path).collect()
    }

    /// The newest backup and when it was written.
    pub fn newest_backup(&self) -> Option<(PathBuf, SystemTime)> {
        let newest = self.backups().into_iter().next()?;
        modified(&newest).map(|at| (newest, at))
    }

    /// Writes a backup of what is now to a file of the user's choice.
    ///
    /// # Errors
    /// [`SaveBackupError::NoRecoveryKey`] without a recovery key; [`SaveBackupError::Write`].
    pub fn save_backup(&self, path: &Path) -> Result<(), SaveBackupError> {
        let bytes = self.encrypt_backup()?.ok_or(SaveBackupError::NoRecoveryKey)?;
        Ok(write_private(path, &bytes)?)
    }
}

fn wipe(raw: Box<RawValue>) {
    let text: Box<str> = raw.into();
    drop(Zeroizing::new(String::from(text)));
}

fn modified(file: &Path) -> Option<SystemTime> {
    fs::metadata(file).and_then(|metadata| metadata.modified()).ok()
}
