use serde::Serialize;
use watchword_exchange::Exports;
use watchword_otp::Account;
use watchword_vault::{Match, UnlockedVault};

use crate::intake::{Item, Origin};
use crate::session::Session;
use crate::view::{AccountKind, ImportProblem, Problem, Vault};

/// The most accounts in a review.
const MAX_DRAFTS: usize = 10_000;

/// Accounts that were read and not yet accepted. Their seeds stay here.
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

/// The accounts found, for the user to choose from.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Review {
    /// The accounts found, in reading order.
    pub finds: Vec<Find>,
    /// What yielded no account, and why.
    pub unread: Vec<Unread>,
    /// How much of a Google Authenticator export was read, if part of it is missing.
    pub batch: Option<Batch>,
}

/// How many QR codes of a Google Authenticator export were read.
#[derive(Debug, Clone, Copy, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Batch {
    /// QR codes read so far.
    pub read: u32,
    /// QR codes in the export.
    pub of: u32,
}

/// An account found in a source.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Find {
    /// Identifies the account when the user accepts it.
    pub id: u32,
    /// Where it was read from.
    pub origin: Origin,
    /// The service that asks for the code.
    pub issuer: String,
    /// The account's name at that service.
    pub account: String,
    /// What the codes depend on.
    pub kind: AccountKind,
    /// Characters in a code, 4 to 10.
    pub digits: u8,
    /// How it compares with the vault's accounts.
    pub status: FindStatus,
}

/// How a find compares with the vault's accounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum FindStatus {
    /// Not in the vault yet.
    New,
    /// In the vault, with the same seed.
    Duplicate,
    /// In the vault, with another seed or other parameters.
    Conflict,
}

/// Something that yielded no account.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Unread {
    /// Where it was read from.
    pub origin: Origin,
    /// Why it yielded no account.
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
        // The same code in two images is one find.
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
    /// Adds the items read from sources to the review.
    ///
    /// # Errors
    /// [`crate::VaultProblem::Locked`].
    pub fn take_in(&mut self, items: Vec<Item>) -> Result<Review, Problem> {
        self.open()?.drafts.take_in(items);
        self.review()
    }

    /// Returns the accounts found so far.
    ///
    /// # Errors
    /// [`crate::VaultProblem::Locked`].
    pub fn review(&mut self) -> Result<Review, Problem> {
        let open = self.open()?;
        Ok(open.drafts.review(&open.vault))
    }

    /// Forgets the accounts found.
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
    /// [`ImportProblem::NothingSelected`] if no find has one of these ids; any problem with saving.
    /// The review is then kept.
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
