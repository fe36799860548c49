use std::collections::BTreeMap;

use zeroize::Zeroizing;

use crate::error::{StoreError, WriteError};
use crate::files::KEYRING_FILE;
use crate::files::directory::DataDirectory;
use crate::keyring::store::KeyStore;

const FIRST_LINE: &str = "watchword keyring 1";
const MAX_BYTES: u64 = 64 << 20;

/// The built-in store, for a computer without a keyring: the same items in one file next to the
/// vault. An attacker who can read the file has them, so a passphrase takes the PIN's place. Every
/// write replaces the file, under the vault's lock.
pub(crate) struct FileStore(DataDirectory);

/// Values by name, one item a line in the file: a damaged line is a missing item, and leaves the
/// others.
type Items = BTreeMap<String, Zeroizing<String>>;

impl FileStore {
    pub(crate) fn new(directory: &DataDirectory) -> Self {
        Self(directory.clone())
    }

    fn read(&self) -> Result<Items, StoreError> {
        let bytes = self.0.read(KEYRING_FILE, MAX_BYTES).map_err(|error| StoreError::Failed(error.to_string()))?;
        let Some(bytes) = bytes.map(Zeroizing::new) else { return Ok(Items::new()) };
        let mut lines = bytes.split(|byte| *byte == b'\n').map(|line| std::str::from_utf8(line).unwrap_or_default());
        // If this were read as an empty store, the next write would overwrite the file.
        if lines.next() != Some(FIRST_LINE) {
            return Err(StoreError::Damaged);
        }
        let items = lines.filter_map(|line| line.split_once(' '));
        Ok(items.map(|(name, value)| (name.to_owned(), Zeroizing::new(value.to_owned()))).collect())
    }

    fn write(&self, change: impl FnOnce(&mut Items)) -> Result<(), StoreError> {
        let mut items = self.read()?;
        change(&mut items);
        let length = items.iter().map(|(name, value)| name.len() + value.len() + 2).sum::<usize>();
        let mut text = Zeroizing::new(String::with_capacity(FIRST_LINE.len() + 1 + length));
        text.push_str(FIRST_LINE);
        text.push('\n');
        for (name, value) in &items {
            for part in [name, " ", value, "\n"] {
                text.push_str(part);
            }
        }
        self.0.replace(KEYRING_FILE, text.as_bytes()).map_err(|error| match error {
            WriteError::Full => StoreError::Full,
            other => StoreError::Failed(other.to_string()),
        })
    }
}

impl KeyStore for FileStore {
    fn get(&self, name: &str) -> Result<Option<Zeroizing<String>>, StoreError> {
        Ok(self.read()?.remove(name))
    }

    fn get_all(&self, names: &[String]) -> Result<Vec<Vec<Zeroizing<String>>>, StoreError> {
        let mut items = self.read()?;
        Ok(names.iter().map(|name| items.remove(name).into_iter().collect()).collect())
    }

    fn set(&self, name: &str, value: &str) -> Result<(), StoreError> {
        self.write(|items| drop(items.insert(name.to_owned(), Zeroizing::new(value.to_owned()))))
    }

    fn set_all(&self, items: &[(String, Zeroizing<String>)]) -> Result<(), StoreError> {
        self.write(|all| all.extend(items.iter().cloned()))
    }

    fn delete(&self, name: &str) -> Result<(), StoreError> {
        self.delete_all(&[name.to_owned()])
    }

    fn delete_all(&self, names: &[String]) -> Result<(), StoreError> {
        if self.get_all(names)?.iter().all(Vec::is_empty) {
            return Ok(());
        }
        self.write(|items| names.iter().for_each(|name| drop(items.remove(name))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn store() -> (tempfile::TempDir, FileStore) {
        let folder = tempfile::tempdir().unwrap();
        let directory = DataDirectory::new(folder.path());
        (folder, FileStore::new(&directory))
    }

    #[test]
    fn items_are_kept_and_deleted_by_name() {
        let (_folder, store) = store();
        assert_eq!(store.get("a/head").unwrap(), None);
        store.set("a/head", "v1.AAAA").unwrap();
        store.set("a/head", "v1.BBBB").unwrap();
        store
            .set_all(&[("b".into(), Zeroizing::new("v1.".into())), ("c".into(), Zeroizing::new("v1.CC".into()))])
            .unwrap();
        let read = store.get_all(&["c".into(), "none".into(), "b".into()]).unwrap();
        assert_eq!(
            read.iter().map(|values| values.first().map(|value| value.as_str())).collect::<Vec<_>>(),
            [Some("v1.CC"), None, Some("v1.")]
        );
        store.delete_all(&["b".into(), "none".into()]).unwrap();
        assert_eq!(store.get("b").unwrap(), None);
        assert_eq!(store.get("a/head").unwrap().unwrap().as_str(), "v1.BBBB");
    }

    #[test]
    fn damaged_line_leaves_the_other_items() {
        let (_folder, store) = store();
        for name in ["a", "b", "c"] {
            store.set(name, &format!("v1.{name}")).unwrap();
        }
        let whole = std::fs::read(store.0.path(KEYRING_FILE)).unwrap();
        let first = FIRST_LINE.len() + 1;
        for position in first..whole.len() {
            let mut altered = whole.clone();
            altered[position] ^= 0x80;
            std::fs::write(store.0.path(KEYRING_FILE), &altered).unwrap();
            let kept = ["a", "b", "c"]
                .iter()
                .filter(|name| store.get(name).unwrap().is_some_and(|value| *value == format!("v1.{name}")));
            assert!(kept.count() >= 1, "byte {position}");
        }
        for length in first..whole.len() {
            std::fs::write(store.0.path(KEYRING_FILE), &whole[..length]).unwrap();
            assert!(store.get("a").is_ok(), "{length} bytes");
        }
    }

    #[test]
    fn damaged_first_line_is_refused_and_never_overwritten() {
        let (_folder, store) = store();
        store.set("a", "v1.a").unwrap();
        let whole = std::fs::read(store.0.path(KEYRING_FILE)).unwrap();
        let altered = (0..FIRST_LINE.len()).map(|position| {
            let mut altered = whole.clone();
            altered[position] ^= 1;
            altered
        });
        for damaged in altered.chain((0..FIRST_LINE.len()).map(|length| whole[..length].to_vec())) {
            std::fs::write(store.0.path(KEYRING_FILE), &damaged).unwrap();
            assert_eq!(store.get("a"), Err(StoreError::Damaged));
            assert_eq!(store.set("b", "v1.b"), Err(StoreError::Damaged));
            assert_eq!(store.delete("a"), Err(StoreError::Damaged));
            assert_eq!(std::fs::read(store.0.path(KEYRING_FILE)).unwrap(), damaged);
        }
    }
}
