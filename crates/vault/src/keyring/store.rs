use std::sync::Arc;

use zeroize::Zeroizing;

use crate::error::StoreError;

/// Where small secrets are kept by name. Values are one line of ASCII, at most 2,400 bytes.
pub trait KeyStore: Send + Sync {
    /// The value, or `None` where there is none.
    ///
    /// # Errors
    /// [`StoreError`] when the store cannot be asked: that is never "there is none".
    fn get(&self, name: &str) -> Result<Option<Zeroizing<String>>, StoreError>;

    /// Every value of the name: some keyrings keep several, and only the caller can tell which one
    /// belongs there.
    ///
    /// # Errors
    /// As [`KeyStore::get`].
    fn get_every(&self, name: &str) -> Result<Vec<Zeroizing<String>>, StoreError> {
        Ok(self.get(name)?.into_iter().collect())
    }

    /// Removes every value of the name but one.
    ///
    /// # Errors
    /// As [`KeyStore::delete`]; some may be left then.
    fn keep_only(&self, name: &str, value: &str) -> Result<(), StoreError> {
        let _ = (name, value);
        Ok(())
    }

    /// Writes the value, over an older one, and over all of them where there are several.
    ///
    /// # Errors
    /// [`StoreError`]; the older value may or may not stand.
    fn set(&self, name: &str, value: &str) -> Result<(), StoreError>;

    /// Removes the value; one that is not there is no error.
    ///
    /// # Errors
    /// [`StoreError`]; the value may or may not be there.
    fn delete(&self, name: &str) -> Result<(), StoreError>;

    /// Every value of several names, in their order.
    ///
    /// # Errors
    /// As [`KeyStore::get`], for the first that fails.
    fn get_all(&self, names: &[String]) -> Result<Vec<Vec<Zeroizing<String>>>, StoreError> {
        names.iter().map(|name| self.get_every(name)).collect()
    }

    /// Writes several values, in their order.
    ///
    /// # Errors
    /// As [`KeyStore::set`]; the ones before the first that fails stand.
    fn set_all(&self, items: &[(String, Zeroizing<String>)]) -> Result<(), StoreError> {
        items.iter().try_for_each(|(name, value)| self.set(name, value))
    }

    /// Removes several values. One that fails keeps no other from being tried.
    ///
    /// # Errors
    /// As [`KeyStore::delete`], for the last that failed.
    fn delete_all(&self, names: &[String]) -> Result<(), StoreError> {
        let mut all = Ok(());
        for name in names {
            all = self.delete(name).and(all);
        }
        all
    }

    /// Keeps `guard` until no call is under way any more. A store whose caller may give up on a
    /// call, which then comes back late, holds the vault's lock like this; any other releases it at
    /// once.
    fn keep(&self, guard: Box<dyn Send>) {
        drop(guard);
    }
}

/// How the keyring is reached, once it is known that it is needed: a vault in a file never asks for
/// it.
pub type ConnectKeyring<'a> = dyn Fn() -> Result<Arc<dyn KeyStore>, StoreError> + 'a;

/// Of the values of a name the one that `read` takes, and of several the one with the highest rank.
/// The others are removed: whatever made them, they are of no use to anyone.
pub(crate) fn choose<T, R: Ord>(
    store: &dyn KeyStore,
    name: &str,
    values: &[Zeroizing<String>],
    read: impl Fn(&str) -> Option<T>,
    rank: impl Fn(&T) -> R,
) -> Option<T> {
    let authentic = values.iter().filter_map(|value| Some((read(value)?, value)));
    let (chosen, value) = authentic.max_by_key(|(one, _)| rank(one))?;
    if values.len() > 1 {
        // What is not removed now is the next time.
        let _ = store.keep_only(name, value);
    }
    Some(chosen)
}
