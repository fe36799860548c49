use std::path::PathBuf;

use uuid::Uuid;
use watchword_otp::{Account, Code, Kind, Secret, Timed};

use crate::body::{BackupKey, Entry, MAX_ACCOUNTS, MAX_NAME_CHARS, Settings};
use crate::error::{BackupError, DrawError, EditError, OpenError, WriteError};
use crate::files::{BACKUPS, Lock};
use crate::header::{PinSlot, RecoverySlot, StoreKind, VaultFile};
use crate::journal::Journal;
use crate::kdf::Kdf;
use crate::keys::{Key, random};
use crate::locked::{LockedVault, pin_key, try_pin};
use crate::opening::{Place, State};
use crate::pin::Pin;
use crate::recovery::RecoveryKey;
use crate::save::Change;

/// A vault that is open. Seeds stay sealed in memory and are opened one at a time; every change re-reads what another
/// process may have saved, and is on the disk when it returns.
pub struct UnlockedVault {
    pub(crate) place: Place,
    pub(crate) device: Key,
    pub(crate) state: State,
    pub(crate) backup_warning: Option<BackupError>,
}

/// Says that the PIN was given just now, and lets the vault key be sealed under it again.
pub struct PinProof {
    pin_key: Key,
}

impl UnlockedVault {
    pub(crate) fn new(place: Place, device: Key, state: State) -> Self {
        Self { place, device, state, backup_warning: None }
    }

    /// Drops every key.
    pub fn lock(self) -> LockedVault {
        LockedVault::new(self.place, &self.state.header)
    }

    /// Names the vault for good.
    pub fn uuid(&self) -> Uuid {
        self.state.header.uuid
    }

