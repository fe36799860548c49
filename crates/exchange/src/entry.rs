use std::fmt;

use watchword_otp::Account;

use crate::export::ExportPart;
use crate::refusal::Refusal;

/// The entries of one file or one text, in its order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read {
    /// Each account, or why it is none: what cannot be read hides none of the others.
    pub entries: Vec<Entry>,
}

/// One account of a file, or the reason why it is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Where it is, from 1: its line in a list of URIs, its number among the entries elsewhere.
    pub number: usize,
    /// The QR code of a Google Authenticator export that it comes from.
    pub part: Option<ExportPart>,
    /// What it holds.
    pub content: Result<Imported, Refusal>,
}

/// An account as another app had it.
#[derive(Clone, PartialEq, Eq)]
pub struct Imported {
    /// The account itself.
    pub account: Account,
    /// The app's groups, tags, categories or folders that it was in. Each is cleaned as
    /// [`crate::clean_name`] does.
    pub groups: Vec<String>,
    /// What the user wrote beside it, without control characters except line feeds. Empty where
    /// there is nothing.
    pub note: String,
}

impl Read {
    /// The account of a URI that holds exactly one; `None` if it is part of an export.
    pub fn into_account(mut self) -> Option<Account> {
        let entry = self.entries.pop().filter(|entry| self.entries.is_empty() && entry.part.is_none())?;
        entry.content.ok().map(|imported| imported.account)
    }
}

impl From<Account> for Imported {
    /// An account in no group and without a note.
    fn from(account: Account) -> Self {
        Self { account, groups: Vec::new(), note: String::new() }
    }
}

impl fmt::Debug for Imported {
    /// A note may hold recovery codes, so it is left out.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Imported").field("account", &self.account).field("groups", &self.groups).finish_non_exhaustive()
    }
}
