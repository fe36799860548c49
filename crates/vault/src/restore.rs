use std::fs;
use std::sync::Arc;

use crate::backup::{Backup, Restorable};
use crate::body::Entry;
use crate::error::{OpenError, WriteError};
use crate::file_store::FileStore;
use crate::files::{ATTEMPTS, COUNTERS, Home, KEYRING, NEW_PAGES, PREVIOUS, VAULT};
use crate::header::{MAX_VAULT_BYTES, StoreKind, VaultFile};
use crate::journal::Journal;
use crate::kdf::Kdf;
use crate::opening::Place;
use crate::pin::Pin;
use crate::unlocked::UnlockedVault;
use crate::vacancy::Vacancy;

/// A vault made from a backup.
pub struct Restored {
    /// Open.
    pub vault: UnlockedVault,
    /// Accounts that came back, trash included.
    pub accounts: usize,
    /// HOTP accounts among them: their servers may be ahead of the backup.
    pub hotp: usize,
}

/// Makes a vault from a backup: new uuid, new keys; accounts and their ids, but neither recovery key nor settings. The place
/// comes from [`Vacancy::over`]: files of a vault that no longer opens are put aside in the directory, never deleted; if its journal can still be read, HOTP
/// counters take the higher of backup and journal.
///
/// # Errors
/// [`OpenError`]; the files that were there are back in their place then.
pub fn restore(
    vacancy: Vacancy,
    store: StoreKind,
    backup: &Backup,
    pin: &Pin,
    kdf: Kdf,
) -> Result<Restored, OpenError> {
    pin.suits(store)?;
    let journal = old_journal(&vacancy);
    let aside = Aside::put(&vacancy.home)?;
    let made = vacancy.create_with(store, pin, kdf, |change| {
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
fn old_journal(Vacancy { home, keyring, clock }: &Vacancy) -> Journal {
    let read = || {
        let bytes = home.read(VAULT, MAX_VAULT_BYTES).ok()??;
        let file = VaultFile::parse(&bytes).ok()?;
        let store = match file.header.store {
            StoreKind::Keyring => keyring.clone().ok()?,
            StoreKind::File => Arc::new(FileStore::new(home)),
        };
        let place = Place { home: home.clone(), store, clock: clock.clone() };
        let device = place.authenticate(&file).ok()?;
        Journal::read(home, &device, file.header.uuid).ok()
    };
    read().unwrap_or_default()
}

/// The files of the vault that was here, moved into a directory of their own.
struct Aside {
    home: Home,
    directory: Option<String>,
}

const MOVED: [&str; 6] = [VAULT, PREVIOUS, COUNTERS, ATTEMPTS, NEW_PAGES, KEYRING];

impl Aside {
    fn put(home: &Home) -> Result<Self, WriteError> {
        let mut aside = Self { home: home.clone(), directory: None };
        if !MOVED.iter().any(|name| home.path(name).exists()) {
            return Ok(aside);
        }
        let _lock = home.lock()?;
        let free = (1u32..).map(|n| format!("replaced-{n}")).find(|name| !home.path(name).exists());
        let directory = free.unwrap_or_default();
        crate::files::make_private_directory(&home.path(&directory))?;
        for name in MOVED {
            if home.path(name).exists() {
                fs::rename(home.path(name), home.path(&directory).join(name))?;
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
