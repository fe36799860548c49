use uuid::Uuid;
use watchword_otp::Account;

use crate::error::EditError;
use crate::format::body::Settings;
use crate::operation::change::Change;
use crate::operation::{NewEntry, Operation};
use crate::unlocked::UnlockedVault;

/// What a user changes about the accounts and the settings.
impl UnlockedVault {
    /// Applies an operation to what was just re-read, and saves it.
    ///
    /// # Errors
    /// [`EditError`]; then nothing has changed, on disk or in memory.
    pub fn apply(&mut self, operation: Operation) -> Result<(), EditError> {
        self.edit(|_| [operation])
    }

    /// Applies the operations that `make` returns for what was just re-read, and saves them
    /// together.
    pub(crate) fn edit<I: IntoIterator<Item = Operation>>(
        &mut self,
        make: impl FnOnce(&Self) -> I,
    ) -> Result<(), EditError> {
        let lock = self.storage.lock()?;
        self.refresh_under(&lock)?;
        if self.is_older_copy() {
            return Err(EditError::OlderCopy);
        }
        self.storage.require_device_key(&self.state.header)?;
        let mut change = Change::of(&self.state);
        make(self).into_iter().try_for_each(|operation| operation.apply(&mut change))?;
        Ok(self.commit(&lock, change)?)
    }

    /// Adds accounts behind the others, and returns their ids.
    ///
    /// # Errors
    /// [`EditError`]; then none was added.
    pub fn add(&mut self, accounts: &[Account]) -> Result<Vec<Uuid>, EditError> {
        let now = self.storage.clock.unix_seconds();
        let new = |account: &Account| NewEntry {
            id: Uuid::new_v4(),
            issuer: account.issuer.clone(),
            account: account.account.clone(),
            parameters: account.parameters,
            secret: Some(account.secret.clone()),
            added: now,
            trashed: None,
        };
        let entries: Vec<NewEntry> = accounts.iter().map(new).collect();
        let ids = entries.iter().map(|entry| entry.id).collect();
        self.apply(Operation::Add { entries })?;
        Ok(ids)
    }

    /// Gives an account other names.
    ///
    /// # Errors
    /// [`EditError::NotFound`]; [`EditError::NameTooLong`]; whatever keeps it from being saved.
    pub fn rename(&mut self, id: Uuid, issuer: &str, account: &str) -> Result<(), EditError> {
        self.apply(Operation::Rename { id, issuer: issuer.to_owned(), account: account.to_owned() })
    }

    /// Moves an account to a position, from 0, among those that are not in the trash; one beyond
    /// the end is the end.
    ///
    /// # Errors
    /// [`EditError::NotFound`]; whatever keeps it from being saved.
    pub fn move_to(&mut self, id: Uuid, position: usize) -> Result<(), EditError> {
        self.apply(Operation::Move { id, position })
    }

    /// Moves an account to the trash. Its seed stays until the trash is emptied.
    ///
    /// # Errors
    /// [`EditError::NotFound`]; whatever keeps it from being saved.
    pub fn trash(&mut self, id: Uuid) -> Result<(), EditError> {
        let at = self.storage.clock.unix_seconds();
        self.apply(Operation::Trash { id, at })
    }

    /// Takes an account out of the trash.
    ///
    /// # Errors
    /// [`EditError::NotFound`]; whatever keeps it from being saved.
    pub fn untrash(&mut self, id: Uuid) -> Result<(), EditError> {
        self.apply(Operation::Restore { id })
    }

    /// Deletes everything in the trash for good, seeds and all, what another session moved there
    /// included.
    ///
    /// # Errors
    /// Whatever keeps it from being saved.
    pub fn empty_trash(&mut self) -> Result<(), EditError> {
        self.edit(|vault| [Operation::Purge { ids: vault.trashed().map(|entry| entry.id).collect() }])
    }

    /// Replaces the settings.
    ///
    /// # Errors
    /// [`EditError::Setting`] if one is out of range; whatever keeps it from being saved.
    pub fn set_settings(&mut self, settings: Settings) -> Result<(), EditError> {
        self.apply(Operation::Settings(settings))
    }
}
