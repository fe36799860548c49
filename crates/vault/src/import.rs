use std::cmp::Reverse;
use std::collections::HashMap;

use uuid::Uuid;
use watchword_otp::{Account, Kind};

use crate::error::EditError;
use crate::format::body::Entry;
use crate::format::note::Note;
use crate::matching::without_counter;
use crate::operation::apply::check_tags_and_note;
use crate::operation::{Details, NewEntry, Operation};
use crate::save::Follow;
use crate::unlocked::UnlockedVault;

/// An account to be added.
#[derive(Debug, Clone)]
pub struct NewAccount {
    /// The account itself.
    pub account: Account,
    /// The names that group it with other accounts: at most [`crate::MAX_TAGS`], each of at most
    /// [`crate::MAX_TAG_CHARS`] characters.
    pub tags: Vec<String>,
    /// The user's note: at most [`crate::MAX_NOTE_CHARS`] characters.
    pub note: Note,
    /// Whether each of its codes needs the PIN.
    pub asks_for_pin: bool,
}

/// What an import changes, which is saved at once.
#[derive(Debug, Default)]
pub struct Import {
    /// The accounts to append.
    pub add: Vec<NewAccount>,
    /// Ids of accounts that move to the trash, each with the one that takes its place.
    pub replace: Vec<(Uuid, NewAccount)>,
    /// Ids of accounts with their new issuers and account names.
    pub rename: Vec<(Uuid, String, String)>,
    /// Ids of HOTP accounts with the counters of their next codes. A counter never decreases.
    pub counters: Vec<(Uuid, u64)>,
}

/// What undoes an import.
#[derive(Debug, Default)]
pub struct ImportUndo {
    /// The accounts that weren't in the vault.
    added: Vec<Uuid>,
    /// What it changed about accounts that were, as it was before: those that it took out of the
    /// trash, those that it replaced, and those that it renamed.
    before: Vec<Details>,
}

impl Import {
    /// An import that only appends accounts.
    pub fn adding(accounts: Vec<NewAccount>) -> Self {
        Self { add: accounts, ..Self::default() }
    }

    /// Whether it changes nothing.
    pub fn is_empty(&self) -> bool {
        let Self { add, replace, rename, counters } = self;
        add.is_empty() && replace.is_empty() && rename.is_empty() && counters.is_empty()
    }

    /// Every account that comes in, with the one that it replaces.
    fn incoming(&self) -> impl Iterator<Item = (Option<Uuid>, &NewAccount)> {
        let successors = self.replace.iter().map(|(id, new)| (Some(*id), new));
        self.add.iter().map(|new| (None, new)).chain(successors)
    }
}

/// Importing accounts, and undoing that.
impl UnlockedVault {
    /// Saves an import. An account of the same seed in the trash comes back instead of a second
    /// one, under the new names: its HOTP counter continues, so that importing again what was
    /// undone repeats no code. `follow` may stop the save.
    ///
    /// # Errors
    /// [`EditError::TooMany`], [`EditError::NameTooLong`] or [`EditError::TagsOrNoteTooLong`] if a
    /// limit is exceeded; [`EditError::NotFound`] if an account to rename is gone; otherwise as for
    /// [`UnlockedVault::apply`]. Nothing has changed then.
    pub fn import(&mut self, import: &Import, follow: &Follow<'_>) -> Result<ImportUndo, EditError> {
        import.incoming().try_for_each(|(_, new)| check_tags_and_note(&new.tags, &new.note))?;
        let at = self.storage.clock.unix_seconds();
        let mut undo = ImportUndo::default();
        let make = |vault: &Self| {
            let (mut entries, mut successors, mut changed) = (Vec::new(), Vec::new(), Vec::new());
            let live = |id: &Uuid| vault.entry(*id).filter(|entry| entry.trashed.is_none());
            let incoming: Vec<_> = import.incoming().collect();
            let accounts: Vec<&NewAccount> = incoming.iter().map(|(_, new)| *new).collect();
            for ((replaced, new), twin) in incoming.iter().zip(vault.trashed_twins(&accounts)) {
                undo.before.extend(replaced.as_ref().and_then(live).map(Details::of));
                match (twin, replaced) {
                    (Some(twin), _) => {
                        undo.before.push(Details::of(twin));
                        changed.push(new.details(twin.id));
                        let replaced = replaced.as_ref().and_then(live).map(Details::of);
                        changed.extend(replaced.map(|details| Details { trashed: Some(at), ..details }));
                    }
                    (None, Some(id)) => successors.push((*id, new.entry(at))),
                    (None, None) => entries.push(new.entry(at)),
                }
            }
            undo.before.extend(import.rename.iter().filter_map(|(id, ..)| vault.entry(*id)).map(Details::of));
            let successor_ids = successors.iter().map(|(_, entry)| entry.id);
            undo.added = entries.iter().map(|entry| entry.id).chain(successor_ids).collect();
            let rename = import.rename.iter().cloned();
            let rename = rename.map(|(id, issuer, account)| Operation::Rename { id, issuer, account });
            let draws = vault.state.journal.draws();
            let rest = [
                Operation::Advance { counters: import.counters.clone(), draws },
                Operation::SetDetails { accounts: changed },
                Operation::Replace { entries: successors, at },
                Operation::Add { entries },
            ];
            rename.chain(rest).collect::<Vec<_>>()
        };
        self.edit_followed(make, follow)?;
        Ok(undo)
    }

