use std::collections::HashMap;
use std::ops::Deref;
use std::sync::Arc;

use uuid::Uuid;
use watchword_otp::Kind;

use crate::clock::Clock;
use crate::copies::Authentic;
use crate::error::{OpenError, WriteError};
use crate::files::directory::DataDirectory;
use crate::files::lock::Lock;
use crate::files::{COPY, KEYRING_FILE, PREVIOUS, VAULT};
use crate::format::attempts::AttemptStore;
use crate::format::body::{Body, Entry};
use crate::format::draws::Draws;
use crate::format::head::{Age, Head};
use crate::format::header::{Header, MAX_VAULT_BYTES, Unreadable, VaultFile};
use crate::format::journal::{Journal, Remembered};
use crate::format::keys::{Key, sha256};
use crate::format::page::Page;
use crate::keyring::item::Names;
use crate::keyring::kind::StoreKind;
use crate::keyring::store::KeyStore;
use crate::keyring::{item, store};

/// A vault's directory, key store and clocks.
#[derive(Clone)]
pub(crate) struct Storage {
    pub(crate) directory: DataDirectory,
    pub(crate) store: Arc<dyn KeyStore>,
    pub(crate) clock: Arc<dyn Clock>,
}

/// The content of an opened vault file, as of one generation.
pub(crate) struct State {
    pub(crate) header: Header,
    pub(crate) hash: [u8; 32],
    pub(crate) body: Body,
    /// Each account's index in `body.accounts`.
    pub(crate) positions: HashMap<Uuid, usize>,
    pub(crate) vault_key: Key,
    /// The pages in use, still sealed, except those that are missing or altered.
    pub(crate) pages: HashMap<Uuid, Page>,
    pub(crate) journal: Journal,
    /// Whether `vault.bin` was missing or damaged and has been written again from a copy.
    pub(crate) repaired: bool,
    /// The newest generation that the keyring has seen, if this is an older copy of the vault,
    /// which is then read-only.
    pub(crate) newer: Option<u64>,
}

/// The vault's lock, released only once the store has no pending call: an abandoned call may still
/// change what the lock protects.
pub(crate) struct VaultLock {
    lock: Option<Lock>,
    store: Arc<dyn KeyStore>,
}

impl Deref for VaultLock {
    type Target = Lock;

    fn deref(&self) -> &Lock {
        self.lock.as_ref().expect("it is there until it is dropped")
    }
}

impl Drop for VaultLock {
    fn drop(&mut self) {
        if let Some(lock) = self.lock.take() {
            self.store.keep(Box::new(lock));
        }
    }
}

impl Storage {
    /// Takes the vault's lock, waiting up to 5 s for another process to release it.
    pub(crate) fn lock(&self) -> Result<VaultLock, WriteError> {
        Ok(VaultLock { lock: Some(self.directory.lock()?), store: self.store.clone() })
    }

