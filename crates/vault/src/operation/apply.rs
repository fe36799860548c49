use std::collections::HashSet;

use uuid::Uuid;
use watchword_otp::Kind;

use crate::error::EditError;
use crate::format::body::{Entry, KeptKey, MAX_ACCOUNTS, MAX_NAME_CHARS, MAX_NOTE_CHARS, MAX_TAG_CHARS, MAX_TAGS};
use crate::format::note::Note;
use crate::format::slots::{PinSlot, RecoverySlot};
use crate::operation::change::Change;
use crate::operation::{Details, NewEntry, NewPin, NewRecoveryKey, Operation};

impl Operation {
    /// Applies the operation to the generation that is being built.
    ///
    /// # Errors
    /// [`EditError`] if the operation is refused. `change` may be half edited then; the caller
    /// drops it.
    pub(crate) fn apply(self, change: &mut Change) -> Result<(), EditError> {
        match self {
            Self::Add { entries } => {
                check_limits(change, entries.iter())?;
                entries.into_iter().for_each(|entry| add(change, entry));
            }
            Self::Replace { entries, at } => {
                check_limits(change, entries.iter().map(|(_, entry)| entry))?;
                replace(change, entries, at);
            }
            Self::AddFromBackup { entries } => entries.into_iter().for_each(|entry| add(change, entry)),
            Self::Rename { id, issuer, account } => {
                check_names(&issuer, &account)?;
                let entry = change.body.entry_mut(id).ok_or(EditError::NotFound(id))?;
                entry.issuer = issuer;
                entry.account = account;
            }
            Self::Move { id, position } => {
                let accounts = &mut change.body.accounts;
                let from = accounts.iter().position(|entry| entry.id == id).ok_or(EditError::NotFound(id))?;
                let entry = accounts.remove(from);
                let live = accounts.iter().enumerate().filter(|(_, entry)| entry.trashed.is_none());
                let to = live.map(|(index, _)| index).nth(position).unwrap_or(accounts.len());
                accounts.insert(to, entry);
            }
            Self::Trash { ids, at } => set_trashed(change, ids, Some(at))?,
            Self::Restore { ids } => set_trashed(change, ids, None)?,
            Self::SetDetails { accounts } => {
                let positions = change.body.positions();
                for details in accounts {
                    if let Some(position) = positions.get(&details.id) {
                        change.body.accounts[*position].set(details);
                    }
                }
            }
            Self::Purge { ids } => {
                let gone: HashSet<_> = ids.into_iter().collect();
                change.body.accounts.retain(|entry| !gone.contains(&entry.id));
                change.forget_seeds(&gone);
            }
            Self::AskForPin { id: None, asks } => change.body.pin_for_codes = asks,
            Self::AskForPin { id: Some(id), asks } => {
                change.body.entry_mut(id).ok_or(EditError::NotFound(id))?.asks_for_pin = asks;
            }
            Self::Settings(settings) => {
                if !settings.in_range() {
                    return Err(EditError::Setting);
                }
                change.body.settings.known = settings;
            }
            Self::KeepPolicy(policy) => change.body.policy = Some(policy),
            Self::NoteProvisioned { marks } => change.body.provisioned.extend(marks),
            Self::SetSecondFolder { folder } => change.body.second_folder = folder,
            Self::AskForRecoveryKey { at } => {
                change.body.recovery_key.iter_mut().for_each(|record| record.ask_at = at);
            }
            Self::NotePassphraseBackup(backup) => change.body.passphrase_backup = Some(backup),
            Self::Advance { counters, draws } => {
                let positions = change.body.positions();
                for (id, next) in counters {
                    if let Some(position) = positions.get(&id) {
                        change.body.accounts[*position].advance(next);
                    }
                }
                change.body.draws = draws;
            }
            Self::ReturnSeeds { seeds } => {
                for (id, secret) in seeds {
                    if change.body.entry_mut(id).is_some() {
                        let page = change.add_seed(id, &secret);
                        change.body.entry_mut(id).into_iter().for_each(|entry| entry.page = page);
                    }
                }
            }
            Self::ResealOlderPages => change.reseal_older_pages(),
            Self::SetPin(NewPin { kdf, salt, pin_key }) => {
                change.replace_vault_key();
                change.body.policy.iter_mut().for_each(|policy| policy.pin_unfit_since = None);
                change.header.pin = PinSlot::seal(kdf, salt, &pin_key, &change.vault_key, change.header.uuid);
                let recipient = change.header.recovery.take().map(|slot| slot.recipient);
                change.header.recovery =
                    recipient.and_then(|recipient| RecoverySlot::seal(&recipient, &change.vault_key));
            }
            Self::SetRecoveryKey(NewRecoveryKey { recipient, backup_key, pin_key, record }) => {
                change.replace_vault_key();
                change.body.backup_key = Some(KeptKey::new(&backup_key));
                change.body.recovery_key = Some(record);
                change.header.recovery = RecoverySlot::seal(&recipient, &change.vault_key);
                let PinSlot { kdf, .. } = change.header.pin;
                let salt = *change.header.pin.salt().ok_or(EditError::Locked)?;
                change.header.pin = PinSlot::seal(kdf, salt, &pin_key, &change.vault_key, change.header.uuid);
            }
        }
        Ok(())
    }
}

