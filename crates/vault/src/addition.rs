use std::cmp::Reverse;
use std::collections::HashMap;

use uuid::Uuid;
use watchword_otp::{Account, Kind};

use crate::error::EditError;
use crate::format::body::Entry;
use crate::format::note::Note;
use crate::matching::same_codes;
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
}

/// What one import changed, so that it can be undone.
#[derive(Debug, Default)]
pub struct Addition {
    /// The accounts that weren't in the vault.
    added: Vec<Uuid>,
    /// What it changed about accounts that were, as it was before: those that it took out of the
    /// trash, and those that it replaced.
    before: Vec<Details>,
}

/// Adding accounts that come from elsewhere, and undoing that.
impl UnlockedVault {
    /// Adds accounts in one save, and moves those in `replaced` to the trash. An account of the same
    /// seed in the trash comes back instead of a second one, under the new names: its HOTP counter
    /// continues, so that adding again what was undone repeats no code. `follow` may stop the save.
    ///
    /// # Errors
    /// [`EditError::TooMany`], [`EditError::NameTooLong`] or [`EditError::TagsOrNoteTooLong`] if a
    /// limit is exceeded; otherwise as for [`UnlockedVault::apply`]. Nothing has changed then.
    pub fn take_in(
        &mut self,
        accounts: &[NewAccount],
        replaced: &[Uuid],
        follow: &Follow<'_>,
    ) -> Result<Addition, EditError> {
        accounts.iter().try_for_each(|new| check_tags_and_note(&new.tags, &new.note))?;
        let now = self.storage.clock.unix_seconds();
        let mut addition = Addition::default();
        let make = |vault: &Self| {
            let (mut entries, mut changed) = (Vec::new(), Vec::new());
            for (new, twin) in accounts.iter().zip(vault.trashed_twins(accounts)) {
                match twin {
                    Some(twin) => {
                        addition.before.push(Details::of(twin));
                        changed.push(new.details(twin.id));
                    }
                    None => entries.push(new.entry(now)),
                }
            }
            for entry in replaced.iter().filter_map(|id| vault.entry(*id)).filter(|entry| entry.trashed.is_none()) {
                addition.before.push(Details::of(entry));
                changed.push(Details { trashed: Some(now), ..Details::of(entry) });
            }
            addition.added = entries.iter().map(|entry| entry.id).collect();
            [Operation::SetDetails { accounts: changed }, Operation::Add { entries }]
        };
        self.edit_followed(make, follow)?;
        Ok(addition)
    }

    /// Undoes an import: moves what it added to the trash, where no seed is lost, and puts back what
    /// it changed. HOTP counters stay where they are. Returns how many accounts left the list.
    /// Accounts that were deleted meanwhile stay deleted.
    ///
    /// # Errors
    /// As for [`UnlockedVault::apply`]; nothing has changed then.
    pub fn undo(&mut self, Addition { added, before }: &Addition) -> Result<usize, EditError> {
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

    /// For each account, the one in the trash that makes the same codes from the same seed: one with
    /// the same names, or else the one that was moved there last. No two accounts share one.
    fn trashed_twins(&self, accounts: &[NewAccount]) -> Vec<Option<&Entry>> {
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
                twins[**at].is_none() && same_codes(&entry.parameters, &accounts[**at].account.parameters)
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
        let Account { issuer, account, parameters, secret } = self.account.clone();
        let (tags, note) = (self.tags.clone(), self.note.clone());
        let id = Uuid::new_v4();
        NewEntry { id, issuer, account, parameters, secret: Some(secret), tags, note, added, trashed: None }
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
            trashed: entry.trashed,
        }
    }
}
