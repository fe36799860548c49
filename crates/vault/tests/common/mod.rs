//! A vault on an in-memory keyring, with a clock that the test sets. The end-to-end tests use the
//! real keyring.
#![allow(clippy::unwrap_used, dead_code, reason = "a test fails here; each test file uses only some of this")]

use std::fs;
use std::path::Path;
use std::sync::Arc;

use watchword_otp::{Account, Algorithm, Kind, Parameters, Secret};
use watchword_vault::testing::{ManualClock, MemoryKeyring};
use watchword_vault::{EmptyVault, FoundVault, Kdf, KeyStore, LockedVault, Pin, StoreError, StoreKind, UnlockedVault};

pub(crate) const PIN: &str = "829416";

pub(crate) struct Machine {
    pub(crate) directory: tempfile::TempDir,
    pub(crate) keyring: Arc<MemoryKeyring>,
    pub(crate) clock: Arc<ManualClock>,
}

impl Machine {
    pub(crate) fn new() -> Self {
        Self { directory: tempfile::tempdir().unwrap(), keyring: Arc::default(), clock: Arc::default() }
    }

    /// Creates a machine, and a vault on it that is unlocked and opens with [`PIN`].
    pub(crate) fn with_vault() -> (Self, UnlockedVault) {
        let machine = Self::new();
        let vault = machine.empty().create(StoreKind::Keyring, &pin(PIN), Kdf::FLOOR).unwrap();
        (machine, vault)
    }

    pub(crate) fn path(&self) -> &Path {
        self.directory.path()
    }

    pub(crate) fn connect(&self) -> Result<Arc<dyn KeyStore>, StoreError> {
        Ok(self.keyring.clone())
    }

    /// Removes the copies of `vault.bin`, as if they had never been written.
    pub(crate) fn without_copies(&self) {
        for name in ["vault.bin.copy", "vault.bin.previous"] {
            let _ = fs::remove_file(self.path().join(name));
        }
    }

    /// Overwrites `vault.bin` and its copies with `bytes`, as restoring an older backup of the
    /// directory would.
    pub(crate) fn put_back(&self, bytes: &[u8]) {
        for name in ["vault.bin", "vault.bin.copy", "vault.bin.previous"] {
            fs::write(self.path().join(name), bytes).unwrap();
        }
    }

    /// The target of a restore, which may hold a vault already.
    pub(crate) fn over(&self) -> EmptyVault {
        EmptyVault::over(self.path(), &|| self.connect(), self.clock.clone())
    }

    pub(crate) fn find(&self) -> Result<FoundVault, watchword_vault::OpenError> {
        LockedVault::find(self.path(), &|| self.connect(), self.clock.clone())
    }

    pub(crate) fn empty(&self) -> EmptyVault {
        match self.find().unwrap() {
            FoundVault::Empty(empty) => empty,
            FoundVault::Locked(_) => panic!("a vault already exists"),
        }
    }

    pub(crate) fn locked(&self) -> LockedVault {
        match self.find().unwrap() {
            FoundVault::Locked(vault) => vault,
            FoundVault::Empty(_) => panic!("there is no vault"),
        }
    }

    pub(crate) fn unlock(&self, typed: &str) -> Result<UnlockedVault, watchword_vault::OpenError> {
        self.locked().unlock(&Pin::typed(typed)).map_err(|refused| refused.why)
    }
}

pub(crate) fn pin(text: &str) -> Pin {
    Pin::choose(text, StoreKind::Keyring).unwrap()
}

pub(crate) fn totp(issuer: &str, seed: &[u8]) -> Account {
    Account {
        issuer: issuer.into(),
        account: "ada".into(),
        parameters: Parameters::default(),
        secret: Secret::new(seed.to_vec()).unwrap(),
    }
}

pub(crate) fn hotp(issuer: &str, seed: &[u8], counter: u64) -> Account {
    let parameters = Parameters::new(Kind::Hotp { counter }, Algorithm::Sha1, 6).unwrap();
    Account { parameters, ..totp(issuer, seed) }
}
