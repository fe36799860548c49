use std::collections::{BTreeMap, HashMap, HashSet};
use std::panic;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use zeroize::Zeroizing;

use crate::error::StoreError;
use crate::keyring::item::MAX_WINDOWS_VALUE_BYTES;
use crate::keyring::store::KeyStore;

/// Values by item name; [`KeyStore::get`] finds the first of several.
pub type Items = BTreeMap<String, Vec<String>>;

/// How a [`MemoryKeyring`] fails.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Every call succeeds.
    #[default]
    None,
    /// The process dies after this many more calls: the next one unwinds with [`Died`].
    DiesAfter(u32),
    /// Every write fails after this many more.
    RefusesAfter(u32),
    /// Every call fails with [`StoreError::Silent`].
    Silent,
    /// The keyring prompts the user: no call returns before another fault is set.
    Asks,
}

/// The panic payload that simulates the end of a process.
#[derive(Debug)]
pub struct Died;

/// A keyring in memory. It may keep several values of one name, and fails as
/// [`MemoryKeyring::fail`] sets.
#[derive(Debug, Default)]
pub struct MemoryKeyring {
    items: Mutex<Items>,
    calls: Mutex<Calls>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct Calls {
    fault: Fault,
    /// Number of calls since the fault was set.
    made: usize,
    written: HashMap<String, HashSet<String>>,
}

impl MemoryKeyring {
    /// A keyring with these items.
    pub fn with(items: Items) -> Self {
        Self { items: Mutex::new(items), ..Self::default() }
    }

    /// A copy of its items.
    pub fn items(&self) -> Items {
        self.lock().clone()
    }

    /// Its items, to be changed without the vault's knowledge. Calls wait until the guard is
    /// dropped.
    pub fn lock(&self) -> MutexGuard<'_, Items> {
        self.items.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The names that contain `part`.
    pub fn names(&self, part: &str) -> Vec<String> {
        self.lock().keys().filter(|name| name.contains(part)).cloned().collect()
    }

    /// All values written since the last call of this method, by name.
    pub fn take_written(&self) -> HashMap<String, HashSet<String>> {
        std::mem::take(&mut self.calls().written)
    }

    /// Sets how calls fail from now on.
    pub fn fail(&self, fault: Fault) {
        let mut calls = self.calls();
        calls.fault = fault;
        calls.made = 0;
        self.changed.notify_all();
    }

    /// Number of calls since the fault was set.
    pub fn calls_made(&self) -> usize {
        self.calls().made
    }

    /// Waits until a call has been made since the fault was set.
    pub fn wait_for_call(&self) {
        let waited = self.changed.wait_while(self.calls(), |calls| calls.made == 0);
        drop(waited.unwrap_or_else(PoisonError::into_inner));
    }

    /// Counts a call, and makes it die or block if the fault says so.
    pub fn tick(&self) {
        let mut calls = self.calls();
        calls.made += 1;
        self.changed.notify_all();
        let waited = self.changed.wait_while(calls, |calls| calls.fault == Fault::Asks);
        let mut calls = waited.unwrap_or_else(PoisonError::into_inner);
        if let Fault::DiesAfter(left) = &mut calls.fault {
            match left.checked_sub(1) {
                Some(fewer) => *left = fewer,
                None => {
                    drop(calls);
                    panic::resume_unwind(Box::new(Died));
                }
            }
        }
    }

    fn calls(&self) -> MutexGuard<'_, Calls> {
        self.calls.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn read(&self) -> Result<MutexGuard<'_, Items>, StoreError> {
        self.tick();
        if self.calls().fault == Fault::Silent { Err(StoreError::Silent) } else { Ok(self.lock()) }
    }

    fn write(&self) -> Result<MutexGuard<'_, Items>, StoreError> {
        self.tick();
        match &mut self.calls().fault {
            Fault::Silent => return Err(StoreError::Silent),
            Fault::RefusesAfter(left) => {
                *left = left.checked_sub(1).ok_or_else(|| StoreError::Failed("it refuses".into()))?;
            }
            Fault::None | Fault::DiesAfter(_) | Fault::Asks => {}
        }
        Ok(self.lock())
    }
}

impl KeyStore for MemoryKeyring {
    /// As short as on Windows, so that a few seeds fill a page.
    fn longest_value(&self) -> usize {
        MAX_WINDOWS_VALUE_BYTES
    }

    fn get(&self, name: &str) -> Result<Option<Zeroizing<String>>, StoreError> {
        Ok(self.get_every(name)?.into_iter().next())
    }

    fn get_every(&self, name: &str) -> Result<Vec<Zeroizing<String>>, StoreError> {
        let values = self.read()?.get(name).cloned().unwrap_or_default();
        Ok(values.into_iter().map(Zeroizing::new).collect())
    }

    fn keep_only(&self, name: &str, value: &str) -> Result<(), StoreError> {
        if let Some(values) = self.write()?.get_mut(name).filter(|values| values.iter().any(|kept| kept == value)) {
            *values = vec![value.to_owned()];
        }
        Ok(())
    }

    fn set(&self, name: &str, value: &str) -> Result<(), StoreError> {
        let fits = value.len() <= self.longest_value() && value.is_ascii() && !value.contains('\n');
        assert!(fits, "{name} would not fit into every keyring");
        self.write()?.insert(name.to_owned(), vec![value.to_owned()]);
        self.calls().written.entry(name.to_owned()).or_default().insert(value.to_owned());
        Ok(())
    }

    fn delete(&self, name: &str) -> Result<(), StoreError> {
        self.write()?.remove(name);
        Ok(())
    }
}
