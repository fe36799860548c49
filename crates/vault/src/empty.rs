use std::path::Path;
use std::sync::Arc;

use uuid::Uuid;

use crate::clock::Clock;
use crate::error::{OpenError, StoreError};
use crate::files::directory::DataDirectory;
use crate::files::lock::Lock;
use crate::files::{COUNTERS, KEYRING_FILE, VAULT};
use crate::format::body::Body;
use crate::format::draws::Draws;
use crate::format::header::Header;
use crate::format::journal::Journal;
use crate::format::kdf::Kdf;
use crate::format::keys::{Key, random};
use crate::format::slots::PinSlot;
use crate::keyring::file::FileStore;
use crate::keyring::item;
use crate::keyring::item::Names;
use crate::keyring::kind::StoreKind;
use crate::keyring::store::{ConnectKeyring, KeyStore};
use crate::opening::{State, Storage, fingerprint};
use crate::operation::Operation;
use crate::operation::change::Change;
use crate::pin::Pin;
use crate::pin_attempt::pin_key;
use crate::unlocked::UnlockedVault;

/// A directory in which a vault can be created.
pub struct EmptyVault {
    pub(crate) directory: DataDirectory,
    pub(crate) keyring: Result<Arc<dyn KeyStore>, StoreError>,
    pub(crate) clock: Arc<dyn Clock>,
}

impl EmptyVault {
    /// Accepts a directory whatever it holds, for [`crate::restore`], which moves a vault in it to
    /// `replaced-<n>/`.
    pub fn over(directory: &Path, keyring: &ConnectKeyring<'_>, clock: Arc<dyn Clock>) -> Self {
        Self { directory: DataDirectory::new(directory), keyring: keyring(), clock }
    }

    /// Why there is no keyring to create a vault with, if there is none. The user can then choose
    /// the file store.
    pub fn without_keyring(&self) -> Option<&StoreError> {
        self.keyring.as_ref().err()
    }

    /// Creates a vault without accounts. Its store cannot be changed later.
    ///
    /// # Errors
    /// [`OpenError::Exists`] if another process has created one meanwhile;
    /// [`OpenError::InvalidPin`] if the PIN does not suit the store; [`OpenError::NoMemory`] if
    /// there is no memory to derive its key; [`OpenError::Store`] or [`OpenError::Write`] if the
    /// store or the directory cannot be written. Nothing is left behind.
    pub fn create(self, store: StoreKind, pin: &Pin, kdf: Kdf) -> Result<UnlockedVault, OpenError> {
        self.create_with(store, pin, kdf, None)
    }

    /// Creates a vault, applying `first` to its first generation.
    pub(crate) fn create_with(
        self,
        kind: StoreKind,
        pin: &Pin,
        kdf: Kdf,
        first: Option<Operation>,
    ) -> Result<UnlockedVault, OpenError> {
        let Self { directory, keyring, clock } = self;
        pin.suits(kind)?;
        let store = match kind {
            StoreKind::Keyring => keyring?,
            StoreKind::File => Arc::new(FileStore::new(&directory)),
        };
        let storage = Storage { directory, store, clock };
        storage.directory.make()?;
        let lock = storage.lock()?;
        if storage.directory.path(VAULT).exists() {
            return Err(OpenError::Exists);
        }
        if kind == StoreKind::File {
            // An existing file belongs to a vault that was never finished.
            storage.directory.remove(KEYRING_FILE)?;
        }
        let vault = Uuid::new_v4();
        let device = Key::generate();
        let name = Names(vault).device_key(&fingerprint(&device, vault));
        let made = (|| {
            let value = item::encode(device.expose());
            storage.store.set(&name, &value)?;
            if storage.store.get(&name)?.is_none_or(|read| *read != *value) {
                return Err(StoreError::Failed("it did not keep what was written".into()).into());
            }
            let state = empty(vault, kind, &device, pin, kdf.at_least_for(kind))?;
            let mut unlocked = UnlockedVault::new(storage.clone(), device, state);
            unlocked.begin_records(&lock)?;
            let mut change = Change::of(&unlocked.state, &*storage.store);
            first.map_or(Ok(()), |operation| operation.apply(&mut change))?;
            unlocked.commit(&lock, change)?;
            // One copy of the attempts suffices, and the next attempt writes both.
            let _ = unlocked.complete_records(&lock);
            Ok(unlocked)
        })();
        if made.is_err() && !storage.directory.path(VAULT).exists() {
            let _ = storage.store.delete_all(&[name, Names(vault).attempts(), Names(vault).counters()]);
        }
        made
    }
}

impl UnlockedVault {
    /// Writes a new vault's attempts and journal, before `vault.bin`: a crash leaves a vault that
    /// lost nothing, or no vault.
    fn begin_records(&mut self, lock: &Lock) -> Result<(), OpenError> {
        let vault = self.state.header.uuid;
        self.storage.attempts(lock, &self.device, vault).begin()?;
        Draws::write(&*self.storage.store, &self.device, vault, 0)?;
        self.storage.directory.replace(COUNTERS, &[])?;
        self.state.journal = Journal::default();
        Ok(())
    }

    /// Writes the other copy of a new vault's attempts, which would look like damage without
    /// `vault.bin`.
    fn complete_records(&self, lock: &Lock) -> Result<(), OpenError> {
        self.storage.attempts(lock, &self.device, self.state.header.uuid).complete()
    }
}

/// The state of a vault before its first save: no accounts, generation 0.
fn empty(vault: Uuid, store: StoreKind, device: &Key, pin: &Pin, kdf: Kdf) -> Result<State, OpenError> {
    let salt = random();
    let vault_key = Key::generate();
    let pin_key = pin_key(kdf, pin, &salt, device, vault)?;
    let header = Header {
        uuid: vault,
        generation: 0,
        store,
        device_key: fingerprint(device, vault),
        pin: PinSlot::seal(kdf, salt, &pin_key, &vault_key, vault),
        recovery: None,
        save: Uuid::new_v4(),
        needs: Vec::new(),
        pages: Vec::new(),
    };
    Ok(State {
        header,
        hash: [0; 32],
        body: Body::empty(),
        positions: Default::default(),
        vault_key,
        pages: Default::default(),
        journal: Default::default(),
        repaired: false,
        newer: None,
    })
}
