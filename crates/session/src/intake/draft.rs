use serde::Serialize;
use watchword_exchange::Exports;
use watchword_otp::Account;
use watchword_vault::{Match, UnlockedVault};

use crate::intake::{Item, Origin};
use crate::session::Session;
use crate::view::{ImportProblem, Kind, Problem, Vault};

/// More than any review can show.
const MAX_DRAFTS: usize = 10_000;

/// Accounts that were read and not yet accepted. Seeds stay here.
#[derive(Default)]
pub(crate) struct Drafts {
    drafts: Vec<Draft>,
    unread: Vec<Unread>,
    exports: Exports,
    next_id: u32,
}

struct Draft {
    id: u32,
    origin: Origin,
    account: Account,
}

/// What was found, for the user to choose from.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Review {
    /// Accounts.
    pub finds: Vec<Find>,
    /// What gave none, and why.
    pub unread: Vec<Unread>,
    /// How much of a Google Authenticator export was read, if some is missing.
    pub batch: Option<Batch>,
}

/// Pictures read of an export.
#[derive(Debug, Clone, Copy, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Batch {
    /// So many.
    pub read: u32,
    /// Of so many.
    pub of: u32,
}

/// An account that was read.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Find {
    /// Names it when it is accepted.
    pub id: u32,
    /// Where it was read from.
    pub origin: Origin,
    /// Who asks for the code.
    pub issuer: String,
    /// Whose code it is.
    pub account: String,
    /// What makes the code move on.
    pub kind: Kind,
    /// Digits or letters in a code.
    pub digits: u8,
    /// What it is to the accounts that are there.
    pub status: FindStatus,
}

/// What a find is to the accounts that are there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum FindStatus {
    /// Not there.
    New,
    /// There, with the same seed.
    Duplicate,
    /// There, with another seed or other parameters.
    Conflict,
}

/// Something that gave no account.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Unread {
    /// Where it was read from.
    pub origin: Origin,
    /// Why.
    pub problem: Problem,
}

impl Drafts {
    fn take_in(&mut self, items: Vec<Item>) {
        for Item { origin, part, read, .. } in items {
            if part.is_some_and(|part| !self.exports.add(part)) {
                continue;
            }
            match read {
                Ok(imported) => self.add(origin, imported.account),
                Err(problem) => self.refuse(origin, problem),
            }
        }
    }

    fn add(&mut self, origin: Origin, account: Account) {
        // The same code in two pictures is one find.
        if self.drafts.iter().any(|draft| draft.account == account) {
            return;
        }
        if self.drafts.len() == MAX_DRAFTS {
            return self.refuse(origin, Problem::Import(ImportProblem::TooMany { limit: MAX_DRAFTS as u32 }));
        }
        self.drafts.push(Draft { id: self.next_id, origin, account });
        self.next_id = self.next_id.wrapping_add(1);
    }

    /// Forgets everything except which ids were used: a late answer to one review accepts nothing
    /// from the next.
    fn clear(&mut self) {
        *self = Self { next_id: self.next_id, ..Self::default() };
    }

    fn refuse(&mut self, origin: Origin, problem: Problem) {
        if self.unread.len() < MAX_DRAFTS {
            self.unread.push(Unread { origin, problem });
        }
    }

    fn review(&self, vault: &UnlockedVault) -> Review {
        let accounts: Vec<Account> = self.drafts.iter().map(|draft| draft.account.clone()).collect();
        let matches = vault.compare(&accounts);
        let finds = self.drafts.iter().zip(matches).map(|(draft, found)| Find {
            id: draft.id,
            origin: draft.origin.clone(),
            issuer: draft.account.issuer.clone(),
            account: draft.account.account.clone(),
            kind: draft.account.parameters.kind().into(),
            digits: draft.account.parameters.digits(),
            status: match found {
                Match::New => FindStatus::New,
                Match::Duplicate(_) => FindStatus::Duplicate,
                Match::Conflict(_) => FindStatus::Conflict,
            },
        });
        let batch = self.exports.progress().map(|(read, of)| Batch { read, of });
        Review { finds: finds.collect(), unread: self.unread.clone(), batch }
    }
}

impl Session {
    /// Takes in what was read from a source, for the review.
    ///
    /// # Errors
    /// [`crate::VaultProblem::Locked`].
    pub fn take_in(&mut self, items: Vec<Item>) -> Result<Review, Problem> {
        self.open()?.drafts.take_in(items);
        self.review()
    }

    /// What was found so far.
    ///
    /// # Errors
    /// [`crate::VaultProblem::Locked`].
    pub fn review(&mut self) -> Result<Review, Problem> {
        let open = self.open()?;
        Ok(open.drafts.review(&open.vault))
    }

    /// Forgets what was found.
    ///
    /// # Errors
    /// [`crate::VaultProblem::Locked`].
    pub fn discard_review(&mut self) -> Result<(), Problem> {
        self.open()?.drafts.clear();
        Ok(())
    }

    /// Adds the finds with these ids, and forgets the others.
    ///
    /// # Errors
    /// [`ImportProblem::NothingSelected`] if there is none of them; whatever a save may meet; and
    /// the review stands.
    pub fn accept(&mut self, ids: &[u32]) -> Result<Vault, Problem> {
        let (_, view) = self.change(|open| {
            let accepted = open.drafts.drafts.iter().filter(|draft| ids.contains(&draft.id));
            let accounts: Vec<Account> = accepted.map(|draft| draft.account.clone()).collect();
            if accounts.is_empty() {
                return Err(ImportProblem::NothingSelected.into());
            }
            open.vault.add(&accounts)?;
            open.drafts.clear();
            Ok(())
        })?;
        Ok(view)
    }
}
