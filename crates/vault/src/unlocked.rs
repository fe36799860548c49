use std::path::PathBuf;

use uuid::Uuid;
use watchword_otp::{Account, Code, Kind, Secret, Timed};

use crate::copies::Authentic;
use crate::credentials::PinProof;
use crate::error::{CodeError, EditError, OpenError, SaveBackupError, WriteError};
use crate::files::lock::Lock;
use crate::files::{BACKUPS, VAULT};
use crate::format::body::{Entry, Settings};
use crate::format::draws::Draws;
use crate::format::header::Header;
use crate::format::journal::{Journal, Remembered};
use crate::format::keys::Key;
use crate::keyring::kind::StoreKind;
use crate::opening::{State, Storage};

/// A vault that is open. Seeds stay sealed in memory and are opened one at a time; every change
/// re-reads what another process may have saved, and is on the disk when it returns.
pub struct UnlockedVault {
    pub(crate) storage: Storage,
    pub(crate) device: Key,
    pub(crate) state: State,
    pub(crate) backup_warning: Option<SaveBackupError>,
    /// The keyring has answered when it was last asked about codes that were drawn.
    pub(crate) keyring_answers: bool,
    pub(crate) was_older_copy: bool,
}

impl UnlockedVault {
    pub(crate) fn new(storage: Storage, device: Key, state: State) -> Self {
        Self { storage, device, state, backup_warning: None, keyring_answers: true, was_older_copy: false }
    }

    /// Identifies the vault permanently. A restore makes another one.
    pub fn uuid(&self) -> Uuid {
        self.state.header.uuid
    }

