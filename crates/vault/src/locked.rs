use std::path::Path;
use std::sync::Arc;


use crate::backup::recovery_key::RecoveryKey;
use crate::backup::replaced;
use crate::clock::Clock;
use crate::empty::Vacancy;
use crate::error::{OpenError, RecoveryError};
use crate::files::VAULT;
use crate::files::directory::Home;
use crate::files::lock::Lock;
use crate::format::header::Header;
use crate::format::kdf::Kdf;
use crate::format::keys::Key;
use crate::keyring::file::FileStore;
use crate::keyring::kind::StoreKind;
use crate::keyring::store::{KeyStore, Keyring};
use crate::opening::{Place, State};
use crate::pin::Pin;
use crate::pin_attempt::try_pin;
use crate::unlocked::UnlockedVault;

/// What a directory holds.
pub enum Found {
    /// No vault, and nothing of one: welcome.
    Nothing(Vacancy),
    /// A vault, locked.
    Vault(LockedVault),
}

/// A vault whose PIN has not been given. Nothing it can do gives a secret away.
pub struct LockedVault {
    place: Place,
    kind: StoreKind,
    has_recovery: bool,
}

/// A vault that stays locked, and why.
pub struct Refused {
    /// Still locked: try again.
    pub vault: LockedVault,
    /// What happened.
    pub why: OpenError,
}

impl LockedVault {
    /// Looks into a directory, and finishes or undoes a restore that died. The PIN is not asked for, nor is anything in the
    /// keyring; a vault in a file does not even reach for it.
    ///
    /// # Errors
    /// [`OpenError::Damaged`] when `vault.bin` is missing while other files of a vault are there, or when neither it nor a copy
    /// is a vault file; [`OpenError::NewerFormat`]; [`OpenError::Needs`]; [`OpenError::Store`] when the vault is there and the
    /// keyring cannot be reached; [`OpenError::Write`] when the directory cannot be read.
    pub fn find(directory: &Path, keyring: &Keyring<'_>, clock: Arc<dyn Clock>) -> Result<Found, OpenError> {
        let home = Home::new(directory);
        replaced::settle(&home, keyring)?;
        match Place::header(&home)? {
            Some(header) => {
                let store: Arc<dyn KeyStore> = match header.store {
                    StoreKind::Keyring => keyring()?,
                    StoreKind::File => Arc::new(FileStore::new(&home)),
                };
                Ok(Found::Vault(Self::new(Place { home, store, clock }, &header)))
            }
            None if home.has_siblings() || replaced::any(&home) => Err(OpenError::Damaged(VAULT.into())),
            None => Ok(Found::Nothing(Vacancy { home, keyring: keyring(), clock })),
        }
    }

    pub(crate) fn new(place: Place, header: &Header) -> Self {
        Self { place, kind: header.store, has_recovery: header.recovery.is_some() }
    }

    /// Where its secrets are: whether a PIN opens it or a passphrase. From a header that nothing has checked yet.
    pub fn store(&self) -> StoreKind {
        self.kind
    }

    /// Whether a recovery key was ever made. A hint for the screen, taken from a header that nothing has checked yet.
    pub fn has_recovery(&self) -> bool {
        self.has_recovery
    }

    /// Seconds until a PIN may be tried; 0 for at once.
    ///
    /// # Errors
    /// As [`LockedVault::unlock`], the PIN aside.
    pub fn wait(&self) -> Result<u64, OpenError> {
        self.with_ledger(|ledger| ledger.wait())
    }

    /// PINs that have failed since the last right one.
    ///
    /// # Errors
    /// As [`LockedVault::unlock`], the PIN aside.
    pub fn failures(&self) -> Result<u32, OpenError> {
        self.with_ledger(|ledger| ledger.failures())
    }

    fn with_ledger<T>(
        &self,
        ask: impl Fn(crate::format::attempts::Ledger<'_>) -> Result<T, OpenError>,
    ) -> Result<T, OpenError> {
        let lock = self.place.lock()?;
        let found = self.place.authentic()?;
        ask(self.place.ledger(&lock, &found.device, found.file()?.header.uuid))
    }

    /// Tries a PIN. It is counted as failed before it is tried; damage, another keyring and a wait cost nothing.
    ///
    /// # Errors
    /// Why it stays locked, and the vault back.
    pub fn unlock(self, pin: &Pin) -> Result<UnlockedVault, Box<Refused>> {
        self.opened(|lock, place, device, header| {
            try_pin(lock, place, device, header, pin).map(|unsealed| unsealed.vault_key)
        })
    }

    /// Opens with the recovery key, brings back what seeds can be found, and sets a new PIN: a new vault key, failures
    /// forgotten. An older copy becomes the vault by that. Seeds that no page and no backup in the vault's folder has stay missing.
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
        open_slot: impl Fn(&Lock, &Place, &Key, &Header) -> Result<Key, OpenError>,
    ) -> Result<UnlockedVault, Box<Refused>> {
        let opened: Result<(Key, State), OpenError> = (|| {
            let lock = self.place.lock()?;
            let found = self.place.authentic()?;
            let device = found.device.clone();
            let vault_key = open_slot(&lock, &self.place, &device, &found.file()?.header)?;
            let state = self.place.open(&lock, found, vault_key, None)?;
            Ok((device, state))
        })();
        match opened {
            Ok((device, state)) => Ok(UnlockedVault::new(self.place, device, state)),
            Err(why) => Err(Box::new(Refused { vault: self, why })),
        }
    }
}