    /// The accounts in the user's order, trash aside.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.state.body.accounts.iter().filter(|entry| entry.trashed.is_none())
    }

    /// The accounts in the trash.
    pub fn trashed(&self) -> impl Iterator<Item = &Entry> {
        self.state.body.accounts.iter().filter(|entry| entry.trashed.is_some())
    }

    /// One account, in the trash or not.
    pub fn entry(&self, id: Uuid) -> Option<&Entry> {
        self.state.positions.get(&id).map(|position| &self.state.body.accounts[*position])
    }

    /// The counter of an HOTP account's next code.
    pub fn counter(&self, id: Uuid) -> Option<u64> {
        match self.entry(id)?.parameters.kind() {
            Kind::Hotp { counter } => Some(self.state.journal.next(id).unwrap_or(counter).max(counter)),
            Kind::Totp { .. } | Kind::Steam { .. } => None,
        }
    }

    /// The user's settings.
    pub fn settings(&self) -> Settings {
        self.state.body.settings
    }

    /// Whether a recovery key was made.
    pub fn has_recovery(&self) -> bool {
        self.state.header.recovery.is_some()
    }

    /// Where its secrets are: whether a PIN opens it or a passphrase.
    pub fn store(&self) -> StoreKind {
        self.state.header.store
    }

    /// Whether the directory is an older copy of the vault, and so read only.
    pub fn is_older_copy(&self) -> bool {
        self.state.newer.is_some()
    }

    /// Whether the HOTP journal was lost: a code drawn from an older counter might repeat.
    pub fn counters_lost(&self) -> bool {
        self.state.journal.lost
    }

    /// Why the last save has no backup, if it has none.
    pub fn backup_warning(&self) -> Option<&BackupError> {
        self.backup_warning.as_ref()
    }

    /// Where backups are.
    pub fn backup_directory(&self) -> PathBuf {
        self.place.home.path(BACKUPS)
    }

    /// Whether the account's seed page is missing or altered.
    pub fn seed_missing(&self, id: Uuid) -> bool {
        self.entry(id).is_none_or(|entry| !self.state.pages.contains_key(&entry.page))
    }

    pub(crate) fn secret(&self, id: Uuid) -> Option<Secret> {
        self.secret_of(self.entry(id)?, &self.seeds_key())
    }

    /// The key of every seed, for whoever opens more than one.
    pub(crate) fn seeds_key(&self) -> Key {
        self.state.vault_key.derive("seeds", self.uuid())
    }

    pub(crate) fn secret_of(&self, entry: &Entry, seeds_key: &Key) -> Option<Secret> {
        self.state.pages.get(&entry.page)?.open(seeds_key, self.uuid(), entry.id)
    }

    /// The code of an account that time drives, at Unix seconds.
    ///
    /// # Errors
    /// [`DrawError::NotFound`] (also for an HOTP account) or [`DrawError::SeedMissing`].
    pub fn code(&self, id: Uuid, at: u64) -> Result<Timed, DrawError> {
        let entry = self.entry(id).ok_or(DrawError::NotFound(id))?;
        let secret = self.secret(id).ok_or(DrawError::SeedMissing(id))?;
        entry.parameters.timed(&secret, at).ok_or(DrawError::NotFound(id))
    }

    /// Draws the next code of an HOTP account. The counter is on the disk before the code is computed: whatever dies in
    /// between, a code that was shown is never shown again.
    ///
    /// # Errors
    /// Why there is no code. The counter may have moved on all the same; a server absorbs a skipped one.
    pub fn draw(&mut self, id: Uuid) -> Result<Code, DrawError> {
        let lock = self.place.lock()?;
        let entry = self.entry(id).ok_or(DrawError::NotFound(id))?;
        let parameters = entry.parameters;
        let Kind::Hotp { counter } = parameters.kind() else { return Err(DrawError::NotFound(id)) };
        if self.is_older_copy() {
            return Err(DrawError::OlderCopy);
        }
        let secret = self.secret(id).ok_or(DrawError::SeedMissing(id))?;
        let vault = self.uuid();
        let mut journal = self.read_journal()?;
        if journal.lost {
            return Err(DrawError::CountersLost);
        }
        let counter = journal.next(id).unwrap_or(counter).max(counter);
        let next = counter.checked_add(1).ok_or(DrawError::Exhausted)?;
        journal.advance(&lock, &self.place.home, &self.device, vault, id, next)?;
        self.state.journal = journal;
        Ok(parameters.code(&secret, counter))
    }

    /// The whole account, seed and all: for the QR picture and for exports, after the PIN.
    ///
    /// # Errors
    /// [`DrawError::NotFound`] or [`DrawError::SeedMissing`].
    pub fn account(&self, id: Uuid, _: &PinProof) -> Result<Account, DrawError> {
        let entry = self.entry(id).ok_or(DrawError::NotFound(id))?;
        let secret = self.secret(id).ok_or(DrawError::SeedMissing(id))?;
        let parameters = entry.parameters.with_counter(self.counter(id).unwrap_or_default());
        Ok(Account { issuer: entry.issuer.clone(), account: entry.account.clone(), parameters, secret })
    }

    /// Looks for a code among the steps around a moment; see [`watchword_otp::Parameters::verify`].
    ///
    /// # Errors
    /// [`DrawError::NotFound`] or [`DrawError::SeedMissing`].
    pub fn verify(&self, id: Uuid, at: u64, window: u32, code: &str) -> Result<Option<i64>, DrawError> {
        let entry = self.entry(id).ok_or(DrawError::NotFound(id))?;
        let secret = self.secret(id).ok_or(DrawError::SeedMissing(id))?;
        let parameters = entry.parameters.with_counter(self.counter(id).unwrap_or_default());
        Ok(parameters.verify(&secret, at, window, code))
    }

    /// Takes up what another process has saved; whether there was anything.
    ///
    /// # Errors
    /// [`EditError::Locked`] when the PIN was changed elsewhere; [`EditError::Open`] when the file no longer opens.
    pub fn refresh(&mut self) -> Result<bool, EditError> {
        let lock = self.place.lock()?;
        self.refresh_under(&lock)
    }

    pub(crate) fn refresh_under(&mut self, lock: &Lock) -> Result<bool, EditError> {
        let bytes = self.place.read_vault()?;
        let file = VaultFile::parse(&bytes).map_err(OpenError::from)?;
        if file.hash == self.state.hash {
            // Codes that were drawn elsewhere are in the journal alone: a save that did not know them could compact them away.
            let journal = self.read_journal()?;
            let drawn = !journal.agrees(&self.state.journal);
            self.state.journal = journal;
            return Ok(drawn);
        }
        if !file.is_authentic(&self.device) {
            return Err(OpenError::Damaged(crate::files::VAULT.into()).into());
        }
        let vault_key = self.state.vault_key.clone();
        if crate::body::Body::open(file.body, &vault_key, file.header.uuid, &file.hash).is_err() {
            return Err(EditError::Locked);
        }
        self.state = self.place.open(lock, &self.device, file, vault_key, &self.state.pages)?;
        Ok(true)
    }

    fn read_journal(&self) -> Result<Journal, WriteError> {
        let mut journal = Journal::read(&self.place.home, &self.device, self.uuid())?;
        journal.lost |= self.state.journal.lost;
        Ok(journal)
    }

    /// Applies a change to what was just re-read, and saves it.
    pub(crate) fn edit<T>(&mut self, apply: impl FnOnce(&mut Change) -> Result<T, EditError>) -> Result<T, EditError> {
        let lock = self.place.lock()?;
        self.refresh_under(&lock)?;
        if self.is_older_copy() {
            return Err(EditError::OlderCopy);
        }
        self.place.require_device_key(&self.state.header)?;
        let mut change = self.change();
        let applied = apply(&mut change)?;
        self.commit(&lock, change)?;
        Ok(applied)
    }

    /// Adds accounts behind the others, and returns their ids.
    ///
    /// # Errors
    /// [`EditError`]; then none was added.
    pub fn add(&mut self, accounts: &[Account]) -> Result<Vec<Uuid>, EditError> {
        let now = self.place.clock.unix_seconds();
        self.edit(|change| {
            if change.body.accounts.len() + accounts.len() > MAX_ACCOUNTS {
                return Err(EditError::TooMany);
            }
            accounts
                .iter()
                .map(|Account { issuer, account, parameters, secret }| {
                    check_names(issuer, account)?;
                    let id = Uuid::new_v4();
                    let page = change.add_seed(id, secret);
                    change.body.accounts.push(Entry {
                        id,
                        issuer: issuer.clone(),
                        account: account.clone(),
                        parameters: *parameters,
                        added: now,
                        trashed: None,
                        page,
                    });
                    Ok(id)
                })
                .collect()
        })
    }

    /// Gives an account other names.
    ///
    /// # Errors
    /// [`EditError`].
    pub fn rename(&mut self, id: Uuid, issuer: &str, account: &str) -> Result<(), EditError> {
        self.edit(|change| {
            check_names(issuer, account)?;
            let entry = change.body.entry_mut(id).ok_or(EditError::NotFound(id))?;
            issuer.clone_into(&mut entry.issuer);
            account.clone_into(&mut entry.account);
            Ok(())
        })
    }

    /// Moves an account to a position among those that are not in the trash; one beyond the end is the end.
    ///
    /// # Errors
    /// [`EditError`].
    pub fn move_to(&mut self, id: Uuid, position: usize) -> Result<(), EditError> {
        self.edit(|change| {
            let accounts = &mut change.body.accounts;
            let from = accounts.iter().position(|entry| entry.id == id).ok_or(EditError::NotFound(id))?;
            let entry = accounts.remove(from);
            let live = accounts.iter().enumerate().filter(|(_, entry)| entry.trashed.is_none());
            let to = live.map(|(index, _)| index).nth(position).unwrap_or(accounts.len());
            accounts.insert(to, entry);
            Ok(())
        })
    }

    /// Puts an account into the trash. Its seed stays until the trash is emptied.
    ///
    /// # Errors
    /// [`EditError`].
    pub fn trash(&mut self, id: Uuid) -> Result<(), EditError> {
        let now = self.place.clock.unix_seconds();
        self.edit(|change| {
            change.body.entry_mut(id).ok_or(EditError::NotFound(id))?.trashed = Some(now);
            Ok(())
        })
    }

    /// Takes an account out of the trash.
    ///
    /// # Errors
    /// [`EditError`].
    pub fn untrash(&mut self, id: Uuid) -> Result<(), EditError> {
        self.edit(|change| {
            change.body.entry_mut(id).ok_or(EditError::NotFound(id))?.trashed = None;
            Ok(())
        })
    }

    /// Deletes everything in the trash, seeds and all.
    ///
    /// # Errors
    /// [`EditError`].
    pub fn empty_trash(&mut self) -> Result<(), EditError> {
        self.edit(|change| {
            change.purge(|entry| entry.trashed.is_some());
            Ok(())
        })
    }

    /// Sets the settings.
    ///
    /// # Errors
    /// [`EditError::Setting`] if one is out of range.
    pub fn set_settings(&mut self, settings: Settings) -> Result<(), EditError> {
        self.edit(|change| {
            if !settings.in_range() {
                return Err(EditError::Setting);
            }
            change.body.settings = settings;
            Ok(())
        })
    }

    /// Checks the PIN again, as an attempt like any other.
    ///
    /// # Errors
    /// As for unlocking.
    pub fn prove(&mut self, pin: &Pin) -> Result<PinProof, EditError> {
        let lock = self.place.lock()?;
        self.refresh_under(&lock)?;
        let (_, pin_key) = try_pin(&self.place, &self.device, &self.state.header, pin)?;
        Ok(PinProof { pin_key })
    }

    /// Changes the PIN: a new vault key, every page sealed anew, nothing left that the old PIN opens.
    ///
    /// # Errors
    /// [`EditError::SeedMissing`] while a seed is missing, since under a new key it would be lost for good.
    pub fn change_pin(&mut self, _: &PinProof, pin: &Pin, kdf: Kdf) -> Result<(), EditError> {
        pin.suits(self.store())?;
        let kdf = kdf.at_least_for(self.store());
        let salt = random();
        let pin_key = pin_key(kdf, pin, &salt, &self.device, self.uuid())?;
        self.edit(|change| {
            change.rekey().map_err(EditError::SeedMissing)?;
            seal_slots(change, PinSlot::seal(kdf, salt, &pin_key, &change.vault_key, change.header.uuid));
            Ok(())
        })
    }

    /// After the recovery key was given instead of the PIN. Forgets failures too.
    pub(crate) fn replace_pin(&mut self, pin: &Pin, kdf: Kdf) -> Result<(), OpenError> {
        let proof = PinProof { pin_key: self.device.clone() };
        match self.change_pin(&proof, pin, kdf) {
            Ok(()) => self.place.ledger(&self.device, self.uuid()).begin_again(),
            Err(EditError::Open(error)) => Err(error),
            Err(EditError::Write(error)) => Err(error.into()),
            Err(EditError::InvalidPin(error)) => Err(error.into()),
            Err(other) => Err(WriteError::Other(other.to_string()).into()),
        }
    }

    /// Sets the recovery key: a new vault key, encrypted to it, and backups for it from now on. Backups for an older key
    /// go once a new one is written.
    ///
    /// # Errors
    /// As [`UnlockedVault::change_pin`].
    pub fn set_recovery_key(&mut self, proof: &PinProof, key: &RecoveryKey) -> Result<(), EditError> {
        let older = self.backup_files();
        self.edit(|change| {
            change.rekey().map_err(EditError::SeedMissing)?;
            change.body.backup_key = Some(BackupKey::new(&key.backup_key()));
            change.header.recovery = RecoverySlot::seal(&key.recipient().to_string(), &change.vault_key);
            let PinSlot { kdf, .. } = change.header.pin;
            let salt = *change.header.pin.salt().ok_or(EditError::Locked)?;
            change.header.pin = PinSlot::seal(kdf, salt, &proof.pin_key, &change.vault_key, change.header.uuid);
            Ok(())
        })?;
        if self.backup_warning.is_none() {
            for file in older {
                let _ = std::fs::remove_file(file);
            }
        }
        Ok(())
    }
}

/// Puts a new vault key into both slots.
fn seal_slots(change: &mut Change, pin: PinSlot) {
    change.header.pin = pin;
    let recipient = change.header.recovery.take().map(|slot| slot.recipient);
    change.header.recovery = recipient.and_then(|recipient| RecoverySlot::seal(&recipient, &change.vault_key));
}

fn check_names(issuer: &str, account: &str) -> Result<(), EditError> {
    let fits = |name: &str| name.chars().count() <= MAX_NAME_CHARS;
    if fits(issuer) && fits(account) { Ok(()) } else { Err(EditError::NameTooLong) }
}
