use std::collections::HashMap;
use std::hash::BuildHasher;

use serde::Serialize;
use watchword_exchange::{Exports, Imported};
use watchword_otp::Account;
use watchword_vault::{MAX_NOTE_CHARS, MAX_TAGS, Match, UnlockedVault};
use zeroize::Zeroizing;

use crate::intake::{EncryptedFile, Item, Origin, Payload, Place};
use crate::session::Session;
use crate::view::{AccountKind, ImportProblem, Problem};

/// The most accounts in a review.
const MAX_DRAFTS: usize = 10_000;
/// The most files that wait for a password, and the most bytes in them.
const MAX_WAITING: usize = 64;
const MAX_WAITING_BYTES: usize = 64 << 20;

/// Accounts that were read and not yet accepted. Their seeds stay here.
#[derive(Default)]
pub(crate) struct Drafts {
    pub(super) drafts: Vec<Draft>,
    /// The positions of the drafts with the same hash of names and seed.
    by_hash: HashMap<u64, Vec<usize>>,
    unread: Vec<Unread>,
    /// The files that wait for a password, by their ids.
    pub(super) waiting: Vec<(u32, EncryptedFile)>,
    exports: Exports,
    next_id: u32,
}

pub(super) struct Draft {
    pub(super) id: u32,
    origin: Origin,
    pub(super) imported: Imported,
}

/// The accounts found, for the user to choose from.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Review {
    /// The accounts found, in reading order.
    pub finds: Vec<Find>,
    /// What yielded no account, and why.
    pub unread: Vec<Unread>,
    /// The encrypted files, until the password of each is typed or the user skips it.
    pub waiting: Vec<Waiting>,
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
    /// The line, the entry, or the QR code in reading order, from 1; `None` for a whole source.
    pub entry: Option<u32>,
    /// Why it yielded no account.
    pub problem: Problem,
}

/// An encrypted file or text that waits for its password.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Waiting {
    /// Identifies the file when its password is typed.
    pub id: u32,
    /// Where it was read from.
    pub origin: Origin,
    /// The name of the app that it comes from.
    pub app: &'static str,
}

impl Draft {
    /// Adds the groups and the note of the same account from another place, until they are more than
    /// the vault keeps.
    fn merge(&mut self, Imported { groups, note, .. }: Imported) {
        let known = &mut self.imported;
        for group in groups {
            if known.groups.len() <= MAX_TAGS && !known.groups.contains(&group) {
                known.groups.push(group);
            }
        }
        if known.note.len() <= 4 * MAX_NOTE_CHARS && !known.note.contains(note.as_str()) {
            known.note = Zeroizing::new([known.note.as_str(), &note].join("\n").trim().to_owned());
        }
    }
}

impl Drafts {
    fn take_in(&mut self, items: Vec<Item>) {
        for Item { origin, place, part, read } in items {
            if part.is_some_and(|part| !self.exports.add(part)) {
                continue;
            }
            match read {
                Ok(Payload::Account(imported)) => self.add(origin, imported),
                Ok(Payload::Encrypted(file)) => self.wait(file),
                Err(problem) => self.refuse(origin, place.and_then(Place::number), problem),
            }
        }
    }

    fn add(&mut self, origin: Origin, imported: Imported) {
        let Account { issuer, account, secret, .. } = &imported.account;
        let hash = self.by_hash.hasher().hash_one((issuer, account, secret.expose()));
        let alike = self.by_hash.entry(hash).or_default();
        // The same code in two images is one find.
        if let Some(at) = alike.iter().find(|at| self.drafts[**at].imported.account == imported.account) {
            return self.drafts[*at].merge(imported);
        }
        if self.drafts.len() == MAX_DRAFTS {
            return self.refuse(origin, None, Problem::Import(ImportProblem::TooMany { limit: MAX_DRAFTS as u32 }));
        }
        alike.push(self.drafts.len());
        let id = self.new_id();
        self.drafts.push(Draft { id, origin, imported });
    }

