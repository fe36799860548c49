use std::sync::{Arc, mpsc};
use std::thread;
use std::time::Duration;

use watchword_vault::{KeyStore, OsKeyring, StoreError};
use zeroize::Zeroizing;

/// A call that takes this long waits for the user: a healthy keyring answers in milliseconds.
const ASKING_AFTER: Duration = Duration::from_secs(2);

/// The system's keyring, which says so when it keeps the user waiting: the system is asking for its password then.
pub(crate) struct Keyring {
    os: OsKeyring,
    asking: Arc<dyn Fn() + Send + Sync>,
}

impl Keyring {
    pub(crate) fn connect(asking: Arc<dyn Fn() + Send + Sync>) -> Result<Self, StoreError> {
        Ok(Self { os: OsKeyring::connect()?, asking })
    }

    fn watch<T>(&self, call: impl FnOnce(&OsKeyring) -> T) -> T {
        let (answered, waiting) = mpsc::channel::<()>();
        let asking = self.asking.clone();
        // Without the thread the user waits without being told, and no worse.
        let _ = thread::Builder::new().spawn(move || {
            if waiting.recv_timeout(ASKING_AFTER) == Err(mpsc::RecvTimeoutError::Timeout) {
                asking();
            }
        });
        let result = call(&self.os);
        drop(answered);
        result
    }
}

impl KeyStore for Keyring {
    fn get(&self, name: &str) -> Result<Option<Zeroizing<String>>, StoreError> {
        self.watch(|os| os.get(name))
    }

    fn set(&self, name: &str, value: &str) -> Result<(), StoreError> {
        self.watch(|os| os.set(name, value))
    }

    fn delete(&self, name: &str) -> Result<(), StoreError> {
        self.watch(|os| os.delete(name))
    }
}
