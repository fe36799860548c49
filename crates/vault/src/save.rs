//! Saving a vault: each step in section 12 of `FORMAT.md` is a function of the same name.

use crate::error::{StoreError, WriteError};
use crate::files::lock::Lock;
use crate::files::{COPY, MAX_ANNOUNCED_BYTES, NEW_PAGES, PREVIOUS, VAULT};
use crate::format::body::Body;
use crate::format::draws::Draws;
use crate::format::head::Head;
use crate::format::header::{MAX_VAULT_BYTES, VaultFile};
use crate::format::keys::sha256;
use crate::operation::Operation;
use crate::operation::change::{Change, PageChanges, Settled};
use crate::sweep::announcement;
use crate::unlocked::UnlockedVault;

/// How many pages are written between two looks at whether the save goes on: some tenths of a
/// second of a keyring that is full.
const PAGES_AT_ONCE: usize = 4;

/// Follows a save: called with the number of pages written and the number of all, the last time
/// right before the commit point. The save stops with [`WriteError::Cancelled`] if it returns
/// `false`.
pub type Follow<'a> = dyn Fn(usize, usize) -> bool + 'a;

/// The new generation, as it is about to be written.
struct Generation {
    settled: Settled,
    pages: PageChanges,
    /// SHA-256 of the header and its HMAC.
    hash: [u8; 32],
    /// The complete `vault.bin`.
    bytes: Vec<u8>,
}

impl UnlockedVault {
    /// Saves a change. On an error nothing has changed, and a crash before or after any step leaves
    /// the old state or the new one.
    pub(crate) fn commit(&mut self, lock: &Lock, change: Change) -> Result<(), WriteError> {
        self.commit_followed(lock, change, &|_, _| true)
    }

    /// The same, followed as [`Follow`] describes.
    pub(crate) fn commit_followed(
        &mut self,
        lock: &Lock,
        change: Change,
        follow: &Follow<'_>,
    ) -> Result<(), WriteError> {
        let generation = self.build_generation(change)?;
        self.require_room(&generation)?;
        self.announce_pages(&generation)?;
        let committed = self
            .write_pages(&generation, follow)
            .and_then(|()| self.stage_file(&generation))
            .and_then(|()| self.keep_previous(&generation))
            .and_then(|()| self.last_look(&generation, follow))
            .and_then(|()| self.rename_into_place());
        if let Err(error) = committed {
            self.delete_new_pages(&generation);
            return Err(error);
        }
        // The save is done: the next opening or save makes up for any later step that fails.
        let on_disk = self.storage.directory.sync().is_ok();
        self.write_head(&generation);
        self.write_copies(&generation);
        self.replace_state(generation);
        self.write_draws();
        self.compact_journal(lock);
        self.back_up(lock);
        // A power cut may yet undo a rename that is not on the disk, and the old file needs the old
        // pages.
        if on_disk {
            self.storage.sweep(&self.state);
        }
        Ok(())
    }

    /// Step 1: numbers the generation, copies the journal's counters into its body, so that a lost
    /// journal loses little, and decides which pages it uses.
    fn build_generation(&self, mut change: Change) -> Result<Generation, WriteError> {
        let journal = &self.state.journal;
        let counters = change.account_ids().filter_map(|id| Some((id, journal.next(id)?))).collect();
        let advance = Operation::Advance { counters, draws: journal.draws() };
        advance.apply(&mut change).map_err(|error| WriteError::Other(error.to_string()))?;
        let vault = self.uuid();
        let (settled, pages) = change
            .settle(&self.state.body, |retired, missing| self.storage.pages_with_missing(vault, retired, missing))
            .ok_or_else(|| WriteError::Other("there is no higher generation".into()))?;
        let mut bytes = settled.header.write(&self.device);
        let hash = sha256(&bytes);
        bytes.extend_from_slice(&settled.body.seal(&settled.vault_key, vault, &hash));
        Ok(Generation { settled, pages, hash, bytes })
    }

    /// Step 1: refuses a file that no reader accepts, or that the disk may not hold.
    fn require_room(&self, generation: &Generation) -> Result<(), WriteError> {
        let length = generation.bytes.len() as u64;
        if length > MAX_VAULT_BYTES {
            return Err(WriteError::Other("the vault would be larger than any reader takes".into()));
        }
        self.storage.directory.require_room(length)
    }

    /// Step 2: adds to `pages.new` what this save may leave behind if it crashes: pages that it has
    /// yet to use, and pages that it has yet to delete.
    fn announce_pages(&self, generation: &Generation) -> Result<(), WriteError> {
        let PageChanges { new, unused } = &generation.pages;
        let mut announced = self.storage.directory.read(NEW_PAGES, MAX_ANNOUNCED_BYTES)?.unwrap_or_default();
        announced.extend_from_slice(announcement(new.iter().map(|(id, _)| id).chain(unused)).as_bytes());
        if announced.is_empty() { Ok(()) } else { self.storage.directory.replace(NEW_PAGES, &announced) }
    }