fn add(change: &mut Change, entry: NewEntry) {
    let NewEntry { id, issuer, account, parameters, secret, tags, note, asks_for_pin, added, trashed } = entry;
    // A page that does not exist marks the seed as missing.
    let page = secret.map_or_else(Uuid::new_v4, |secret| change.add_seed(id, &secret));
    change.body.accounts.push(Entry {
        id,
        issuer,
        account,
        parameters,
        tags,
        note,
        asks_for_pin,
        added,
        trashed,
        page,
        unknown: Default::default(),
    });
}

impl NewEntry {
    fn check(&self) -> Result<(), EditError> {
        check_names(&self.issuer, &self.account)?;
        check_tags_and_note(&self.tags, &self.note)
    }
}

impl Entry {
    fn set(&mut self, details: Details) {
        let Details { id: _, issuer, account, counter, tags, note, asks_for_pin, trashed } = details;
        self.advance(counter);
        self.asks_for_pin |= asks_for_pin;
        (self.issuer, self.account, self.tags, self.note, self.trashed) = (issuer, account, tags, note, trashed);
    }

    /// Raises an HOTP account's counter to `next`, unless it is higher already.
    fn advance(&mut self, next: u64) {
        if let Kind::Hotp { counter } = self.parameters.kind() {
            self.parameters = self.parameters.with_counter(next.max(counter));
        }
    }
}

/// Appends the successors, then sorts each to the place of the account that it replaces.
fn replace(change: &mut Change, entries: Vec<(Uuid, NewEntry)>, at: u64) {
    let positions = change.body.positions();
    let mut places: Vec<(usize, bool)> = (0..change.body.accounts.len()).map(|place| (place, true)).collect();
    for (id, entry) in entries {
        add(change, entry);
        let live = |place: &usize| change.body.accounts[*place].trashed.is_none();
        let place = positions.get(&id).copied().filter(live);
        places.push((place.unwrap_or(usize::MAX), false));
        if let Some(place) = place {
            change.body.accounts[place].trashed = Some(at);
        }
    }
    let mut placed: Vec<_> = places.into_iter().zip(std::mem::take(&mut change.body.accounts)).collect();
    placed.sort_by_key(|(place, _)| *place);
    change.body.accounts = placed.into_iter().map(|(_, entry)| entry).collect();
}

fn set_trashed(change: &mut Change, ids: Vec<Uuid>, trashed: Option<u64>) -> Result<(), EditError> {
    let positions = change.body.positions();
    for id in ids {
        let place = *positions.get(&id).ok_or(EditError::NotFound(id))?;
        change.body.accounts[place].trashed = trashed;
    }
    Ok(())
}

fn check_limits<'a>(
    change: &Change,
    mut entries: impl ExactSizeIterator<Item = &'a NewEntry>,
) -> Result<(), EditError> {
    if change.body.accounts.len() + entries.len() > MAX_ACCOUNTS {
        return Err(EditError::TooMany);
    }
    entries.try_for_each(NewEntry::check)
}

fn check_names(issuer: &str, account: &str) -> Result<(), EditError> {
    let fits = |name: &str| name.chars().count() <= MAX_NAME_CHARS;
    if fits(issuer) && fits(account) { Ok(()) } else { Err(EditError::NameTooLong) }
}

pub(crate) fn check_tags_and_note(tags: &[String], note: &Note) -> Result<(), EditError> {
    let fits = tags.len() <= MAX_TAGS
        && tags.iter().all(|tag| tag.chars().count() <= MAX_TAG_CHARS)
        && note.expose().chars().count() <= MAX_NOTE_CHARS;
    if fits { Ok(()) } else { Err(EditError::TagsOrNoteTooLong) }
}
