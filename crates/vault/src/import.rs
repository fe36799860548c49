use uuid::Uuid;
use watchword_otp::Account;

use crate::error::EditError;
use crate::operation::{NewEntry, Operation};
use crate::unlocked::UnlockedVault;

/// What an import changes, which is saved at once.
#[derive(Debug, Default)]
pub struct Import {
    /// The accounts to append.
    pub add: Vec<Account>,
    /// Ids of accounts that move to the trash, each with the one that takes its place.
    pub replace: Vec<(Uuid, Account)>,
    /// Ids of accounts with their new issuers and account names.
    pub rename: Vec<(Uuid, String, String)>,
    /// Ids of HOTP accounts with the counters of their next codes. A counter never decreases.
    pub counters: Vec<(Uuid, u64)>,
}

impl Import {
    /// Whether it changes nothing.
    pub fn is_empty(&self) -> bool {
        let Self { add, replace, rename, counters } = self;
        add.is_empty() && replace.is_empty() && rename.is_empty() && counters.is_empty()
    }
}

impl UnlockedVault {
    /// Saves an import.
    ///
    /// # Errors
    /// [`EditError::TooMany`] or [`EditError::NameTooLong`] if a limit is exceeded;
    /// [`EditError::NotFound`] if an account to rename is gone; otherwise as for
    /// [`UnlockedVault::apply`]. Nothing has changed then.
    pub fn import(&mut self, import: Import) -> Result<(), EditError> {
        let Import { add, replace, rename, counters } = import;
        let at = self.storage.clock.unix_seconds();
        let entries = add.into_iter().map(|account| NewEntry::new(account, at)).collect();
        let successors = replace.into_iter().map(|(id, account)| (id, NewEntry::new(account, at))).collect();
        self.edit(|vault| {
            let rename = rename.into_iter().map(|(id, issuer, account)| Operation::Rename { id, issuer, account });
            let advance = Operation::Advance { counters, draws: vault.state.journal.draws() };
            let replace = Operation::Replace { entries: successors, at };
            rename.chain([advance, replace, Operation::Add { entries }]).collect::<Vec<_>>()
        })
    }
}