    /// Undoes an import: moves what it added to the trash, where no seed is lost, and puts back
    /// what it changed. HOTP counters stay where they are. Returns how many accounts left the list.
    /// Accounts that were deleted meanwhile stay deleted.
    ///
    /// # Errors
    /// As for [`UnlockedVault::apply`]; nothing has changed then.
    pub fn undo_import(&mut self, ImportUndo { added, before }: &ImportUndo) -> Result<usize, EditError> {
        let now = self.storage.clock.unix_seconds();
        let mut left = 0;
        self.edit(|vault| {
            let there = added.iter().filter_map(|id| vault.entry(*id)).filter(|entry| entry.trashed.is_none());
            let mut accounts: Vec<Details> =
                there.map(|entry| Details { trashed: Some(now), ..Details::of(entry) }).collect();
            accounts.extend(before.iter().cloned());
            let leaves = |details: &&Details| {
                details.trashed.is_some() && vault.entry(details.id).is_some_and(|entry| entry.trashed.is_none())
            };
            left = accounts.iter().filter(leaves).count();
            [Operation::SetDetails { accounts }]
        })?;
        Ok(left)
    }

    /// For each account, the one in the trash that makes the same codes from the same seed: one
    /// with the same names, or else the one that was moved there last. No two accounts share one.
    fn trashed_twins(&self, accounts: &[&NewAccount]) -> Vec<Option<&Entry>> {
        let mut by_seed: HashMap<&[u8], Vec<usize>> = HashMap::new();
        for (position, new) in accounts.iter().enumerate() {
            by_seed.entry(new.account.secret.expose()).or_default().push(position);
        }
        let mut twins = vec![None; accounts.len()];
        let seeds_key = self.seeds_key();
        let mut trashed: Vec<&Entry> = self.trashed().collect();
        trashed.sort_by_key(|entry| Reverse(entry.trashed));
        for entry in trashed {
            let secret = self.secret_of(entry, &seeds_key);
            let same_seed = secret.as_ref().and_then(|secret| by_seed.get(secret.expose()));
            let twin_of = |at: &&usize| {
                twins[**at].is_none()
                    && without_counter(&entry.parameters) == without_counter(&accounts[**at].account.parameters)
            };
            let other_names = |at: &&usize| {
                let Account { issuer, account, .. } = &accounts[**at].account;
                (issuer, account) != (&entry.issuer, &entry.account)
            };
            if let Some(at) = same_seed.into_iter().flatten().filter(twin_of).min_by_key(other_names) {
                twins[*at] = Some(entry);
            }
        }
        twins
    }
}

impl NewAccount {
    fn entry(&self, added: u64) -> NewEntry {
        let (tags, note, asks_for_pin) = (self.tags.clone(), self.note.clone(), self.asks_for_pin);
        NewEntry { tags, note, asks_for_pin, ..NewEntry::new(self.account.clone(), added) }
    }

    /// The details of an account in the vault that takes this one's place.
    fn details(&self, id: Uuid) -> Details {
        let Account { issuer, account, parameters, .. } = &self.account;
        let counter = match parameters.kind() {
            Kind::Hotp { counter } => counter,
            Kind::Totp { .. } | Kind::Steam { .. } => 0,
        };
        Details {
            id,
            issuer: issuer.clone(),
            account: account.clone(),
            counter,
            tags: self.tags.clone(),
            note: self.note.clone(),
            asks_for_pin: self.asks_for_pin,
            trashed: None,
        }
    }
}

impl Details {
    /// The details of an account as they are. Its counter can only rise.
    fn of(entry: &Entry) -> Self {
        Self {
            id: entry.id,
            issuer: entry.issuer.clone(),
            account: entry.account.clone(),
            counter: 0,
            tags: entry.tags.clone(),
            note: entry.note.clone(),
            asks_for_pin: entry.asks_for_pin,
            trashed: entry.trashed,
        }
    }
}
