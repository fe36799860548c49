use std::path::PathBuf;

use uuid::Uuid;
use watchword_otp::{Account, Code, Kind, Secret, Timed};

use crate::backup::second_folder::SecondFolderThread;
use crate::copies::Authentic;
use crate::credentials::PinProof;
use crate::error::{CodeError, EditError, OpenError, SaveBackupError, WriteError};
use crate::files::lock::Lock;
use crate::files::{BACKUPS, VAULT};
use crate::format::body::{Entry, Settings};
use crate::format::draws::Draws;
use crate::format::header::Header;
use crate::format::journal::{Journal, Remembered};
use crate::format::kept_policy::KeptPolicy;
use crate::format::keys::Key;
use crate::keyring::kind::StoreKind;
use crate::opening::{State, Storage};

/// An unlocked vault. Seeds stay sealed in memory and are opened one at a time. Every edit first
/// re-reads what another process may have saved, and is on the disk when the method returns.
pub struct UnlockedVault {
    pub(crate) storage: Storage,
    pub(crate) device: Key,
    pub(crate) state: State,
    pub(crate) backup_warning: Option<SaveBackupError>,
    pub(crate) second_folder_thread: SecondFolderThread,
    /// Whether the keyring answered the last request about the number of codes given out.
    pub(crate) keyring_answers: bool,
    pub(crate) was_older_copy: bool,
}

impl UnlockedVault {
    pub(crate) fn new(storage: Storage, device: Key, state: State) -> Self {
        Self {
            storage,
            device,
            state,
            backup_warning: None,
            second_folder_thread: SecondFolderThread::default(),
            keyring_answers: true,
            was_older_copy: false,
        }
    }

    /// Identifies the vault permanently. A restore generates a new one.
    pub fn uuid(&self) -> Uuid {
        self.state.header.uuid
    }

