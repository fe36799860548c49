use uuid::Uuid;
use watchword_otp::Account;

use crate::error::EditError;
use crate::format::body::Settings;
use crate::operation::change::Change;
use crate::operation::{NewEntry, Operation};
use crate::save::Follow;
use crate::unlocked::UnlockedVault;

/// Edits of the accounts and the settings.
impl UnlockedVault {
    /// Re-reads the vault, applies an operation to it, and saves it.
    ///
    /// # Errors
    /// [`EditError`] if the vault cannot be re-read, refuses the operation, or cannot be saved;
    /// nothing has changed then, on disk or in memory.
    pub fn apply(&mut self, operation: Operation) -> Result<(), EditError> {
        self.edit(|_| [operation])
    }

    /// Re-reads the vault, applies the operations that `make` returns for it, and saves them
    /// together.
    pub(crate) fn edit<I: IntoIterator<Item = Operation>>(
        &mut self,
        make: impl FnOnce(&Self) -> I,
    ) -> Result<(), EditError> {
        self.edit_followed(make, &|_, _| true)
    }

    /// The same, followed as [`Follow`] describes.
    pub(crate) fn edit_followed<I: IntoIterator<Item = Operation>>(
        &mut self,
        make: impl FnOnce(&Self) -> I,
        follow: &Follow<'_>,
    ) -> Result<(), EditError> {
        let lock = self.storage.lock()?;
        self.refresh_under(&lock)?;
        if self.is_older_copy() {
            return Err(EditError::OlderCopy);
        }
        self.storage.require_device_key(&self.state.header)?;
        let mut change = Change::of(&self.state, &*self.storage.store);
        make(self).into_iter().try_for_each(|operation| operation.apply(&mut change))?;
        Ok(self.commit_followed(&lock, change, follow)?)
    }

    /// Appends accounts, and returns their ids.
    ///
    /// # Errors
    /// [`EditError::TooMany`] or [`EditError::NameTooLong`] if a limit is exceeded; otherwise as
    /// for [`UnlockedVault::apply`]. No account has been added then.
    pub fn add(&mut self, accounts: &[Account]) -> Result<Vec<Uuid>, EditError> {
        let now = self.storage.clock.unix_seconds();
        let entries: Vec<NewEntry> = accounts.iter().map(|account| NewEntry::new(account.clone(), now)).collect();
        let ids = entries.iter().map(|entry| entry.id).collect();
        self.apply(Operation::Add { entries })?;
        Ok(ids)
    }

    /// Changes an account's issuer and account name, each at most [`crate::MAX_NAME_CHARS`]
    /// characters.
    ///
    /// # Errors
    /// [`EditError::NotFound`] if no account has this id; [`EditError::NameTooLong`]; otherwise as
    /// for [`UnlockedVault::apply`].
    pub fn rename(&mut self, id: Uuid, issuer: &str, account: &str) -> Result<(), EditError> {
        self.apply(Operation::Rename { id, issuer: issuer.to_owned(), account: account.to_owned() })
    }

    /// Moves an account to an index, from 0, among the accounts outside the trash; beyond the last,
    /// it becomes the last.
    ///
    /// # Errors
    /// [`EditError::NotFound`] if no account has this id; otherwise as for
    /// [`UnlockedVault::apply`].
    pub fn move_to(&mut self, id: Uuid, position: usize) -> Result<(), EditError> {
        self.apply(Operation::Move { id, position })
    }

    /// Moves an account to the trash. Its seed is kept until the trash is emptied.
    ///
    /// # Errors
    /// [`EditError::NotFound`] if no account has this id; otherwise as for
    /// [`UnlockedVault::apply`].
    pub fn trash(&mut self, id: Uuid) -> Result<(), EditError> {
        let at = self.storage.clock.unix_seconds();
        self.apply(Operation::Trash { ids: vec![id], at })
    }

    /// Takes an account out of the trash.
    ///
    /// # Errors
    /// [`EditError::NotFound`] if no account has this id; otherwise as for
    /// [`UnlockedVault::apply`].
    pub fn untrash(&mut self, id: Uuid) -> Result<(), EditError> {
        self.apply(Operation::Restore { ids: vec![id] })
    }

    /// Permanently deletes every account in the trash and its seed, including those that another
    /// session moved there.
    ///
    /// # Errors
    /// As for [`UnlockedVault::apply`].
    pub fn empty_trash(&mut self) -> Result<(), EditError> {
        self.edit(|vault| [Operation::Purge { ids: vault.trashed().map(|entry| entry.id).collect() }])
    }

    /// Sets whether each code of an account needs the PIN, or each code of every account. The
    /// caller asks for it: the vault gives codes without.
    ///
    /// # Errors
    /// [`EditError::NotFound`] if no account has this id; otherwise as for
    /// [`UnlockedVault::apply`].
    pub fn set_asks_for_pin(&mut self, id: Option<Uuid>, asks: bool) -> Result<(), EditError> {
        self.apply(Operation::AskForPin { id, asks })
    }

    /// Replaces the settings.
    ///
    /// # Errors
    /// [`EditError::Setting`] if one is out of range; otherwise as for [`UnlockedVault::apply`].
    pub fn set_settings(&mut self, settings: Settings) -> Result<(), EditError> {
        self.apply(Operation::Settings(settings))
    }
}
