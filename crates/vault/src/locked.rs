use std::path::Path;
use std::sync::Arc;

use uuid::Uuid;

use crate::backup::recovery_key::RecoveryKey;
use crate::backup::replaced;
use crate::clock::Clock;
use crate::empty::EmptyVault;
use crate::error::{OpenError, RecoveryError};
use crate::files::VAULT;
use crate::files::directory::DataDirectory;
use crate::files::lock::Lock;
use crate::format::header::Header;
use crate::format::kdf::Kdf;
use crate::format::keys::Key;
use crate::keyring::file::FileStore;
use crate::keyring::kind::StoreKind;
use crate::keyring::store::{ConnectKeyring, KeyStore};
use crate::opening::{State, Storage};
use crate::pin::Pin;
use crate::pin_attempt::try_pin;
use crate::unlocked::UnlockedVault;

/// What [`LockedVault::find`] found in a directory.
pub enum FoundVault {
    /// Neither a vault nor any file of one.
    Empty(EmptyVault),
    /// A vault that needs its PIN or passphrase.
    Locked(LockedVault),
}

/// A vault whose PIN has not been given. None of its methods reveals a secret.
pub struct LockedVault {
    pub(crate) storage: Storage,
    pub(crate) uuid: Uuid,
    kind: StoreKind,
    has_recovery: bool,
}

/// A vault that did not open, and why.
pub struct Refused {
    /// The vault, still locked and unchanged.
    pub vault: LockedVault,
    /// Why it did not open.
    pub why: OpenError,
}

impl LockedVault {
    /// Looks for a vault in a directory, and finishes or undoes an interrupted restore. Reads no
    /// keyring item, and does not even connect to the keyring if the vault's store is a file.
    ///
    /// # Errors
    /// [`OpenError::Damaged`] if `vault.bin` is missing while other files of a vault exist, or if
    /// neither it nor a copy is a vault file; [`OpenError::NewerFormat`] or [`OpenError::Needs`] if
    /// a later Watchword wrote it; [`OpenError::Store`] if the vault needs the keyring and it
    /// cannot be reached; [`OpenError::Write`] if the directory cannot be read.
    pub fn find(
        directory: &Path,
        keyring: &ConnectKeyring<'_>,
        clock: Arc<dyn Clock>,
    ) -> Result<FoundVault, OpenError> {
        let directory = DataDirectory::new(directory);
        replaced::settle(&directory, keyring)?;
        match Storage::header(&directory)? {
            Some(header) => {
                let store: Arc<dyn KeyStore> = match header.store {
                    StoreKind::Keyring => keyring()?,
                    StoreKind::File => Arc::new(FileStore::new(&directory)),
                };
                Ok(FoundVault::Locked(Self::new(Storage { directory, store, clock }, &header)))
            }
            None if directory.has_siblings() || replaced::any(&directory) => Err(OpenError::Damaged(VAULT.into())),
            None => Ok(FoundVault::Empty(EmptyVault { directory, keyring: keyring(), clock })),
        }
    }

    pub(crate) fn new(storage: Storage, header: &Header) -> Self {
        Self { storage, uuid: header.uuid, kind: header.store, has_recovery: header.recovery.is_some() }
    }

    /// The vault's id, from a header that is not authenticated yet.
    pub fn uuid(&self) -> Uuid {
        self.uuid
    }

    /// Where the vault keeps its small secrets, and so whether a PIN or a passphrase opens it.
    /// Taken from a header that is not authenticated yet.
    pub fn store(&self) -> StoreKind {
        self.kind
    }

    /// Whether the vault has a recovery key. A hint for the screen, taken from a header that is not
    /// authenticated yet.
    pub fn has_recovery(&self) -> bool {
        self.has_recovery
    }

    /// Seconds until a PIN may be tried; 0 for at once.
    ///
    /// # Errors
    /// As for [`LockedVault::unlock`], except [`OpenError::Pin`].
    pub fn wait(&self) -> Result<u64, OpenError> {
        self.with_attempts(|attempts| attempts.wait())
    }

    /// Wrong PINs since the last right one.
    ///
    /// # Errors
    /// As for [`LockedVault::unlock`], except [`OpenError::Pin`].
    pub fn failures(&self) -> Result<u32, OpenError> {
        self.with_attempts(|attempts| attempts.failures())
    }

    fn with_attempts<T>(
        &self,
        ask: impl Fn(crate::format::attempts::AttemptStore<'_>) -> Result<T, OpenError>,
    ) -> Result<T, OpenError> {
        let lock = self.storage.lock()?;
        let found = self.storage.authentic()?;
        ask(self.storage.attempts(&lock, &found.device, found.file()?.header.uuid))
    }

    /// Tries a PIN. The attempt counts as failed before the PIN is tried; damage, another keyring
    /// or a wait that is not over costs no attempt.
    ///
    /// # Errors
    /// [`Refused`], with the vault, still locked, and why it did not open.
    pub fn unlock(self, pin: &Pin) -> Result<UnlockedVault, Box<Refused>> {
        self.opened(|lock, storage, device, header| {
            try_pin(lock, storage, device, header, pin).map(|unsealed| unsealed.vault_key)
        })
    }

    /// Opens the vault with the recovery key, restores the missing seeds that it finds, generates a
    /// new vault key, sets a new PIN and resets the failures. An older copy becomes the newest
    /// generation. Seeds that are in no page and in no backup in the vault's folder stay missing.
    ///
    /// # Errors
    /// [`Refused`], with the vault, still locked, and why it did not open.
    pub fn recover(self, key: &RecoveryKey, pin: &Pin, kdf: Kdf) -> Result<UnlockedVault, Box<Refused>> {
        let mut vault = self.opened(|_, _, _, header| {
            let slot = header.recovery.as_ref().ok_or(RecoveryError::None)?;
            slot.open(key.identity()).ok_or(RecoveryError::Wrong.into())
        })?;
        match vault.reset_pin(key, pin, kdf) {
            Ok(()) => Ok(vault),
            Err(why) => Err(Box::new(Refused { vault: vault.lock(), why })),
        }
    }

    fn opened(
        self,
        open_slot: impl Fn(&Lock, &Storage, &Key, &Header) -> Result<Key, OpenError>,
    ) -> Result<UnlockedVault, Box<Refused>> {
        let opened: Result<(Key, State), OpenError> = (|| {
            let lock = self.storage.lock()?;
            let found = self.storage.authentic()?;
            let device = found.device.clone();
            let vault_key = open_slot(&lock, &self.storage, &device, &found.file()?.header)?;
            let state = self.storage.open(&lock, found, vault_key, None)?;
            Ok((device, state))
        })();
        match opened {
            Ok((device, state)) => Ok(UnlockedVault::new(self.storage, device, state)),
            Err(why) => Err(Box::new(Refused { vault: self, why })),
        }
    }
}

impl UnlockedVault {
    /// Drops every key; what remains reveals no secret.
    pub fn lock(self) -> LockedVault {
        LockedVault::new(self.storage, &self.state.header)
    }
}