    fn wait(&mut self, file: EncryptedFile) {
        let bytes: usize = self.waiting.iter().map(|(_, waiting)| waiting.length).sum();
        if self.waiting.len() == MAX_WAITING || bytes + file.length > MAX_WAITING_BYTES {
            let (limit, megabytes) = (MAX_WAITING as u32, (MAX_WAITING_BYTES >> 20) as u32);
            return self.refuse(file.origin, None, ImportProblem::TooManyEncrypted { limit, megabytes }.into());
        }
        let id = self.new_id();
        self.waiting.push((id, file));
    }

    /// Takes a file out of those that wait; `None` if it isn't among them, or no longer.
    fn stop_waiting(&mut self, id: u32) -> Option<EncryptedFile> {
        let at = self.waiting.iter().position(|(waiting, _)| *waiting == id)?;
        Some(self.waiting.remove(at).1)
    }

    fn new_id(&mut self) -> u32 {
        let id = self.next_id;
        self.next_id = id.wrapping_add(1);
        id
    }

    /// Forgets everything except which ids were used: a late answer to one review accepts nothing
    /// from the next.
    pub(super) fn clear(&mut self) {
        *self = Self { next_id: self.next_id, ..Self::default() };
    }

    fn refuse(&mut self, origin: Origin, number: Option<usize>, problem: Problem) {
        if self.unread.len() < MAX_DRAFTS {
            let entry = number.and_then(|number| u32::try_from(number).ok());
            self.unread.push(Unread { origin, entry, problem });
        }
    }

    pub(super) fn review(&self, vault: &UnlockedVault) -> Review {
        let accounts: Vec<Account> = self.drafts.iter().map(|draft| draft.imported.account.clone()).collect();
        let matches = vault.compare(&accounts);
        let finds = self.drafts.iter().zip(matches).map(|(draft, found)| Find {
            id: draft.id,
            origin: draft.origin.clone(),
            issuer: draft.imported.account.issuer.clone(),
            account: draft.imported.account.account.clone(),
            kind: draft.imported.account.parameters.kind().into(),
            digits: draft.imported.account.parameters.digits(),
            status: match found {
                Match::New => FindStatus::New,
                Match::Duplicate(_) => FindStatus::Duplicate,
                Match::Conflict(_) => FindStatus::Conflict,
            },
        });
        let batch = self.exports.progress().map(|(read, of)| Batch { read, of });
        let waiting = self.waiting.iter().map(|(id, file)| Waiting {
            id: *id,
            origin: file.origin.clone(),
            app: file.format.title(),
        });
        Review { finds: finds.collect(), unread: self.unread.clone(), waiting: waiting.collect(), batch }
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

    /// Returns the files that wait for a password, the one with this id first. None if it doesn't
    /// wait any more. The caller tries a password outside the session, because that takes a while.
    ///
    /// # Errors
    /// [`crate::VaultProblem::Locked`].
    pub fn waiting(&mut self, id: u32) -> Result<Vec<(u32, EncryptedFile)>, Problem> {
        let mut waiting = self.open()?.drafts.waiting.clone();
        waiting.sort_by_key(|(waiting, _)| *waiting != id);
        Ok(if waiting.first().is_some_and(|(first, _)| *first == id) { waiting } else { Vec::new() })
    }

    /// Adds the items of a file that was opened with its password to the review, unless the user
    /// has skipped it meanwhile.
    ///
    /// # Errors
    /// [`crate::VaultProblem::Locked`].
    pub fn opened(&mut self, id: u32, items: Vec<Item>) -> Result<(), Problem> {
        let drafts = &mut self.open()?.drafts;
        if drafts.stop_waiting(id).is_some() {
            drafts.take_in(items);
        }
        Ok(())
    }

    /// Leaves a file closed that waits for its password. The review lists it as not read.
    ///
    /// # Errors
    /// [`crate::VaultProblem::Locked`].
    pub fn skip_encrypted(&mut self, id: u32) -> Result<Review, Problem> {
        let drafts = &mut self.open()?.drafts;
        if let Some(file) = drafts.stop_waiting(id) {
            drafts.refuse(file.origin, None, ImportProblem::PasswordMissing.into());
        }
        self.review()
    }

    /// Forgets the accounts found, and the files that wait for a password.
    ///
    /// # Errors
    /// [`crate::VaultProblem::Locked`].
    pub fn discard_review(&mut self) -> Result<(), Problem> {
        self.open()?.drafts.clear();
        Ok(())
    }
}