    /// The accounts outside the trash, in the user's order.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.state.body.accounts.iter().filter(|entry| entry.trashed.is_none())
    }

    /// The accounts in the trash, in the user's order.
    pub fn trashed(&self) -> impl Iterator<Item = &Entry> {
        self.state.body.accounts.iter().filter(|entry| entry.trashed.is_some())
    }

    /// The account with this id, in the trash or not.
    pub fn entry(&self, id: Uuid) -> Option<&Entry> {
        self.state.positions.get(&id).map(|position| &self.state.body.accounts[*position])
    }

    /// The counter (RFC 4226's moving factor) of an HOTP account's next code; `None` for other
    /// kinds.
    pub fn counter(&self, id: Uuid) -> Option<u64> {
        match self.entry(id)?.parameters.kind() {
            Kind::Hotp { counter } => Some(self.state.journal.next(id).unwrap_or(counter).max(counter)),
            Kind::Totp { .. } | Kind::Steam { .. } => None,
        }
    }

    /// The counter of each HOTP account's next code, trash included.
    pub(crate) fn counters(&self) -> Vec<(Uuid, u64)> {
        let hotp = |entry: &Entry| Some((entry.id, self.counter(entry.id)?));
        self.state.body.accounts.iter().filter_map(hotp).collect()
    }

    /// The settings as of the last save that this session made or read.
    pub fn settings(&self) -> Settings {
        self.state.body.settings.known
    }

    /// Whether each code of every account needs the PIN.
    pub fn pin_for_codes(&self) -> bool {
        self.state.body.pin_for_codes
    }

    /// Whether each code of this account needs the PIN.
    pub fn asks_for_pin(&self, entry: &Entry) -> bool {
        self.pin_for_codes() || entry.asks_for_pin
    }

    /// Returns the organisation's last valid policy; empty if there never was one.
    pub fn kept_policy(&self) -> KeptPolicy {
        self.state.body.policy.clone().unwrap_or_default()
    }

    /// Whether the vault has a recovery key.
    pub fn has_recovery(&self) -> bool {
        self.state.header.recovery.is_some()
    }

    /// Where the vault keeps its small secrets, and so whether a PIN or a passphrase opens it.
    pub fn store(&self) -> StoreKind {
        self.state.header.store
    }

    /// Whether the directory holds an older copy of the vault, which is read-only.
    pub fn is_older_copy(&self) -> bool {
        self.state.newer.is_some()
    }

    /// Whether `vault.bin` was missing or damaged and has been restored from a copy.
    pub fn is_repaired(&self) -> bool {
        self.state.repaired
    }

    /// Whether this was an older copy until [`crate::LockedVault::recover`] made it the newest
    /// generation.
    pub fn was_older_copy(&self) -> bool {
        self.was_older_copy
    }

    /// Whether records of the HOTP journal are lost, so that a code might repeat.
    pub fn counters_lost(&self) -> bool {
        self.state.journal.is_lost()
    }

    /// Why the last save wrote no backup; `None` if it wrote one or there is no recovery key.
    pub fn backup_warning(&self) -> Option<&SaveBackupError> {
        self.backup_warning.as_ref()
    }

    /// The directory of automatic backups, which does not exist until there is a recovery key.
    pub fn backup_directory(&self) -> PathBuf {
        self.storage.directory.path(BACKUPS)
    }

    /// Whether the account's seed page is missing or altered.
    pub fn seed_missing(&self, id: Uuid) -> bool {
        self.entry(id).is_none_or(|entry| !self.state.pages.contains_key(&entry.page))
    }

    pub(crate) fn secret(&self, id: Uuid) -> Option<Secret> {
        self.secret_of(self.entry(id)?, &self.seeds_key())
    }

    /// The subkey that seals the seeds, for a caller that opens more than one.
    pub(crate) fn seeds_key(&self) -> Key {
        self.state.vault_key.derive("seeds", self.uuid())
    }

    pub(crate) fn secret_of(&self, entry: &Entry, seeds_key: &Key) -> Option<Secret> {
        self.state.pages.get(&entry.page)?.open(seeds_key, self.uuid(), entry.id)
    }

    /// The code of a time-based account (TOTP or Steam) at the Unix second `at`.
    ///
    /// # Errors
    /// [`CodeError::NotFound`] if no time-based account has this id; [`CodeError::SeedMissing`] if
    /// its seed page is missing or altered.
    pub fn code(&self, id: Uuid, at: u64) -> Result<Timed, CodeError> {
        let entry = self.entry(id).ok_or(CodeError::NotFound(id))?;
        let secret = self.secret(id).ok_or(CodeError::SeedMissing(id))?;
        entry.parameters.timed(&secret, at).ok_or(CodeError::NotFound(id))
    }

    /// Gives out the next code of an HOTP account (RFC 4226) and advances its counter. The counter
    /// is on the disk before the code is computed, so a crash never makes a code repeat. A failing
    /// keyring does not prevent a code.
    ///
    /// # Errors
    /// [`CodeError`] if there is no code. The counter may still have advanced; a server
    /// tolerates a skipped one (RFC 4226, section 7.4).
    pub fn next_code(&mut self, id: Uuid) -> Result<Code, CodeError> {
        // Asked before taking the lock: the keyring may answer late, or never.
        let keyring = self.remembered_draws();
        // A late answer changes nothing that this lock protects, so the lock need not outlast this
        // call.
        let lock = self.storage.directory.lock()?;
        match self.refresh_under(&lock) {
            // Reading what another process saved needs the keyring, but the counters it used are in
            // the journal.
            Err(EditError::Open(OpenError::Store(_))) => {}
            refreshed => drop(refreshed?),
        }
        let entry = self.entry(id).ok_or(CodeError::NotFound(id))?;
        let parameters = entry.parameters;
        let Kind::Hotp { counter } = parameters.kind() else { return Err(CodeError::NotFound(id)) };
        if self.is_older_copy() {
            return Err(CodeError::OlderCopy);
        }
        let secret = self.secret(id).ok_or(CodeError::SeedMissing(id))?;
        let vault = self.uuid();
        self.state.journal = self.read_journal(keyring)?;
        if self.counters_lost() {
            return Err(CodeError::CountersLost);
        }
        if self.state.journal.is_behind_body() {
            let counters = self.counters();
            self.state.journal.complete(&lock, &self.storage.directory, &self.device, vault, counters.into_iter())?;
        }
        let counter = self.state.journal.next(id).unwrap_or(counter).max(counter);
        let next = counter.checked_add(1).ok_or(CodeError::Exhausted)?;
        self.state.journal.advance(&lock, &self.storage.directory, &self.device, vault, id, next)?;
        if self.keyring_answers {
            let draws = self.state.journal.draws();
            self.keyring_answers = Draws::write(&*self.storage.store, &self.device, vault, draws).is_ok();
        }
        Ok(parameters.code(&secret, counter))
    }

    /// The number of codes given out so far, according to the keyring. A keyring that failed to
    /// answer is not asked again until the next unlock or save, so that the user does not wait for
    /// it at every code.
    fn remembered_draws(&mut self) -> Option<u64> {
        if !self.keyring_answers {
            return None;
        }
        let read = Draws::read(&*self.storage.store, &self.device, self.uuid()).ok().flatten();
        // A keyring without the item is not this vault's, so nothing is written to it either.
        self.keyring_answers = read.is_some();
        read
    }

    /// The whole account including its seed, for its QR code and for exports.
    ///
    /// # Errors
    /// [`CodeError::NotFound`] if no account has this id; [`CodeError::SeedMissing`] if its seed
    /// page is missing or altered.
    pub fn account(&self, id: Uuid, _: &PinProof) -> Result<Account, CodeError> {
        let entry = self.entry(id).ok_or(CodeError::NotFound(id))?;
        let secret = self.secret(id).ok_or(CodeError::SeedMissing(id))?;
        let parameters = entry.parameters.with_counter(self.counter(id).unwrap_or_default());
        Ok(Account { issuer: entry.issuer.clone(), account: entry.account.clone(), parameters, secret })
    }

    /// Looks for `code` among the time steps around the Unix second `at`, or among an HOTP
    /// account's next counters; see [`watchword_otp::Parameters::verify`].
    ///
    /// # Errors
    /// [`CodeError::NotFound`] if no account has this id; [`CodeError::SeedMissing`] if its seed
    /// page is missing or altered.
    pub fn verify(&self, id: Uuid, at: u64, window: u32, code: &str) -> Result<Option<i64>, CodeError> {
        let entry = self.entry(id).ok_or(CodeError::NotFound(id))?;
        let secret = self.secret(id).ok_or(CodeError::SeedMissing(id))?;
        let parameters = entry.parameters.with_counter(self.counter(id).unwrap_or_default());
        Ok(parameters.verify(&secret, at, window, code))
    }

    /// Reads what another process has saved. Returns whether anything changed.
    ///
    /// # Errors
    /// [`EditError::Locked`] if the PIN was changed elsewhere or the file no longer opens;
    /// [`EditError::Open`] if the keyring cannot be asked; [`EditError::Write`] if the lock cannot
    /// be taken.
    pub fn refresh(&mut self) -> Result<bool, EditError> {
        let lock = self.storage.lock()?;
        self.refresh_under(&lock)
    }

    /// Re-reads the vault under the lock. Another vault in its place, another vault key or any
    /// other obstacle to reading ends the session with [`EditError::Locked`]; a busy process or a
    /// keyring that cannot be asked does not.
    pub(crate) fn refresh_under(&mut self, lock: &Lock) -> Result<bool, EditError> {
        self.read_again(lock).map_err(|error| match error {
            OpenError::Store(_) | OpenError::Write(WriteError::Busy | WriteError::Store(_)) => EditError::Open(error),
            _ => EditError::Locked,
        })
    }

    /// A vault file that disappears during this session is written again by its next save.
    fn read_again(&mut self, lock: &Lock) -> Result<bool, OpenError> {
        let (uuid, device) = (self.uuid(), self.device.clone());
        // A damaged file may name another vault, so it counts only if it is authentic under that
        // vault's device key.
        let known = |header: &Header| match header.uuid == uuid {
            true => Ok(device.clone()),
            false => self.storage.require_device_key(header),
        };
        let unchanged = |found: &Authentic| found.file().is_ok_and(|file| file.hash == self.state.hash);
        let found = match self.storage.check(VAULT, &known) {
            // Nothing changed: no other file is read, and the keyring is not asked.
            Ok(Some(found)) if unchanged(&found) => found,
            _ => self.storage.authentic_by(&known)?,
        };
        let file = found.file()?;
        if file.header.uuid != uuid {
            return Err(OpenError::Damaged(VAULT.into()));
        }
        let outdated = found.name != VAULT && file.header.generation < self.state.header.generation;
        if unchanged(&found) || outdated {
            // Counters that another process used are only in the journal: a save that did not know
            // them could compact them away.
            let journal = self.read_journal(None)?;
            let changed = !journal.agrees(&self.state.journal);
            self.state.journal = journal;
            return Ok(changed);
        }
        self.state = self.storage.open(lock, found, self.state.vault_key.clone(), Some(&self.state))?;
        Ok(true)
    }

    pub(crate) fn read_journal(&self, keyring: Option<u64>) -> Result<Journal, WriteError> {
        let process = self.state.journal.remembered();
        let remembered = Remembered { body: self.state.body.draws, keyring, process };
        Journal::read(&self.storage.directory, &self.device, self.uuid(), remembered)
    }
}
