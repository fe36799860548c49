use std::sync::Arc;

use watchword_otp::Kind;

use crate::backup::file::Backup;
use crate::backup::recovery_key::RecoveryKey;
use crate::backup::replaced;
use crate::copies::Authentic;
use crate::empty::EmptyVault;
use crate::error::{OpenError, RecoveryError};
use crate::files::directory::DataDirectory;
use crate::files::lock::Lock;
use crate::format::draws::Draws;
use crate::format::journal::{Journal, Remembered};
use crate::format::kdf::Kdf;
use crate::keyring::file::FileStore;
use crate::keyring::kind::StoreKind;
use crate::keyring::store::KeyStore;
use crate::opening::Storage;
use crate::operation::{NewEntry, Operation};
use crate::pin::Pin;
use crate::pin_attempt::try_pin;
use crate::unlocked::UnlockedVault;

/// What allows a vault that may open to be replaced.
pub enum Consent<'a> {
    /// Its PIN, tried as an attempt like any other.
    Pin(&'a Pin),
    /// Its recovery key, which opens its recovery slot.
    RecoveryKey(&'a RecoveryKey),
    /// The user has typed that they want it.
    Confirmed,
}

/// A new vault made from a backup, and what of the backup it has.
pub struct Restored {
    /// The new vault, unlocked.
    pub vault: UnlockedVault,
    /// Accounts that came back, trash included.
    pub accounts: usize,
    /// HOTP accounts among them: their servers may be ahead of the backup.
    pub hotp: usize,
    /// Accounts among them whose seed is not in the backup: another one may have it.
    pub without_seed: usize,
}

/// Makes a vault from a backup, or an empty one: new uuid, new keys; accounts and their ids, but
/// neither recovery key nor settings. The directory comes from [`EmptyVault::over`]. The vault that
/// was there is moved to `replaced-<n>/` once the new one is whole; where its journal can be read,
/// HOTP counters take the higher of backup and journal, and move ahead by as many codes as that one
/// is missing.
///
/// # Errors
/// [`OpenError::Exists`] if a vault is there that opens, or may, and `consent` does not allow to
/// replace it; [`OpenError`]. The vault that was there is there still.
pub fn restore(
    empty: EmptyVault,
    store: StoreKind,
    backup: Option<&Backup>,
    pin: &Pin,
    kdf: Kdf,
    consent: Option<&Consent<'_>>,
) -> Result<Restored, OpenError> {
    pin.suits(store)?;
    empty.directory.make()?;
    replaced::settle(&empty.directory, &|| empty.keyring.clone())?;
    let lock = empty.directory.lock()?;
    let journal = empty.allow_replacing(&lock, consent)?;
    let add = backup.map(|backup| Operation::AddFromBackup { entries: entries(backup, &journal) });
    let made = empty.beside().create_with(store, pin, kdf, add);
    let replaced = made.and_then(|vault| {
        replaced::replace(&lock, &empty.directory)?;
        Ok(vault.moved_to(&empty.directory))
    });
    drop(lock);
    let vault = replaced.inspect_err(|_| {
        // What is half made goes, now or with the next start.
        let _ = replaced::settle(&empty.directory, &|| empty.keyring.clone());
    })?;
    Ok(Restored {
        vault,
        accounts: backup.map_or(0, Backup::len),
        hotp: backup.map_or(0, Backup::hotp),
        without_seed: backup.map_or(0, Backup::without_seed),
    })
}

impl EmptyVault {
    /// The place where the new vault is made before it comes here.
    fn beside(&self) -> Self {
        Self {
            directory: replaced::incoming(&self.directory),
            keyring: self.keyring.clone(),
            clock: self.clock.clone(),
        }
    }

    /// Whether what is here may be replaced. Gives its HOTP journal, as far as it can be read.
    fn allow_replacing(&self, lock: &Lock, consent: Option<&Consent<'_>>) -> Result<Journal, OpenError> {
        match self.authentic() {
            Ok(Some((storage, found))) => {
                allow(lock, &storage, &found, consent)?;
                let (device, vault) = (&found.device, found.file()?.header.uuid);
                let keyring = Draws::read(&*storage.store, device, vault).ok().flatten();
                let remembered = Remembered { keyring, ..Remembered::default() };
                Ok(Journal::read(&self.directory, device, vault, remembered).unwrap_or_default())
            }
            // Nothing of it opens, whatever is done.
            Ok(None) | Err(OpenError::Damaged(_) | OpenError::KeyringChanged) => Ok(Journal::default()),
            // It may well open: with a newer Watchword, or once the keyring answers. Until then
            // nothing else can be checked.
            Err(_) if matches!(consent, Some(Consent::Confirmed)) => Ok(Journal::default()),
            Err(_) => Err(OpenError::Exists),
        }
    }

    /// The vault that is here, if it is authentic.
    fn authentic(&self) -> Result<Option<(Storage, Authentic)>, OpenError> {
        let Some(header) = Storage::header(&self.directory)? else { return Ok(None) };
        let store: Arc<dyn KeyStore> = match header.store {
            StoreKind::Keyring => self.keyring.clone()?,
            StoreKind::File => Arc::new(FileStore::new(&self.directory)),
        };
        let storage = Storage { directory: self.directory.clone(), store, clock: self.clock.clone() };
        let found = storage.authentic()?;
        Ok(Some((storage, found)))
    }
}

/// What is authentic may open, and is replaced only with consent.
fn allow(lock: &Lock, storage: &Storage, found: &Authentic, consent: Option<&Consent<'_>>) -> Result<(), OpenError> {
    let header = found.file()?.header;
    match consent {
        None => Err(OpenError::Exists),
        Some(Consent::Confirmed) => Ok(()),
        Some(Consent::Pin(pin)) => try_pin(lock, storage, &found.device, &header, pin).map(drop),
        Some(Consent::RecoveryKey(key)) => {
            let slot = header.recovery.as_ref().ok_or(RecoveryError::None)?;
            Ok(slot.open(key.identity()).map(drop).ok_or(RecoveryError::Wrong)?)
        }
    }
}

/// The accounts of a backup, none of whose codes repeats as far as the replaced vault's journal
/// tells.
fn entries(backup: &Backup, journal: &Journal) -> Vec<NewEntry> {
    let entry = |account: &NewEntry| {
        let parameters = match account.parameters.kind() {
            Kind::Hotp { counter } => {
                let known = journal.next(account.id).unwrap_or(counter).max(counter);
                account.parameters.with_counter(known.saturating_add(journal.missing()))
            }
            Kind::Totp { .. } | Kind::Steam { .. } => account.parameters,
        };
        NewEntry { parameters, ..account.clone() }
    };
    backup.accounts.iter().map(entry).collect()
}

impl UnlockedVault {
    /// The same vault, after its files were moved.
    fn moved_to(mut self, directory: &DataDirectory) -> Self {
        self.storage.directory = directory.clone();
        if self.store() == StoreKind::File {
            self.storage.store = Arc::new(FileStore::new(directory));
        }
        self
    }
}
