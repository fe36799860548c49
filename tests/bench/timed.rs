use std::{
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use watchword_vault::{KeyStore, OsKeyring, StoreError};
use zeroize::Zeroizing;

/// The total time spent waiting for the keyring, and its number of writes.
#[derive(Clone, Copy, Default)]
pub(crate) struct Waited {
    pub(crate) all: Duration,
    pub(crate) writes: usize,
}

/// The system's keyring, with the time spent waiting for it.
pub(crate) struct Timed {
    os: OsKeyring,
    waited: Arc<Mutex<Waited>>,
}

impl Timed {
    /// Connects to the keyring. Each call adds its time and its writes to `waited`.
    pub(crate) fn connect(waited: Arc<Mutex<Waited>>) -> Result<Self, StoreError> {
        Ok(Self { os: OsKeyring::connect()?, waited })
    }

    fn time<T>(&self, writes: usize, call: impl FnOnce(&OsKeyring) -> T) -> T {
        let began = Instant::now();
        let answer = call(&self.os);
        let mut waited = self.waited.lock().unwrap_or_else(PoisonError::into_inner);
        waited.all += began.elapsed();
        waited.writes += writes;
        answer
    }
}

impl KeyStore for Timed {
    fn get(&self, name: &str) -> Result<Option<Zeroizing<String>>, StoreError> {
        self.time(0, |os| os.get(name))
    }

    fn get_every(&self, name: &str) -> Result<Vec<Zeroizing<String>>, StoreError> {
        self.time(0, |os| os.get_every(name))
    }

    fn set(&self, name: &str, value: &str) -> Result<(), StoreError> {
        self.time(1, |os| os.set(name, value))
    }

    fn delete(&self, name: &str) -> Result<(), StoreError> {
        self.time(1, |os| os.delete(name))
    }

    fn get_all(&self, names: &[String]) -> Result<Vec<Vec<Zeroizing<String>>>, StoreError> {
        self.time(0, |os| os.get_all(names))
    }

    fn set_all(&self, items: &[(String, Zeroizing<String>)]) -> Result<(), StoreError> {
        self.time(items.len(), |os| os.set_all(items))
    }

    fn delete_all(&self, names: &[String]) -> Result<(), StoreError> {
        self.time(names.len(), |os| os.delete_all(names))
    }
}
