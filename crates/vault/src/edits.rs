use uuid::Uuid;
use watchword_otp::Account;

use crate::error::EditError;
use crate::format::body::{Entry, MAX_ACCOUNTS, MAX_NAME_CHARS, Settings};
use crate::save::Change;
use crate::unlocked::UnlockedVault;

/// What a user changes about the accounts and the settings.
impl UnlockedVault {
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
                        unknown: Default::default(),
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
            change.body.settings.known = settings;
            Ok(())
        })
    }
}

fn check_names(issuer: &str, account: &str) -> Result<(), EditError> {
    let fits = |name: &str| name.chars().count() <= MAX_NAME_CHARS;
    if fits(issuer) && fits(account) { Ok(()) } else { Err(EditError::NameTooLong) }
}