    /// Step 3: writes the new pages into the keyring, and reads them back.
    fn write_pages(&self, generation: &Generation, follow: &Follow<'_>) -> Result<(), WriteError> {
        let items = generation.pages.items(self.uuid());
        let names: Vec<String> = items.iter().map(|(name, _)| name.clone()).collect();
        for (round, some) in items.chunks(PAGES_AT_ONCE).enumerate() {
            if !follow(round * PAGES_AT_ONCE, items.len()) {
                return Err(WriteError::Cancelled);
            }
            self.storage.store.set_all(some)?;
        }
        let read = self.storage.store.get_all(&names)?;
        let kept = read.iter().zip(&items).all(|(read, (_, value))| read.first() == Some(value));
        if kept { Ok(()) } else { Err(StoreError::Failed("it did not keep what was written".into()).into()) }
    }

    /// Step 4: writes `vault.bin.new`, and opens it from the disk.
    fn stage_file(&self, Generation { settled, bytes, .. }: &Generation) -> Result<(), WriteError> {
        self.storage.directory.stage(VAULT, bytes)?;
        let staged = self.storage.directory.read_staged(VAULT, MAX_VAULT_BYTES)?.unwrap_or_default();
        let opens = VaultFile::parse(&staged).is_ok_and(|file| {
            file.is_authentic(&self.device)
                && Body::open(file.body, &settled.vault_key, file.header.uuid, &file.hash).is_ok()
        });
        if opens { Ok(()) } else { Err(WriteError::Other("what was written cannot be read back".into())) }
    }

    /// Step 5: keeps the generation that is about to be replaced, from whichever file has it whole.
    /// With a new vault key nothing may remain that the old PIN or recovery key opens, so this
    /// deletes the previous file and the copy, but never the only whole file.
    fn keep_previous(&self, generation: &Generation) -> Result<(), WriteError> {
        let directory = &self.storage.directory;
        let rekeyed = generation.settled.rekeyed;
        match self.storage.file_of_generation(&self.state.hash, &self.state.vault_key) {
            Some((VAULT, _)) if rekeyed => {
                directory.remove(PREVIOUS)?;
                directory.remove(COPY)?;
                directory.sync()
            }
            Some((VAULT | COPY, bytes)) if !rekeyed => directory.replace(PREVIOUS, &bytes),
            _ => Ok(()),
        }
    }

    /// The last moment at which the save can stop.
    fn last_look(&self, generation: &Generation, follow: &Follow<'_>) -> Result<(), WriteError> {
        let pages = generation.pages.new.len();
        if follow(pages, pages) { Ok(()) } else { Err(WriteError::Cancelled) }
    }

    /// Step 6: renames the staged file to `vault.bin`, which is the commit point.
    fn rename_into_place(&self) -> Result<(), WriteError> {
        self.storage.directory.put(VAULT)
    }

    /// Deletes the new pages after an error in steps 3 to 6.
    fn delete_new_pages(&self, generation: &Generation) {
        let names = generation.pages.items(self.uuid()).into_iter().map(|(name, _)| name);
        let _ = self.storage.store.delete_all(&names.collect::<Vec<_>>());
    }

    /// Step 7: writes the new generation to the keyring's `head`.
    fn write_head(&self, Generation { settled, hash, .. }: &Generation) {
        let head = Head { generation: settled.header.generation, hash: *hash };
        let _ = head.write(&*self.storage.store, &self.device, self.uuid());
    }

    /// Step 8: writes the copy, and with a new vault key also over the previous file, which the old
    /// PIN or recovery key would open.
    fn write_copies(&self, Generation { settled, bytes, .. }: &Generation) {
        let copies = if settled.rekeyed { [COPY, PREVIOUS].as_slice() } else { &[COPY] };
        for name in copies {
            let _ = self.storage.directory.replace(name, bytes);
        }
    }

    /// Replaces the state in memory with what is now on the disk.
    fn replace_state(&mut self, Generation { settled, hash, .. }: Generation) {
        let Settled { header, body, vault_key, pages, .. } = settled;
        self.state.positions = body.positions();
        self.state.header = header;
        self.state.hash = hash;
        self.state.body = body;
        self.state.vault_key = vault_key;
        self.state.pages = pages;
        self.state.newer = None;
    }

    /// Writes the number of codes given out to a keyring that had failed to answer.
    fn write_draws(&mut self) {
        if self.keyring_answers {
            return;
        }
        let (store, vault) = (&*self.storage.store, self.uuid());
        let known = Draws::read(store, &self.device, vault).ok().flatten().unwrap_or_default();
        let draws = self.state.journal.remembered().max(known);
        self.keyring_answers = Draws::write(store, &self.device, vault, draws).is_ok();
    }

    /// Step 9, before the backup: compacts the journal if it is long.
    fn compact_journal(&mut self, lock: &Lock) {
        if self.state.journal.is_long() {
            let vault = self.uuid();
            let positions = &self.state.positions;
            let keep = |id| positions.contains_key(&id);
            let _ = self.state.journal.compact(lock, &self.storage.directory, &self.device, vault, keep);
        }
    }
}
