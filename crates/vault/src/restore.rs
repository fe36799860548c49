use std::fs;
use std::path::Path;
use std::sync::Arc;

use crate::backup::{Backup, Restorable};
use crate::body::Entry;
use crate::clock::Clock;
use crate::error::{OpenError, WriteError};
use crate::files::{ATTEMPTS, COUNTERS, Home, NEW_PAGES, PREVIOUS, VAULT};
use crate::header::{MAX_VAULT_BYTES, VaultFile};
use crate::journal::Journal;
use crate::kdf::Kdf;
use crate::locked::Vacancy;
use crate::opening::Place;
use crate::pin::Pin;
use crate::store::KeyStore;
use crate::unlocked::UnlockedVault;

/// A vault made from a backup.
pub struct Restored {
    /// Open.
    pub vault: UnlockedVault,
    /// Accounts that came back, trash included.
    pub accounts: usize,
    /// HOTP accounts among them: their servers may be ahead of the backup.
    pub hotp: usize,
}

/// Makes a vault from a backup: new uuid, new keys; accounts and their ids, but neither recovery key nor settings. Files of
/// a vault that no longer opens are put aside in the directory, never deleted; if its journal can still be read, HOTP
/// counters take the higher of backup and journal.
///
/// # Errors
/// [`OpenError`]; the files that were there are back in their place then.
pub fn restore(
    directory: &Path,
    store: Arc<dyn KeyStore>,
    clock: Arc<dyn Clock>,
    backup: &Backup,
    pin: &Pin,
    kdf: Kdf,
) -> Result<Restored, OpenError> {
    let place = Place { home: Home::new(directory), store, clock };
    let journal = old_journal(&place);
    let aside = Aside::put(&place)?;
    let made = Vacancy(place).create_with(pin, kdf, |change| {
        for Restorable { id, account, added, trashed } in &backup.accounts {
            let page = change.add_seed(*id, &account.secret);
            let parameters = match account.parameters.kind() {
                watchword_otp::Kind::Hotp { counter } => {
                    account.parameters.with_counter(journal.next(*id).unwrap_or(counter).max(counter))
                }
                _ => account.parameters,
            };
            change.body.accounts.push(Entry {
                id: *id,
                issuer: account.issuer.clone(),
                account: account.account.clone(),
                parameters,
                added: *added,
                trashed: *trashed,
                page,
            });
        }
    });
    match made {
        Ok(vault) => Ok(Restored { vault, accounts: backup.len(), hotp: backup.hotp() }),
        Err(error) => {
            aside.back();
            Err(error)
        }
    }
}

/// The journal of the vault that was here, as far as its keyring still stands.
fn old_journal(place: &Place) -> Journal {
    let read = || {
        let bytes = place.home.read(VAULT, MAX_VAULT_BYTES).ok()??;
        let file = VaultFile::parse(&bytes).ok()?;
        let device = place.authenticate(&file).ok()?;
        Journal::read(&place.home, &device, file.header.uuid).ok()
    };
    read().unwrap_or_default()
}

/// The files of the vault that was here, moved into a directory of their own.
struct Aside {
    home: Home,
    directory: Option<String>,
}

const MOVED: [&str; 5] = [VAULT, PREVIOUS, COUNTERS, ATTEMPTS, NEW_PAGES];

impl Aside {
    fn put(place: &Place) -> Result<Self, WriteError> {
        let mut aside = Self { home: place.home.clone(), directory: None };
        if !MOVED.iter().any(|name| place.home.path(name).exists()) {
            return Ok(aside);
        }
        let _lock = place.home.lock()?;
        let free = (1u32..).map(|n| format!("replaced-{n}")).find(|name| !place.home.path(name).exists());
        let directory = free.unwrap_or_default();
        crate::files::make_private_directory(&place.home.path(&directory))?;
        for name in MOVED {
            if place.home.path(name).exists() {
                fs::rename(place.home.path(name), place.home.path(&directory).join(name))?;
            }
        }
        aside.directory = Some(directory);
        Ok(aside)
    }

    fn back(self) {
        let Some(directory) = self.directory else { return };
        for name in MOVED {
            let _ = fs::rename(self.home.path(&directory).join(name), self.home.path(name));
        }
        let _ = fs::remove_dir(self.home.path(&directory));
    }
}
