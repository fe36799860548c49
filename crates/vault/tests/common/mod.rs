//! A keyring in memory and a clock that a test turns by hand. The real keyring is met by the end-to-end tests.

use std::collections::HashMap;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use watchword_otp::{Account, Algorithm, Kind, Parameters, Secret};
use watchword_vault::{BootTime, Clock, Found, Kdf, KeyStore, LockedVault, Pin, StoreError, UnlockedVault, Vacancy};
use zeroize::Zeroizing;

pub const PIN: &str = "829416";

#[derive(Default)]
pub struct Keyring {
    pub items: Mutex<HashMap<String, String>>,
    /// Writes that still succeed; then the keyring refuses.
    pub writes_left: Mutex<Option<u32>>,
}

impl KeyStore for Keyring {
    fn get(&self, name: &str) -> Result<Option<Zeroizing<String>>, StoreError> {
        Ok(self.items.lock().unwrap().get(name).cloned().map(Zeroizing::new))
    }

    fn set(&self, name: &str, value: &str) -> Result<(), StoreError> {
        assert!(value.len() <= 2400 && value.is_ascii() && !value.contains('\n'), "{name} fits every keyring");
        if let Some(left) = self.writes_left.lock().unwrap().as_mut() {
            *left = left.checked_sub(1).ok_or_else(|| StoreError::Failed("full".into()))?;
        }
        self.items.lock().unwrap().insert(name.into(), value.into());
        Ok(())
    }

    fn delete(&self, name: &str) -> Result<(), StoreError> {
        self.items.lock().unwrap().remove(name);
        Ok(())
    }
}

impl Keyring {
    pub fn names(&self, part: &str) -> Vec<String> {
        self.items.lock().unwrap().keys().filter(|name| name.contains(part)).cloned().collect()
    }

    pub fn copy(&self) -> Arc<Self> {
        Arc::new(Self { items: Mutex::new(self.items.lock().unwrap().clone()), writes_left: Mutex::default() })
    }
}

#[derive(Default)]
pub struct HandClock {
    pub boot: AtomicU64,
    pub seconds: AtomicU64,
}

impl Clock for HandClock {
    fn unix_seconds(&self) -> u64 {
        1_700_000_000
    }

    fn boot_time(&self) -> BootTime {
        let mut boot = [0; 16];
        boot[..8].copy_from_slice(&self.boot.load(Ordering::SeqCst).to_be_bytes());
        BootTime { boot, seconds: self.seconds.load(Ordering::SeqCst) }
    }
}

pub struct Desk {
    pub directory: tempfile::TempDir,
    pub keyring: Arc<Keyring>,
    pub clock: Arc<HandClock>,
}

impl Desk {
    pub fn new() -> Self {
        Self {
            directory: tempfile::tempdir().unwrap(),
            keyring: Arc::default(),
            clock: Arc::new(HandClock { boot: 1.into(), seconds: 1000.into() }),
        }
    }

    /// A desk with a vault on it.
    pub fn with_vault() -> (Self, UnlockedVault) {
        let desk = Self::new();
        let vault = desk.vacancy().create(&pin(PIN), Kdf::FLOOR).unwrap();
        (desk, vault)
    }

    pub fn path(&self) -> &Path {
        self.directory.path()
    }

    pub fn find(&self) -> Result<Found, watchword_vault::OpenError> {
        LockedVault::find(self.path(), self.keyring.clone(), self.clock.clone())
    }

    pub fn vacancy(&self) -> Vacancy {
        match self.find().unwrap() {
            Found::Nothing(vacancy) => vacancy,
            Found::Vault(_) => panic!("there is a vault already"),
        }
    }

    pub fn locked(&self) -> LockedVault {
        match self.find().unwrap() {
            Found::Vault(vault) => vault,
            Found::Nothing(_) => panic!("there is no vault"),
        }
    }

    pub fn unlock(&self, typed: &str) -> Result<UnlockedVault, watchword_vault::OpenError> {
        self.locked().unlock(&Pin::typed(typed)).map_err(|refused| refused.why)
    }
}

pub fn pin(text: &str) -> Pin {
    Pin::choose(text).unwrap()
}

pub fn totp(issuer: &str, seed: &[u8]) -> Account {
    Account {
        issuer: issuer.into(),
        account: "ada".into(),
        parameters: Parameters::default(),
        secret: Secret::new(seed.to_vec()).unwrap(),
    }
}

pub fn hotp(issuer: &str, seed: &[u8], counter: u64) -> Account {
    let parameters = Parameters::new(Kind::Hotp { counter }, Algorithm::Sha1, 6).unwrap();
    Account { parameters, ..totp(issuer, seed) }
}
