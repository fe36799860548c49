use std::collections::{HashMap, HashSet};
use std::ops::Deref;
use std::sync::Arc;

use uuid::Uuid;
use watchword_otp::Kind;

use crate::attempts::Ledger;
use crate::body::Body;
use crate::clock::Clock;
use crate::error::{OpenError, WriteError};
use crate::files::{COUNTERS, Home, KEYRING, Lock, MAX_ANNOUNCED_BYTES, NEW_PAGES, PREVIOUS, VAULT};
use crate::head::{Age, Head};
use crate::header::{Header, MAX_VAULT_BYTES, StoreKind, Unreadable, VaultFile};
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
    /// Where each account stands in the body.
    pub(crate) positions: HashMap<Uuid, usize>,
    pub(crate) vault_key: Key,
    /// The pages in use, still sealed. One that is missing or altered is not among them.
    pub(crate) pages: HashMap<Uuid, Page>,
    pub(crate) journal: Journal,
    /// The newest generation that the keyring has seen, if this is an older copy of the vault: nothing is written then.
    pub(crate) newer: Option<u64>,
}

/// The vault's lock. It is let go only when the store has nothing under way any more: a call that was given up on may still
/// change what the lock protects.
pub(crate) struct Held {
    lock: Option<Lock>,
    store: Arc<dyn KeyStore>,
}

impl Deref for Held {
    type Target = Lock;

    fn deref(&self) -> &Lock {
        self.lock.as_ref().expect("it is there until it is dropped")
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        if let Some(lock) = self.lock.take() {
            self.store.keep(Box::new(lock));
        }
    }
}

impl Place {
    /// Waits up to 5 s for another process to be done.
    pub(crate) fn lock(&self) -> Result<Held, WriteError> {
        Ok(Held { lock: Some(self.home.lock()?), store: self.store.clone() })
    }

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
        let device = self.require_device_key(&file.header)?;
        if file.is_authentic(&device) { Ok(device) } else { Err(OpenError::Damaged(VAULT.into())) }
    }

    /// The device key that a header names. A save asks for it too: seeds must not go into a keyring that was put in the place of
    /// the vault's own.
    pub(crate) fn require_device_key(&self, header: &Header) -> Result<Key, OpenError> {
        let Header { uuid, device_key, .. } = header;
        let value = self.store.get(&Names(*uuid).device_key(device_key))?;
        let device = value.and_then(|value| Key::from_bytes(&store::decode(&value)?));
        device.filter(|key| fingerprint(key, *uuid) == *device_key).ok_or_else(|| match header.store {
            StoreKind::Keyring => OpenError::KeyringChanged,
            StoreKind::File => OpenError::Damaged(KEYRING.into()),
        })
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
        let newer = match head.judge(&*self.store, device, vault)? {
            Age::Current => None,
            Age::Older { newest } => Some(newest),
            Age::Behind => {
                // The save is done whether or not this is written: the next opening mends it again.
                let _ = head.write(&*self.store, device, vault);
                None
            }
        };
        let mut pages: HashMap<Uuid, Page> =
            body.pages.iter().filter_map(|page| Some((page.id, known.get(&page.id)?.clone()))).collect();
        let unread: Vec<_> = body.pages.iter().filter(|page| !pages.contains_key(&page.id)).collect();
        let names: Vec<String> = unread.iter().map(|page| Names(vault).page(page.id)).collect();
        for (page, value) in unread.into_iter().zip(self.store.get_all(&names)?) {
            pages.extend(value.and_then(|value| Page::read(&value, Some(&page.hash))).map(|read| (page.id, read)));
        }
        let mut journal = Journal::read(&self.home, device, vault)?;
        if newer.is_none() {
            self.forget_old_slot(&header);
            self.sweep(&body, vault);
            // Without an HOTP account nothing can repeat: a new vault died before its journal was begun.
            if journal.lost && !body.accounts.iter().any(|entry| matches!(entry.parameters.kind(), Kind::Hotp { .. })) {
                journal.lost = self.home.replace(COUNTERS, &[]).is_err();
            }
        }
        let positions = body.positions();
        Ok(State { header, hash, body, positions, vault_key, pages, journal, newer })
    }

    /// Removes a previous file that an older PIN or recovery key opens: the change of it died before doing so.
    fn forget_old_slot(&self, header: &Header) {
        let Ok(Some(previous)) = self.home.read(PREVIOUS, MAX_VAULT_BYTES) else { return };
        if VaultFile::parse(&previous).is_ok_and(|file| file.header.pin.sealed != header.pin.sealed) {
            let _ = self.home.remove(PREVIOUS);
        }
    }

    /// Deletes pages that a save announced and then died before using or deleting. Only names from our own file are touched.
    pub(crate) fn sweep(&self, body: &Body, vault: Uuid) {
        let Ok(Some(list)) = self.home.read(NEW_PAGES, MAX_ANNOUNCED_BYTES) else { return };
        let kept: HashSet<Uuid> = body.pages.iter().map(|page| page.id).chain(body.retired.iter().copied()).collect();
        let announced = std::str::from_utf8(&list).unwrap_or_default().lines().filter_map(|line| line.parse().ok());
        let unused: Vec<String> =
            announced.filter(|id: &Uuid| !kept.contains(id)).map(|id| Names(vault).page(id)).collect();
        if self.store.delete_all(&unused).is_ok() {
            let _ = self.home.remove(NEW_PAGES);
        }
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
