use std::sync::Arc;

use zeroize::Zeroizing;

use crate::error::StoreError;
use crate::keyring::item::MAX_VALUE_BYTES;

/// A store of small secrets by name. A value is one line of ASCII.
pub trait KeyStore: Send + Sync {
    /// The longest value that may be written, in bytes: at most 12,000, which is the default.
    fn longest_value(&self) -> usize {
        MAX_VALUE_BYTES
    }

    /// The value of this name, or `None` if there is none.
    ///
    /// # Errors
    /// [`StoreError`] if the store cannot be asked, which is never reported as `None`.
    fn get(&self, name: &str) -> Result<Option<Zeroizing<String>>, StoreError>;

    /// Every value of this name: some keyrings keep several, and only the caller can tell which one
    /// is authentic.
    ///
    /// # Errors
    /// As [`KeyStore::get`].
    fn get_every(&self, name: &str) -> Result<Vec<Zeroizing<String>>, StoreError> {
        Ok(self.get(name)?.into_iter().collect())
    }

    /// Removes every value of this name except `value`.
    ///
    /// # Errors
    /// As [`KeyStore::delete`]; some values may be left then.
    fn keep_only(&self, name: &str, value: &str) -> Result<(), StoreError> {
        let _ = (name, value);
        Ok(())
    }

    /// Writes the value, replacing every older value of this name.
    ///
    /// # Errors
    /// [`StoreError`] if the store cannot write; the older value may or may not remain.
    fn set(&self, name: &str, value: &str) -> Result<(), StoreError>;

    /// Removes the value. A missing value is not an error.
    ///
    /// # Errors
    /// [`StoreError`] if the store cannot delete; the value may or may not remain.
    fn delete(&self, name: &str) -> Result<(), StoreError>;

    /// Every value of each name, in the order of the names.
    ///
    /// # Errors
    /// As [`KeyStore::get`], for the first name that fails.
    fn get_all(&self, names: &[String]) -> Result<Vec<Vec<Zeroizing<String>>>, StoreError> {
        names.iter().map(|name| self.get_every(name)).collect()
    }

    /// Writes several items of name and value, in their order.
    ///
    /// # Errors
    /// As [`KeyStore::set`]; items before the first that fails are written.
    fn set_all(&self, items: &[(String, Zeroizing<String>)]) -> Result<(), StoreError> {
        items.iter().try_for_each(|(name, value)| self.set(name, value))
    }

    /// Removes several values, and tries the rest if one fails.
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

    /// Keeps `guard` until no call is under way any more. A store whose calls can be abandoned and
    /// return late holds the vault's lock this way; any other drops it at once.
    fn keep(&self, guard: Box<dyn Send>) {
        drop(guard);
    }
}

/// Connects to the keyring, called only when it is needed: opening a vault whose store is a file
/// never calls it.
pub type ConnectKeyring<'a> = dyn Fn() -> Result<Arc<dyn KeyStore>, StoreError> + 'a;

/// Chooses, among the values of a name, the one of highest rank that `read` accepts. Removes the
/// others, which are of no use.
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
        // A value that cannot be removed now is removed the next time.
        let _ = store.keep_only(name, value);
    }
    Some(chosen)
}
