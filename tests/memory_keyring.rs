//! A keyring in memory and the files of a folder, for the tests that compare what a vault leaves. On every system.
#![allow(dead_code, reason = "each test uses its part")]

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError},
};

use watchword_vault::{KeyStore, StoreError};
use zeroize::Zeroizing;

/// A keyring's items in memory, for what a vault does with them. The real keyrings are met by journeys and faults.
#[derive(Default)]
pub(crate) struct MemoryKeyring(Mutex<BTreeMap<String, String>>);

impl MemoryKeyring {
    /// One that has these names and values.
    pub(crate) fn with(items: BTreeMap<String, String>) -> Self {
        Self(Mutex::new(items))
    }

    /// Its names and values.
    pub(crate) fn items(&self) -> BTreeMap<String, String> {
        self.lock().clone()
    }

    /// Keeps only the items with these names.
    pub(crate) fn retain(&self, keep: impl Fn(&str) -> bool) {
        self.lock().retain(|name, _| keep(name));
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<String, String>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl KeyStore for MemoryKeyring {
    fn get(&self, name: &str) -> Result<Option<Zeroizing<String>>, StoreError> {
        Ok(self.lock().get(name).cloned().map(Zeroizing::new))
    }

    fn set(&self, name: &str, value: &str) -> Result<(), StoreError> {
        self.lock().insert(name.into(), value.into());
        Ok(())
    }

    fn delete(&self, name: &str) -> Result<(), StoreError> {
        self.lock().remove(name);
        Ok(())
    }
}

/// Every file beneath a folder, apart from locks, by its path from there.
#[track_caller]
pub(crate) fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(within) = folders.pop() {
        for entry in fs::read_dir(within).expect("a folder").flatten() {
            match entry.path() {
                path if path.is_dir() => folders.push(path),
                path if path.ends_with("lock") || path.ends_with("lock.next") => {}
                path => {
                    let name = path.strip_prefix(folder).expect("beneath it").to_owned();
                    found.insert(name, fs::read(path).expect("a file"));
                }
            }
        }
    }
    found
}
