//! A keyring in memory that may keep several items of one name, refuse, fall silent, or let its process die at a call.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::panic;
use std::sync::{Mutex, MutexGuard};

use watchword_vault::{KeyStore, StoreError};
use zeroize::Zeroizing;

/// Items by name; of several the first is the one that is found.
pub(crate) type Items = BTreeMap<String, Vec<String>>;

/// What goes wrong.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    #[default]
    None,
    /// The process dies at the call after this many more.
    DiesAfter(u32),
    /// Every write fails after this many more.
    RefusesAfter(u32),
    /// Every call fails.
    Silent,
}

/// The payload of the unwinding that stands for the end of a process.
pub(crate) struct Died;

#[derive(Default)]
pub(crate) struct Ring(Mutex<Inner>);

#[derive(Default)]
struct Inner {
    items: Items,
    fault: Fault,
    written: HashMap<String, HashSet<String>>,
}

impl Ring {
    /// A keyring with these items.
    pub(crate) fn with(items: Items) -> Self {
        Self(Mutex::new(Inner { items, ..Inner::default() }))
    }

    pub(crate) fn items(&self) -> Items {
        self.inner().items.clone()
    }

    /// Changes the items behind the vault's back.
    pub(crate) fn change<T>(&self, change: impl FnOnce(&mut Items) -> T) -> T {
        change(&mut self.inner().items)
    }

    /// The names that contain `part`.
    pub(crate) fn names(&self, part: &str) -> Vec<String> {
        self.inner().items.keys().filter(|name| name.contains(part)).cloned().collect()
    }

    /// All that the vault has written since this was last asked, by name.
    pub(crate) fn take_written(&self) -> HashMap<String, HashSet<String>> {
        std::mem::take(&mut self.inner().written)
    }

    pub(crate) fn fail(&self, fault: Fault) {
        self.inner().fault = fault;
    }

    /// A call that may be the last one of its process.
    pub(crate) fn tick(&self) {
        let dies = match &mut self.inner().fault {
            Fault::DiesAfter(0) => true,
            Fault::DiesAfter(left) => {
                *left -= 1;
                false
            }
            _ => false,
        };
        // No longer while the items are held: they outlive the process.
        if dies {
            panic::resume_unwind(Box::new(Died));
        }
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap()
    }

    fn read(&self) -> Result<MutexGuard<'_, Inner>, StoreError> {
        self.tick();
        let inner = self.inner();
        if inner.fault == Fault::Silent { Err(StoreError::Silent) } else { Ok(inner) }
    }

    fn write(&self) -> Result<MutexGuard<'_, Inner>, StoreError> {
        let mut inner = self.read()?;
        if let Fault::RefusesAfter(left) = &mut inner.fault {
            *left = left.checked_sub(1).ok_or_else(|| StoreError::Failed("it refuses".into()))?;
        }
        Ok(inner)
    }
}

impl KeyStore for Ring {
    fn get(&self, name: &str) -> Result<Option<Zeroizing<String>>, StoreError> {
        Ok(self.get_every(name)?.into_iter().next())
    }

    fn get_every(&self, name: &str) -> Result<Vec<Zeroizing<String>>, StoreError> {
        let values = self.read()?.items.get(name).cloned().unwrap_or_default();
        Ok(values.into_iter().map(Zeroizing::new).collect())
    }

    fn keep_only(&self, name: &str, value: &str) -> Result<(), StoreError> {
        let mut inner = self.write()?;
        if let Some(values) = inner.items.get_mut(name).filter(|values| values.iter().any(|kept| kept == value)) {
            *values = vec![value.to_owned()];
        }
        Ok(())
    }

    fn set(&self, name: &str, value: &str) -> Result<(), StoreError> {
        assert!(value.len() <= 2400 && value.is_ascii() && !value.contains('\n'), "{name} fits every keyring");
        let mut inner = self.write()?;
        inner.items.insert(name.to_owned(), vec![value.to_owned()]);
        inner.written.entry(name.to_owned()).or_default().insert(value.to_owned());
        Ok(())
    }

    fn delete(&self, name: &str) -> Result<(), StoreError> {
        self.write()?.items.remove(name);
        Ok(())
    }
}
