use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::edit::account_id;
use crate::session::Session;
use crate::view::{Problem, Vault};

/// Accounts of the vault that may be one account.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct DuplicateGroup {
    /// Whether they have the same secret and parameters. Otherwise they have the same names, and
    /// make different codes.
    pub same_codes: bool,
    /// At least two accounts, of which the first is kept by default.
    pub accounts: Vec<Duplicate>,
}

/// One account of a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Duplicate {
    /// The account's id.
    pub id: String,
    /// When it was added, in Unix seconds.
    pub added: Option<u32>,
}

/// The outcome of moving duplicates to the trash.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct TrashedDuplicates {
    /// The vault without them.
    pub vault: Vault,
    /// Ids of the accounts that are in the trash now.
    pub trashed: Vec<String>,
}

impl Session {
    /// Returns the groups of accounts that may be one, in list order. In a group of
    /// counter-based accounts, those with the highest counter come first.
    ///
    /// # Errors
    /// [`crate::VaultProblem::Locked`].
    pub fn duplicates(&mut self) -> Result<Vec<DuplicateGroup>, Problem> {
        let vault = &self.open()?.vault;
        let duplicate = |id: Uuid| {
            let added = vault.entry(id).map(|entry| entry.added).unwrap_or_default();
            Duplicate { id: id.to_string(), added: u32::try_from(added).ok() }
        };
        let group = |mut group: watchword_vault::Duplicates| {
            group.ids.sort_by_key(|id| std::cmp::Reverse(vault.counter(*id)));
            let accounts = group.ids.into_iter().map(duplicate).collect();
            DuplicateGroup { same_codes: group.same_codes, accounts }
        };
        Ok(vault.duplicates().into_iter().map(group).collect())
    }

    /// Moves duplicates to the trash. Ignores an account of which no duplicate would stay.
    ///
    /// # Errors
    /// Any [`Problem`]; the vault is then unchanged.
    pub fn trash_duplicates(&mut self, ids: &[String]) -> Result<TrashedDuplicates, Problem> {
        let ids = ids.iter().map(|id| account_id(id)).collect::<Result<_, _>>()?;
        let (trashed, vault) = self.edit(|open| Ok(open.vault.trash_duplicates(&ids)?))?;
        Ok(TrashedDuplicates { vault, trashed: trashed.iter().map(Uuid::to_string).collect() })
    }
}