    pub(crate) fn attempts<'a>(&'a self, lock: &'a Lock, device: &'a Key, vault: Uuid) -> AttemptStore<'a> {
        AttemptStore {
            _lock: lock,
            directory: &self.directory,
            store: &*self.store,
            clock: &*self.clock,
            device,
            vault,
        }
    }

    /// The device key that a header names. A save asks for it too, because seeds must not be
    /// written to a keyring that has replaced the vault's own.
    pub(crate) fn require_device_key(&self, header: &Header) -> Result<Key, OpenError> {
        let Header { uuid, device_key, .. } = header;
        let name = Names(*uuid).device_key(device_key);
        let key = |value: &str| {
            let key = Key::from_bytes(&item::decode(value)?)?;
            (fingerprint(&key, *uuid) == *device_key).then_some(key)
        };
        let values = self.store.get_every(&name)?;
        store::choose(&*self.store, &name, &values, key, |_| ()).ok_or_else(|| match header.store {
            StoreKind::Keyring => OpenError::KeyringChanged,
            StoreKind::File => OpenError::Damaged(KEYRING_FILE.into()),
        })
    }

    /// Opens the body with the vault key, or a copy's body if it is damaged, reads the pages,
    /// compares the file with `head`, and cleans up after a crash.
    pub(crate) fn open(
        &self,
        lock: &Lock,
        found: Authentic,
        vault_key: Key,
        before: Option<&State>,
    ) -> Result<State, OpenError> {
        let found = self.with_whole_body(found, &vault_key)?;
        let age = found.age(self)?;
        let VaultFile { header, body, hash, .. } = found.file()?;
        let vault = header.uuid;
        let body = Body::open(body, &vault_key, vault, &hash).map_err(|_| OpenError::Damaged(VAULT.into()))?;
        let mut state = State {
            positions: body.positions(),
            pages: self.read_pages(&body, vault, before)?,
            journal: self.read_journal(&found.device, vault, body.draws, before)?,
            repaired: false,
            newer: None,
            header,
            hash,
            body,
            vault_key,
        };
        if let Age::Older { newest } = age {
            state.newer = Some(newest);
            return Ok(state);
        }
        if age == Age::Behind {
            // The save is done whether or not this is written: the next opening writes it again.
            let _ = Head { generation: state.header.generation, hash }.write(&*self.store, &found.device, vault);
        }
        state.repaired = self.keep_copies(&found, &state.header);
        self.sweep(&state);
        self.repair_journal(lock, &found.device, &mut state);
        Ok(state)
    }

    /// Reads the pages of a body, except those that `before` already has.
    fn read_pages(&self, body: &Body, vault: Uuid, before: Option<&State>) -> Result<HashMap<Uuid, Page>, OpenError> {
        let known = |id| before.and_then(|state| state.pages.get(&id)).cloned();
        let mut pages: HashMap<Uuid, Page> =
            body.pages.iter().filter_map(|page| Some((page.id, known(page.id)?))).collect();
        let unread: Vec<_> = body.pages.iter().filter(|page| !pages.contains_key(&page.id)).collect();
        let names: Vec<String> = unread.iter().map(|page| Names(vault).page(page.id)).collect();
        for ((page, name), values) in unread.into_iter().zip(&names).zip(self.store.get_all(&names)?) {
            let read = |value: &str| Page::read(value, Some(&page.hash));
            let read = store::choose(&*self.store, name, &values, read, |_| ());
            pages.extend(read.map(|read| (page.id, read.sealed_with(page.older_key()))));
        }
        Ok(pages)
    }

    /// Reads the journal and compares it with the keyring's number of codes. A keyring that cannot
    /// be asked is ignored.
    fn read_journal(
        &self,
        device: &Key,
        vault: Uuid,
        body: u64,
        before: Option<&State>,
    ) -> Result<Journal, WriteError> {
        let keyring = Draws::read(&*self.store, device, vault).ok().flatten();
        let process = before.map_or(0, |state| state.journal.remembered());
        Journal::read(&self.directory, device, vault, Remembered { body, keyring, process })
    }

    /// Updates the keyring's number of codes if a crash or a failed write left it behind. Without
    /// an HOTP account no code can repeat, so a lost journal is started again.
    fn repair_journal(&self, lock: &Lock, device: &Key, state: &mut State) {
        let vault = state.header.uuid;
        let hotp = |entry: &Entry| matches!(entry.parameters.kind(), Kind::Hotp { .. });
        if state.journal.is_lost() && !state.body.accounts.iter().any(hotp) {
            let _ = state.journal.continue_without_lost(lock, &self.directory, device, vault, std::iter::empty());
        }
        if !state.journal.is_lost() && state.journal.is_ahead_of_keyring() {
            let _ = Draws::write(&*self.store, device, vault, state.journal.draws());
        }
    }

    /// The file if its body opens, or another file of this vault whose body does.
    fn with_whole_body(&self, found: Authentic, vault_key: &Key) -> Result<Authentic, OpenError> {
        let file = found.file()?;
        if Body::is_whole(file.body, vault_key, file.header.uuid, &file.hash) {
            return Ok(found);
        }
        self.spare(&found, vault_key).ok_or_else(|| OpenError::Damaged(VAULT.into()))
    }

    /// Writes `vault.bin` and its copy again where they differ from the file that was opened, and
    /// returns whether `vault.bin` did. Removes `vault.bin.previous` if an older PIN or recovery
    /// key opens it: the save that replaced the key crashed before removing it.
    fn keep_copies(&self, found: &Authentic, header: &Header) -> bool {
        let [repaired, _] = [VAULT, COPY].map(|name| {
            let differs =
                !self.directory.read(name, MAX_VAULT_BYTES).is_ok_and(|bytes| bytes.as_ref() == Some(&found.bytes));
            if differs {
                // What cannot be written now is written by the next opening or save.
                let _ = self.directory.replace(name, &found.bytes);
            }
            differs
        });
        let Ok(Some(previous)) = self.directory.read(PREVIOUS, MAX_VAULT_BYTES) else { return repaired };
        if VaultFile::parse(&previous).is_ok_and(|file| file.header.pin.sealed != header.pin.sealed) {
            let _ = self.directory.remove(PREVIOUS);
        }
        repaired
    }
}

/// Identifies a device key without revealing it: 32 hexadecimal digits.
pub(crate) fn fingerprint(device: &Key, vault: Uuid) -> String {
    data_encoding::HEXLOWER.encode(&sha256(device.derive("fingerprint", vault).expose())[..16])
}

impl From<Unreadable> for OpenError {
    fn from(unreadable: Unreadable) -> Self {
        match unreadable {
            Unreadable::Damaged => Self::Damaged(VAULT.into()),
            Unreadable::Newer(format) => Self::NewerFormat(format),
            Unreadable::Needs(what) => Self::Needs(what),
        }
    }
}