    /// The accounts in the user's order, apart from the trash.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.state.body.accounts.iter().filter(|entry| entry.trashed.is_none())
    }

    /// The accounts in the trash, in the user's order.
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

    /// The counter of each HOTP account's next code, trash included.
    pub(crate) fn counters(&self) -> Vec<(Uuid, u64)> {
        let hotp = |entry: &Entry| Some((entry.id, self.counter(entry.id)?));
        self.state.body.accounts.iter().filter_map(hotp).collect()
    }

    /// The settings as of the last save that was read.
    pub fn settings(&self) -> Settings {
        self.state.body.settings.known
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

    /// Whether `vault.bin` was damaged and is there again, from its copy.
    pub fn is_repaired(&self) -> bool {
        self.state.repaired
    }

    /// Whether this was an older copy of the vault until the recovery key made it the vault.
    pub fn was_older_copy(&self) -> bool {
        self.was_older_copy
    }

    /// Whether records of the HOTP journal are lost: a code drawn from an older counter might
    /// repeat.
    pub fn counters_lost(&self) -> bool {
        self.state.journal.is_lost()
    }

    /// Why the last save has no backup, if it has none.
    pub fn backup_warning(&self) -> Option<&SaveBackupError> {
        self.backup_warning.as_ref()
    }

    /// The directory of automatic backups; absent until there is a recovery key.
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

    /// The key of every seed, for a caller that opens more than one.
    pub(crate) fn seeds_key(&self) -> Key {
        self.state.vault_key.derive("seeds", self.uuid())
    }

    pub(crate) fn secret_of(&self, entry: &Entry, seeds_key: &Key) -> Option<Secret> {
        self.state.pages.get(&entry.page)?.open(seeds_key, self.uuid(), entry.id)
    }

    /// The code of an account that time drives, at Unix seconds.
    ///
    /// # Errors
    /// [`CodeError::NotFound`] (also for an HOTP account) or [`CodeError::SeedMissing`].
    pub fn code(&self, id: Uuid, at: u64) -> Result<Timed, CodeError> {
        let entry = self.entry(id).ok_or(CodeError::NotFound(id))?;
        let secret = self.secret(id).ok_or(CodeError::SeedMissing(id))?;
        entry.parameters.timed(&secret, at).ok_or(CodeError::NotFound(id))
    }

    /// The next code of an HOTP account (RFC 4226), whose counter it advances. The counter is on
    /// the disk before the code is computed: whatever dies in between, a code that was shown is
    /// never shown again. A keyring that fails stops no code.
    ///
    /// # Errors
    /// Why there is no code. The counter may have moved on all the same; a server absorbs a skipped
    /// one.
    pub fn next_code(&mut self, id: Uuid) -> Result<Code, CodeError> {
        // Before the lock: it may take its time to answer, or never do so.
        let keyring = self.remembered_draws();
        // A late answer changes nothing that this lock protects, so that it does not outlast the
        // call.
        let lock = self.storage.directory.lock()?;
        match self.refresh_under(&lock) {
            // What another process saved waits for the keyring; which codes it drew is in the
            // journal.
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

    /// How many codes were drawn, as the keyring says. One that has failed to answer is not asked
    /// again before the vault is unlocked again or saved: nobody is to wait for it at every code.
    fn remembered_draws(&mut self) -> Option<u64> {
        if !self.keyring_answers {
            return None;
        }
        let read = Draws::read(&*self.storage.store, &self.device, self.uuid()).ok().flatten();
        // A keyring without the item is not this vault's: nothing is written into it either.
        self.keyring_answers = read.is_some();
        read
    }

    /// The whole account, seed and all: for the QR picture and for exports, after the PIN.
    ///
    /// # Errors
    /// [`CodeError::NotFound`] or [`CodeError::SeedMissing`].
    pub fn account(&self, id: Uuid, _: &PinProof) -> Result<Account, CodeError> {
        let entry = self.entry(id).ok_or(CodeError::NotFound(id))?;
        let secret = self.secret(id).ok_or(CodeError::SeedMissing(id))?;
        let parameters = entry.parameters.with_counter(self.counter(id).unwrap_or_default());
        Ok(Account { issuer: entry.issuer.clone(), account: entry.account.clone(), parameters, secret })
    }

    /// Looks for a code among the steps around a moment; see [`watchword_otp::Parameters::verify`].
    ///
    /// # Errors
    /// [`CodeError::NotFound`] or [`CodeError::SeedMissing`].
    pub fn verify(&self, id: Uuid, at: u64, window: u32, code: &str) -> Result<Option<i64>, CodeError> {
        let entry = self.entry(id).ok_or(CodeError::NotFound(id))?;
        let secret = self.secret(id).ok_or(CodeError::SeedMissing(id))?;
        let parameters = entry.parameters.with_counter(self.counter(id).unwrap_or_default());
        Ok(parameters.verify(&secret, at, window, code))
    }

    /// Takes up what another process has saved; whether there was anything.
    ///
    /// # Errors
    /// [`EditError::Locked`] when the PIN was changed elsewhere; [`EditError::Open`] when the file
    /// no longer opens.
    pub fn refresh(&mut self) -> Result<bool, EditError> {
        let lock = self.storage.lock()?;
        self.refresh_under(&lock)
    }

    /// Another vault in this one's place, another vault key and whatever else keeps it from being
    /// read again ends the session; but not another process at work, nor a keyring that cannot be
    /// asked.
    pub(crate) fn refresh_under(&mut self, lock: &Lock) -> Result<bool, EditError> {
        self.read_again(lock).map_err(|error| match error {
            OpenError::Store(_) | OpenError::Write(WriteError::Busy | WriteError::Store(_)) => EditError::Open(error),
            _ => EditError::Locked,
        })
    }

    /// A vault file that was lost while this session was open is written again by its next save.
    fn read_again(&mut self, lock: &Lock) -> Result<bool, OpenError> {
        let (uuid, device) = (self.uuid(), self.device.clone());
        // A damaged file may name another vault; only one whose own key agrees is one.
        let known = |header: &Header| match header.uuid == uuid {
            true => Ok(device.clone()),
            false => self.storage.require_device_key(header),
        };
        let unchanged = |found: &Authentic| found.file().is_ok_and(|file| file.hash == self.state.hash);
        let found = match self.storage.check(VAULT, &known) {
            // Nothing more is read, and the keyring is not asked.
            Ok(Some(found)) if unchanged(&found) => found,
            _ => self.storage.authentic_by(&known)?,
        };
        let file = found.file()?;
        if file.header.uuid != uuid {
            return Err(OpenError::Damaged(VAULT.into()));
        }
        let outdated = found.name != VAULT && file.header.generation < self.state.header.generation;
        if unchanged(&found) || outdated {
            // Codes that were drawn elsewhere are in the journal alone: a save that did not know
            // them could compact them away.
            let journal = self.read_journal(None)?;
            let drawn = !journal.agrees(&self.state.journal);
            self.state.journal = journal;
            return Ok(drawn);
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
