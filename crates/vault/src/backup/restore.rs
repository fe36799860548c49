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

/// Consent to replacing a vault that may still open.
pub enum Consent<'a> {
    /// The old vault's PIN. A wrong one counts as a failed attempt.
    Pin(&'a Pin),
    /// The old vault's recovery key.
    RecoveryKey(&'a RecoveryKey),
    /// The user's typed confirmation, which needs no PIN or key.
    Confirmed,
}

/// A new vault made from a backup, and what it has from the backup.
pub struct Restored {
    /// The new vault, unlocked.
    pub vault: UnlockedVault,
    /// Number of restored accounts, trash included.
    pub accounts: usize,
    /// Number of HOTP accounts among them, whose servers may be ahead of the backup.
    pub hotp: usize,
    /// Number of accounts among them whose seed is not in the backup; another backup may have it.
    pub without_seed: usize,
}

/// Creates a vault from a backup, or an empty one. It has a new uuid and new keys; accounts keep
/// their ids, but recovery key and settings are not restored. `empty` comes from
/// [`EmptyVault::over`]. An existing vault is moved to `replaced-<n>/` once the new one is
/// complete. If its journal can be read, each HOTP counter becomes the higher of backup and
/// journal, plus the number of codes that the journal is missing.
///
/// # Errors
/// [`OpenError::Exists`] if a vault exists that opens or may open, and `consent` does not allow
/// replacing it; any other [`OpenError`] if the PIN or recovery key in `consent` is wrong or the
/// new vault cannot be created. An existing vault then stays in place.
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
        // Deletes the unfinished vault now; if that fails, the next start does.
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
    /// The directory in which the new vault is created before it is moved here.
    fn beside(&self) -> Self {
        Self {
            directory: replaced::incoming(&self.directory),
            keyring: self.keyring.clone(),
            clock: self.clock.clone(),
        }
    }

    /// Checks that an existing vault may be replaced, and returns its HOTP journal as far as it can
    /// be read.
    fn allow_replacing(&self, lock: &Lock, consent: Option<&Consent<'_>>) -> Result<Journal, OpenError> {
        match self.authentic() {
            Ok(Some((storage, found))) => {
                allow(lock, &storage, &found, consent)?;
                let (device, vault) = (&found.device, found.file()?.header.uuid);
                let keyring = Draws::read(&*storage.store, device, vault).ok().flatten();
                let remembered = Remembered { keyring, ..Remembered::default() };
                Ok(Journal::read(&self.directory, device, vault, remembered).unwrap_or_default())
            }
            // This vault cannot be opened in any way.
            Ok(None) | Err(OpenError::Damaged(_) | OpenError::KeyringChanged) => Ok(Journal::default()),
            // It may still open, with a newer Watchword or once the keyring answers. Until then no
            // PIN or recovery key can be checked.
            Err(_) if matches!(consent, Some(Consent::Confirmed)) => Ok(Journal::default()),
            Err(_) => Err(OpenError::Exists),
        }
    }

    /// The existing vault file, if it is authentic; `None` if there is no vault.
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

/// An authentic vault may open, so it is replaced only with consent.
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

/// The accounts of a backup, with HOTP counters beyond every code that the replaced vault's journal
/// counts.
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
    /// The same vault, after its files were moved to `directory`.
    fn moved_to(mut self, directory: &DataDirectory) -> Self {
        self.storage.directory = directory.clone();
        if self.store() == StoreKind::File {
            self.storage.store = Arc::new(FileStore::new(directory));
        }
        self
    }
}
