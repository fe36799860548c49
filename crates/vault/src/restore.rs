use std::sync::Arc;

use uuid::Uuid;

use crate::aside;
use crate::backup::{Backup, Restorable};
use crate::body::Entry;
use crate::error::{OpenError, RecoveryError};
use crate::file_store::FileStore;
use crate::files::{Home, VAULT};
use crate::header::StoreKind;
use crate::journal::{Draws, Journal, Remembered};
use crate::kdf::Kdf;
use crate::locked::try_pin;
use crate::opening::Place;
use crate::pin::Pin;
use crate::recovery::RecoveryKey;
use crate::save::Change;
use crate::store::KeyStore;
use crate::unlocked::UnlockedVault;
use crate::vacancy::Vacancy;

/// What lets a vault that opens be put aside for another one.
pub enum Consent<'a> {
    /// Its PIN, tried as an attempt like any other.
    Pin(&'a Pin),
    /// Its recovery key.
    RecoveryKey(&'a RecoveryKey),
    /// The user has typed that they want it.
    Confirmed,
}

/// A vault made from a backup.
pub struct Restored {
    /// Open.
    pub vault: UnlockedVault,
    /// Accounts that came back, trash included.
    pub accounts: usize,
    /// HOTP accounts among them: their servers may be ahead of the backup.
    pub hotp: usize,
    /// Accounts among them whose seed is not in the backup: another one may have it.
    pub without_seed: usize,
}

/// Makes a vault from a backup, or an empty one: new uuid, new keys; accounts and their ids, but neither recovery key nor
/// settings. The place comes from [`Vacancy::over`]. The vault that was there is put aside in a directory of its own, once the new
/// one is whole; where its journal can be read, HOTP counters take the higher of backup and journal, and move ahead by as many
/// codes as that one is missing.
///
/// # Errors
/// [`OpenError::Exists`] if a vault is there that opens, or may, and `consent` does not allow to replace it; [`OpenError`]. The
/// vault that was there is there still.
pub fn restore(
    vacancy: Vacancy,
    store: StoreKind,
    backup: Option<&Backup>,
    pin: &Pin,
    kdf: Kdf,
    consent: Option<&Consent<'_>>,
) -> Result<Restored, OpenError> {
    pin.suits(store)?;
    let Vacancy { home, keyring, clock } = vacancy;
    home.make()?;
    aside::settle(&home, &|| keyring.clone())?;
    let lock = home.lock()?;
    let place = |store: Arc<dyn KeyStore>| Place { home: home.clone(), store, clock: clock.clone() };
    let there = Place::header(&home).and_then(|header| {
        let Some(header) = header else { return Ok(None) };
        let store: Arc<dyn KeyStore> = match header.store {
            StoreKind::Keyring => keyring.clone()?,
            StoreKind::File => Arc::new(FileStore::new(&home)),
        };
        let place = place(store);
        Ok(Some((place.authentic()?, place)))
    });
    let journal = match &there {
        // What is authentic may open.
        Ok(Some((found, place))) => {
            let file = found.file()?;
            match consent {
                None => return Err(OpenError::Exists),
                Some(Consent::Confirmed) => {}
                Some(Consent::Pin(pin)) => drop(try_pin(&lock, place, &found.device, &file.header, pin)?),
                Some(Consent::RecoveryKey(key)) => {
                    let slot = file.header.recovery.as_ref().ok_or(RecoveryError::None)?;
                    slot.open(key.identity()).ok_or(RecoveryError::Wrong)?;
                }
            }
            let (device, vault) = (&found.device, file.header.uuid);
            let keyring = Draws::read(&*place.store, device, vault).ok().flatten();
            Journal::read(&home, device, vault, Remembered { keyring, ..Remembered::default() }).unwrap_or_default()
        }
        // Nothing of it can open, whatever is done.
        Ok(None) | Err(OpenError::Damaged(_) | OpenError::KeyringChanged) => Journal::default(),
        // It may well open: with a newer Watchword, or once the keyring answers. Until then nothing else can be checked.
        Err(_) => match consent {
            Some(Consent::Confirmed) => Journal::default(),
            _ => return Err(OpenError::Exists),
        },
    };
    let incoming = Vacancy { home: aside::incoming(&home), keyring: keyring.clone(), clock: clock.clone() };
    let made = incoming.create_with(store, pin, kdf, |change| {
        let accounts = backup.map(|backup| &backup.accounts);
        accounts.into_iter().flatten().for_each(|account| change.take_back(account, &journal));
    });
    let made = made.and_then(|vault| {
        aside::replace(&lock, &home)?;
        Ok(vault.moved_to(&home))
    });
    let Ok(vault) = made else {
        // What is half made would be discarded by the next start.
        drop(lock);
        let _ = aside::settle(&home, &|| keyring.clone());
        return Err(made.err().unwrap_or(OpenError::Damaged(VAULT.into())));
    };
    Ok(Restored {
        vault,
        accounts: backup.map_or(0, Backup::len),
        hotp: backup.map_or(0, Backup::hotp),
        without_seed: backup.map_or(0, Backup::without_seed),
    })
}

impl Change {
    /// An account of a backup. One without a seed keeps its place in the list: another backup may have it.
    fn take_back(&mut self, account: &Restorable, journal: &Journal) {
        let Restorable { id, issuer, account: name, parameters, secret, added, trashed } = account;
        let page = secret.as_ref().map_or_else(Uuid::new_v4, |secret| self.add_seed(*id, secret));
        let parameters = match parameters.kind() {
            watchword_otp::Kind::Hotp { counter } => {
                let known = journal.next(*id).unwrap_or(counter).max(counter);
                parameters.with_counter(known.saturating_add(journal.missing()))
            }
            _ => *parameters,
        };
        self.body.accounts.push(Entry {
            id: *id,
            issuer: issuer.clone(),
            account: name.clone(),
            parameters,
            added: *added,
            trashed: *trashed,
            page,
            unknown: Default::default(),
        });
    }
}

impl UnlockedVault {
    /// The same vault, after its files were moved.
    fn moved_to(mut self, home: &Home) -> Self {
        self.place.home = home.clone();
        if self.store() == StoreKind::File {
            self.place.store = Arc::new(FileStore::new(home));
        }
        self
    }
}
