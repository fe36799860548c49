use std::cmp::Ordering;

use uuid::Uuid;

use crate::error::StoreError;
use crate::format::keys::Key;
use crate::keyring::item::Names;
use crate::keyring::store::KeyStore;
use crate::keyring::{item, store};

/// The newest generation, as the keyring remembers it (`FORMAT.md`, section 10), which reveals an
/// older copy of the directory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Head {
    pub(crate) generation: u64,
    pub(crate) hash: [u8; 32],
}

/// How a vault file compares with `head`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Age {
    Current,
    /// A crash came between saving the file and `head`, or `head` is missing: it is written again.
    Behind,
    /// The keyring has seen a newer file, or another one of the same generation.
    Older {
        /// The newest generation that the keyring has seen.
        newest: u64,
    },
}

impl Head {
    /// Compares a file's generation and hash with what the keyring remembers. A missing or forged
    /// `head` counts as [`Age::Behind`].
    pub(crate) fn compare(self, store: &dyn KeyStore, device: &Key, vault: Uuid) -> Result<Age, StoreError> {
        let name = Names(vault).head();
        let values = store.get_every(&name)?;
        let read = |value: &str| Self::read(value, device, vault);
        let remembered = store::choose(store, &name, &values, read, |head| head.generation);
        Ok(match remembered {
            None => Age::Behind,
            Some(head) => match (head.generation.cmp(&self.generation), head.hash == self.hash) {
                (Ordering::Less, _) => Age::Behind,
                (Ordering::Equal, true) => Age::Current,
                _ => Age::Older { newest: head.generation },
            },
        })
    }

    pub(crate) fn write(self, store: &dyn KeyStore, device: &Key, vault: Uuid) -> Result<(), StoreError> {
        let mut bytes = [self.generation.to_be_bytes().as_slice(), &self.hash].concat();
        bytes.extend_from_slice(&device.derive("head", vault).mac(&bytes));
        store.set(&Names(vault).head(), &item::encode(&bytes))
    }

    fn read(value: &str, device: &Key, vault: Uuid) -> Option<Self> {
        let bytes = item::decode(value)?;
        let (content, mac) = bytes.split_at_checked(40).filter(|(_, mac)| mac.len() == 32)?;
        device.derive("head", vault).verifies(content, mac).then_some(())?;
        let (generation, hash) = content.split_first_chunk::<8>()?;
        Some(Self { generation: u64::from_be_bytes(*generation), hash: hash.try_into().ok()? })
    }
}
