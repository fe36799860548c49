use std::collections::HashSet;

use watchword_otp::Kind;

use crate::error::EditError;
use crate::format::body::{Entry, KeptKey, MAX_ACCOUNTS, MAX_NAME_CHARS};
use crate::format::slots::{PinSlot, RecoverySlot};
use crate::operation::change::Change;
use crate::operation::{NewEntry, NewPin, NewRecoveryKey, Operation};

impl Operation {
    /// Applies the operation to the generation that is being built.
    ///
    /// # Errors
    /// [`EditError`] if the operation is refused. `change` may be half edited then; the caller
    /// drops it.
    pub(crate) fn apply(self, change: &mut Change) -> Result<(), EditError> {
        match self {
            Self::Add { entries } => {
                if change.body.accounts.len() + entries.len() > MAX_ACCOUNTS {
                    return Err(EditError::TooMany);
                }
                entries.iter().try_for_each(|entry| check_names(&entry.issuer, &entry.account))?;
                entries.into_iter().for_each(|entry| add(change, entry));
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
            Self::Trash { id, at } => {
                change.body.entry_mut(id).ok_or(EditError::NotFound(id))?.trashed = Some(at);
            }
            Self::Restore { id } => change.body.entry_mut(id).ok_or(EditError::NotFound(id))?.trashed = None,
            Self::Purge { ids } => {
                let gone: HashSet<_> = ids.into_iter().collect();
                change.body.accounts.retain(|entry| !gone.contains(&entry.id));
                change.forget_seeds(&gone);
            }
            Self::Settings(settings) => {
                if !settings.in_range() {
                    return Err(EditError::Setting);
                }
                change.body.settings.known = settings;
            }
            Self::SetSecondFolder { folder } => change.body.second_folder = folder,
            Self::AskForRecoveryKey { at } => {
                change.body.recovery_key.iter_mut().for_each(|record| record.ask_at = at);
            }
            Self::NotePassphraseBackup(backup) => change.body.passphrase_backup = Some(backup),
            Self::Advance { counters, draws } => {
                let positions = change.body.positions();
                for (id, next) in counters {
                    let entry = positions.get(&id).map(|position| &mut change.body.accounts[*position]);
                    if let Some(entry) = entry
                        && let Kind::Hotp { counter } = entry.parameters.kind()
                    {
                        entry.parameters = entry.parameters.with_counter(next.max(counter));
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
    let NewEntry { id, issuer, account, parameters, secret, added, trashed } = entry;
    // A page that does not exist marks the seed as missing.
    let page = secret.map_or_else(uuid::Uuid::new_v4, |secret| change.add_seed(id, &secret));
    let unknown = Default::default();
    change.body.accounts.push(Entry { id, issuer, account, parameters, added, trashed, page, unknown });
}

fn check_names(issuer: &str, account: &str) -> Result<(), EditError> {
    let fits = |name: &str| name.chars().count() <= MAX_NAME_CHARS;
    if fits(issuer) && fits(account) { Ok(()) } else { Err(EditError::NameTooLong) }
}
