use std::collections::HashMap;
use std::sync::Arc;

use uuid::Uuid;
use watchword_otp::Kind;

use crate::attempts::Ledger;
use crate::body::Body;
use crate::clock::Clock;
use crate::error::OpenError;
use crate::files::{COUNTERS, Home, Lock, MAX_ANNOUNCED_BYTES, NEW_PAGES, PREVIOUS, VAULT};
use crate::head::{Age, Head};
use crate::header::{Header, MAX_VAULT_BYTES, Unreadable, VaultFile};
use crate::journal::Journal;
use crate::keys::{Key, sha256};
use crate::page::Page;
use crate::store::{self, KeyStore, Names};

/// Where a vault lives: its directory, its keyring, its clocks.
#[derive(Clone)]
pub(crate) struct Place {
    pub(crate) home: Home,
    pub(crate) store: Arc<dyn KeyStore>,
    pub(crate) clock: Arc<dyn Clock>,
}

/// What an opened vault file holds, as of one generation.
pub(crate) struct State {
    pub(crate) header: Header,
    pub(crate) hash: [u8; 32],
    pub(crate) body: Body,
    pub(crate) vault_key: Key,
    /// The pages in use, still sealed. One that is missing or altered is not among them.
    pub(crate) pages: HashMap<Uuid, Page>,
    pub(crate) journal: Journal,
    /// The keyring has seen a newer generation: nothing is written.
    pub(crate) older_copy: bool,
}

impl Place {
    pub(crate) fn ledger<'a>(&'a self, device: &'a Key, vault: Uuid) -> Ledger<'a> {
        Ledger { home: &self.home, store: &*self.store, clock: &*self.clock, device, vault }
    }

    /// The bytes of `vault.bin`.
    pub(crate) fn read_vault(&self) -> Result<Vec<u8>, OpenError> {
        let bytes = self.home.read(VAULT, MAX_VAULT_BYTES).map_err(|error| OpenError::Write(error.into()))?;
        bytes.ok_or_else(|| OpenError::Damaged(VAULT.into()))
    }

    /// The device key of a vault file, once it has authenticated the header. Another keyring is told from damage.
    pub(crate) fn authenticate(&self, file: &VaultFile<'_>) -> Result<Key, OpenError> {
        let Header { uuid, device_key, .. } = &file.header;
        let value = self.store.get(&Names(*uuid).device_key(device_key))?;
        let device = value.and_then(|value| Key::from_bytes(&store::decode(&value)?));
        let device = device.filter(|key| fingerprint(key, *uuid) == *device_key).ok_or(OpenError::KeyringChanged)?;
        if file.is_authentic(&device) { Ok(device) } else { Err(OpenError::Damaged(VAULT.into())) }
    }

    /// Opens the body with the vault key, reads the pages, judges `head`, and sweeps what a crash left.
    pub(crate) fn open(
        &self,
        _lock: &Lock,
        device: &Key,
        file: VaultFile<'_>,
        vault_key: Key,
        known: &HashMap<Uuid, Page>,
    ) -> Result<State, OpenError> {
        let VaultFile { header, body, hash, .. } = file;
        let vault = header.uuid;
        let body = Body::open(body, &vault_key, vault, &hash).map_err(|_| OpenError::Damaged(VAULT.into()))?;
        let head = Head { generation: header.generation, hash };
        let older_copy = match head.judge(&*self.store, device, vault)? {
            Age::Current => false,
            Age::OlderCopy => true,
            Age::Behind => {
                // The save is done whether or not this is written: the next opening mends it again.
                let _ = head.write(&*self.store, device, vault);
                false
            }
        };
        let mut pages = HashMap::with_capacity(body.pages.len());
        for page in &body.pages {
            let read = match known.get(&page.id) {
                Some(known) => Some(known.clone()),
                None => self.store.get(&Names(vault).page(page.id))?.and_then(|value| Page::read(&value, &page.hash)),
            };
            pages.extend(read.map(|read| (page.id, read)));
        }
        let mut journal = Journal::read(&self.home, device, vault)?;
        if !older_copy {
            self.sweep(&body, vault);
            // Without an HOTP account nothing can repeat: a new vault died before its journal was begun.
            if journal.lost && !body.accounts.iter().any(|entry| matches!(entry.parameters.kind(), Kind::Hotp { .. })) {
                journal.lost = self.home.replace(COUNTERS, &[]).is_err();
            }
        }
        Ok(State { header, hash, body, vault_key, pages, journal, older_copy })
    }

    /// Deletes pages that a save announced and then died before using or deleting. Only names from our own file are touched.
    pub(crate) fn sweep(&self, body: &Body, vault: Uuid) {
        let Ok(Some(list)) = self.home.read(NEW_PAGES, MAX_ANNOUNCED_BYTES) else { return };
        let announced = std::str::from_utf8(&list).unwrap_or_default().lines().filter_map(|line| line.parse().ok());
        let unused =
            announced.filter(|id: &Uuid| !body.pages.iter().any(|page| page.id == *id) && !body.retired.contains(id));
        // One that fails keeps no other from being tried.
        let failed = unused.filter(|id| self.store.delete(&Names(vault).page(*id)).is_err()).count();
        if failed == 0 {
            let _ = self.home.remove(NEW_PAGES);
        }
    }

    /// Whether files of a vault are here, `vault.bin` aside.
    pub(crate) fn has_siblings(&self) -> bool {
        use crate::files::{ATTEMPTS, BACKUPS, COUNTERS};
        [PREVIOUS, ATTEMPTS, COUNTERS].iter().any(|name| self.home.path(name).exists())
            || self.home.path(BACKUPS).read_dir().is_ok_and(|mut backups| backups.next().is_some())
    }
}

/// Names a device key without telling it.
pub(crate) fn fingerprint(device: &Key, vault: Uuid) -> String {
    data_encoding::HEXLOWER.encode(&sha256(device.derive("fingerprint", vault).expose())[..16])
}

impl From<Unreadable> for OpenError {
    fn from(unreadable: Unreadable) -> Self {
        match unreadable {
            Unreadable::Damaged => Self::Damaged(VAULT.into()),
            Unreadable::Newer(format) => Self::NewerFormat(format),
        }
    }
}
