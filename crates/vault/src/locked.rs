use std::path::Path;
use std::sync::Arc;

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

/// What [`LockedVault::find`] has found in a directory.
pub enum FoundVault {
    /// No vault, and no file of one.
    Empty(EmptyVault),
    /// A vault, whose PIN is needed.
    Locked(LockedVault),
}

/// A vault whose PIN has not been given. Nothing it can do gives a secret away.
pub struct LockedVault {
    storage: Storage,
    kind: StoreKind,
    has_recovery: bool,
}

/// A vault that stays locked, and why.
pub struct Refused {
    /// Still locked, and as it was before.
    pub vault: LockedVault,
    /// Why it did not open.
    pub why: OpenError,
}

impl LockedVault {
    /// Looks into a directory, and finishes or undoes a restore that died. The PIN is not asked
    /// for, nor is anything in the keyring; a vault in a file does not even reach for it.
    ///
    /// # Errors
    /// [`OpenError::Damaged`] when `vault.bin` is missing while other files of a vault are there,
    /// or when neither it nor a copy is a vault file; [`OpenError::NewerFormat`];
    /// [`OpenError::Needs`]; [`OpenError::Store`] when the vault is there and the keyring cannot be
    /// reached; [`OpenError::Write`] when the directory cannot be read.
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
        Self { storage, kind: header.store, has_recovery: header.recovery.is_some() }
    }

    /// Where its secrets are: whether a PIN opens it or a passphrase. From a header that nothing
    /// has checked yet.
    pub fn store(&self) -> StoreKind {
        self.kind
    }

    /// Whether a recovery key was ever made. A hint for the screen, taken from a header that
    /// nothing has checked yet.
    pub fn has_recovery(&self) -> bool {
        self.has_recovery
    }

    /// Seconds until a PIN may be tried; 0 for at once.
    ///
    /// # Errors
    /// As [`LockedVault::unlock`], apart from those of the PIN.
    pub fn wait(&self) -> Result<u64, OpenError> {
        self.with_attempts(|attempts| attempts.wait())
    }

    /// PINs that have failed since the last right one.
    ///
    /// # Errors
    /// As [`LockedVault::unlock`], apart from those of the PIN.
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

    /// Tries a PIN. It is counted as failed before it is tried; damage, another keyring and a wait
    /// cost nothing.
    ///
    /// # Errors
    /// Why it stays locked, and the vault back.
    pub fn unlock(self, pin: &Pin) -> Result<UnlockedVault, Box<Refused>> {
        self.opened(|lock, storage, device, header| {
            try_pin(lock, storage, device, header, pin).map(|unsealed| unsealed.vault_key)
        })
    }

    /// Opens with the recovery key, brings back what seeds can be found, and sets a new PIN: a new
    /// vault key, failures forgotten. An older copy becomes the vault by that. Seeds that no page
    /// and no backup in the vault's folder has stay missing.
    ///
    /// # Errors
    /// Why it stays locked, and the vault back.
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
    /// Drops every key: what is left gives no secret away.
    pub fn lock(self) -> LockedVault {
        LockedVault::new(self.storage, &self.state.header)
    }
}
