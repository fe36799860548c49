use std::fmt;

use watchword_otp::Account;
use zeroize::Zeroizing;

use crate::export::ExportPart;
use crate::limits::MAX_ENTRIES;
use crate::refusal::Refusal;

/// The entries of one file or one text, in their original order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read {
    /// Each account, or why it was refused. A refused entry hides none of the others.
    pub entries: Vec<Entry>,
}

/// One account of a file, or why it was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The position, from 1: the line in a list of URIs, the index among the entries elsewhere.
    pub number: usize,
    /// The part of a Google Authenticator export that it comes from, or `None` for other sources.
    pub part: Option<ExportPart>,
    /// The account with its groups and note, or why it was refused.
    pub content: Result<Imported, Refusal>,
}

/// An account, with the groups and the note that another app stored with it.
#[derive(Clone, PartialEq, Eq)]
pub struct Imported {
    /// The account itself.
    pub account: Account,
    /// The app's groups, tags, categories or folders that it was in, each cleaned by
    /// [`crate::clean_name`].
    pub groups: Vec<String>,
    /// The user's note, without control characters except line feeds. Empty if there is none. It
    /// may hold recovery codes.
    pub note: Zeroizing<String>,
    /// Whether the issuer wants each code to need the app's PIN.
    pub asks_for_pin: bool,
}

impl Read {
    /// The entries of a file, numbered from 1. A refused entry hides none of the others.
    ///
    /// # Errors
    /// [`Refusal::TooMany`] beyond [`MAX_ENTRIES`].
    pub(crate) fn of<T>(
        items: impl IntoIterator<Item = T>,
        read: impl Fn(T) -> Result<Imported, Refusal>,
    ) -> Result<Self, Refusal> {
        let entries = (1..).zip(items).take(MAX_ENTRIES + 1);
        let entries: Vec<_> = entries.map(|(number, item)| Entry { number, part: None, content: read(item) }).collect();
        if entries.len() > MAX_ENTRIES { Err(Refusal::TooMany) } else { Ok(Self { entries }) }
    }

    /// These entries, some of which are sealed each by itself.
    ///
    /// # Errors
    /// [`Refusal::WrongPassword`] if the password failed, and opened no sealed entry.
    pub(crate) fn unless_none_opened(self, is_sealed: impl Fn(usize) -> bool) -> Result<Self, Refusal> {
        let entries = self.entries.iter().enumerate().filter(|(at, _)| is_sealed(*at));
        let mut sealed = entries.map(|(_, entry)| &entry.content);
        let has_failed = sealed.clone().any(|content| *content == Err(Refusal::WrongPassword));
        let has_opened = sealed.any(Result::is_ok);
        if has_failed && !has_opened { Err(Refusal::WrongPassword) } else { Ok(self) }
    }

    /// The account, if it is the only entry; `None` if it was refused or is part of an export.
    pub fn into_account(mut self) -> Option<Account> {
        let entry = self.entries.pop().filter(|entry| self.entries.is_empty() && entry.part.is_none())?;
        entry.content.ok().map(|imported| imported.account)
    }
}

impl From<Account> for Imported {
    /// An account in no group, without a note, whose codes need no PIN.
    fn from(account: Account) -> Self {
        Self { account, groups: Vec::new(), note: Zeroizing::default(), asks_for_pin: false }
    }
}

impl fmt::Debug for Imported {
    /// Omits the note, which may hold recovery codes.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Imported").field("account", &self.account).field("groups", &self.groups).finish_non_exhaustive()
    }
}
