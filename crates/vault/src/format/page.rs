use uuid::Uuid;
use watchword_otp::Secret;
use zeroize::Zeroizing;

use crate::format::keys::{Key, SEAL_BYTES, sha256};
use crate::keyring::item;

/// Bytes of account id and length before each sealed seed.
const FRAME_BYTES: usize = 16 + 2;

/// A seed page (`FORMAT.md`, section 7): sealed seeds in one item of the keyring. Never edited once
/// written: a change writes a new page.
#[derive(Clone, Default)]
pub(crate) struct Page {
    seeds: Vec<(Uuid, Vec<u8>)>,
    /// The subkey that seals them, if it is not the current one.
    older_key: Option<Key>,
}

impl Page {
    /// Sets the older subkey that the page's entry in the body names, if any.
    pub(crate) fn sealed_with(self, older_key: Option<Key>) -> Self {
        Self { older_key, ..self }
    }

    /// Whether an older subkey seals its seeds, so that nothing may be added to it.
    pub(crate) fn has_older_key(&self) -> bool {
        self.older_key.is_some()
    }

    /// The accounts whose seeds are in it.
    pub(crate) fn accounts(&self) -> impl Iterator<Item = Uuid> {
        self.seeds.iter().map(|(id, _)| *id)
    }

    /// Whether a seed of this many bytes may be added to it and fits into an item of at most
    /// `longest` bytes, which begins with `v1.` and is in base64url.
    pub(crate) fn has_room(&self, seed_bytes: usize, longest: usize) -> bool {
        let most = (longest - 3) / 4 * 3;
        !self.has_older_key() && self.len() + FRAME_BYTES + SEAL_BYTES + seed_bytes <= most
    }

    fn len(&self) -> usize {
        self.seeds.iter().map(|(_, sealed)| FRAME_BYTES + sealed.len()).sum()
    }

    /// Seals a seed for an account of this vault, and adds it.
    pub(crate) fn add(&mut self, seeds_key: &Key, vault: Uuid, account: Uuid, secret: &Secret) {
        self.seeds.push((account, seeds_key.seal(&associated(vault, account), secret.expose())));
    }

    /// The seed of one account; `None` if it is not in the page, or does not open.
    pub(crate) fn open(&self, seeds_key: &Key, vault: Uuid, account: Uuid) -> Option<Secret> {
        let (_, sealed) = self.seeds.iter().find(|(id, _)| *id == account)?;
        let seeds_key = self.older_key.as_ref().unwrap_or(seeds_key);
        let mut seed = seeds_key.open(&associated(vault, account), sealed).ok()?;
        Secret::new(std::mem::take(&mut seed)).ok()
    }

    /// Keeps only the seeds of accounts that `keep` accepts.
    pub(crate) fn retain(&mut self, keep: impl Fn(Uuid) -> bool) {
        self.seeds.retain(|(id, _)| keep(*id));
    }

    /// The page as an item's value, and the SHA-256 that the body remembers.
    pub(crate) fn write(&self) -> (Zeroizing<String>, [u8; 32]) {
        let mut bytes = Vec::with_capacity(self.len());
        for (id, sealed) in &self.seeds {
            bytes.extend_from_slice(id.as_bytes());
            bytes.extend_from_slice(&(sealed.len() as u16).to_be_bytes());
            bytes.extend_from_slice(sealed);
        }
        (item::encode(&bytes), sha256(&bytes))
    }

    /// Parses a value that [`Page::write`] wrote; `None` if it is malformed or has another hash.
    /// Without a hash to check, each seed still opens only if it is unaltered.
    pub(crate) fn read(value: &str, hash: Option<&[u8]>) -> Option<Self> {
        let bytes = item::decode(value)?;
        if hash.is_some_and(|hash| sha256(&bytes) != hash) {
            return None;
        }
        let mut seeds = Vec::new();
        let mut rest = bytes.as_slice();
        while !rest.is_empty() {
            let (id, behind) = rest.split_first_chunk::<16>()?;
            let (length, behind) = behind.split_first_chunk::<2>()?;
            let (sealed, behind) = behind.split_at_checked(usize::from(u16::from_be_bytes(*length)))?;
            seeds.push((Uuid::from_bytes(*id), sealed.to_vec()));
            rest = behind;
        }
        Some(Self { seeds, older_key: None })
    }
}

fn associated(vault: Uuid, account: Uuid) -> [u8; 32] {
    let mut bytes = [0; 32];
    bytes[..16].copy_from_slice(vault.as_bytes());
    bytes[16..].copy_from_slice(account.as_bytes());
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keyring::item::{MAX_VALUE_BYTES, MAX_WINDOWS_VALUE_BYTES};

    fn secret(length: usize) -> Secret {
        Secret::new(vec![7; length]).unwrap()
    }

    #[test]
    fn page_is_full_when_its_item_is() {
        let (key, vault) = (Key::generate(), Uuid::new_v4());
        for (longest, seeds) in [(MAX_WINDOWS_VALUE_BYTES, 27), (MAX_VALUE_BYTES, 136)] {
            let mut page = Page::default();
            while page.has_room(20, longest) {
                page.add(&key, vault, Uuid::new_v4(), &secret(20));
            }
            assert_eq!(page.seeds.len(), seeds);
            let (value, hash) = page.write();
            assert!(value.len() <= longest && Page::read(&value, Some(&hash)).is_some());
            assert!(Page::default().has_room(watchword_otp::MAX_SECRET_BYTES, longest));
        }
    }

    #[test]
    fn seed_opens_only_for_its_account_in_its_vault() {
        let (key, vault, account, other) = (Key::generate(), Uuid::new_v4(), Uuid::new_v4(), Uuid::new_v4());
        let mut page = Page::default();
        page.add(&key, vault, account, &secret(20));
        let (value, hash) = page.write();
        let mut read = Page::read(&value, Some(&hash)).unwrap();
        assert_eq!(read.open(&key, vault, account), Some(secret(20)));
        assert_eq!(read.open(&key, other, account), None);
        assert_eq!(read.open(&Key::generate(), vault, account), None);
        read.seeds[0].0 = other;
        assert_eq!(read.open(&key, vault, other), None);
        assert!(Page::read(&value, Some(&[0; 32])).is_none());
        assert!(Page::read(&value[..value.len() - 4], Some(&hash)).is_none());
        assert!(Page::read("v1.", Some(&sha256(&[]))).is_some(), "an empty page is valid");
        assert!(Page::read("v2.AAAA", Some(&hash)).is_none());
    }
}
