use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};

use serde::{Deserialize, Serialize};
use watchword_exchange::{Exports, Imported};
use watchword_otp::Account;
use watchword_vault::UnlockedVault;

use crate::intake::carried::{Carried, Load};
use crate::intake::find::{Draft, Find, compare};
use crate::intake::{Origin, Waiting};
use crate::organisation::may_come_from;
use crate::session::Session;
use crate::view::{ImportProblem, Problem};

/// The most accounts in a review.
const MAX_DRAFTS: usize = 10_000;
/// The most files that wait for a password, and the most bytes in them.
const MAX_WAITING: usize = 64;
const MAX_WAITING_BYTES: usize = 64 << 20;

/// Accounts that were read and not yet accepted. Their seeds stay here.
#[derive(Default)]
pub(crate) struct Drafts {
    pub(super) drafts: Vec<Draft>,
    unread: Vec<Unread>,
    /// The files that wait for a password, with their lengths in bytes.
    pub(super) waiting: Vec<(Waiting, usize)>,
    exports: Exports,
    next_id: u32,
    /// Where each draft is, by the hash of what identifies its account.
    seen: HashMap<u64, usize>,
    hasher: RandomState,
}

/// The accounts found, for the user to choose from.
#[derive(Debug, Clone, Serialize, Deserialize)]
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
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Batch {
    /// QR codes read so far.
    pub read: u32,
    /// QR codes in the export.
    pub of: u32,
}

/// Something that yielded no account.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Unread {
    /// Where it was read from.
    pub origin: Origin,
    /// The line, the entry, or the QR code in reading order, from 1; `None` for a whole source.
    pub entry: Option<u32>,
    /// Why it yielded no account.
    pub problem: Problem,
}

impl Drafts {
    /// The accounts, in reading order.
    pub(crate) fn all(&self) -> &[Draft] {
        &self.drafts
    }

    pub(crate) fn take_in(&mut self, items: Vec<Carried>) {
        for Carried { origin, number, part, read } in items {
            if part.is_some_and(|part| !self.exports.add(part)) {
                continue;
            }
            match read {
                Ok(Load::Account(imported)) => self.add(origin, imported),
                Ok(Load::Encrypted { file, length }) => self.wait(file, length),
                Err(problem) => self.refuse(origin, number, problem),
            }
        }
    }

    fn add(&mut self, origin: Origin, imported: Imported) {
        let Account { issuer, account, parameters, secret } = &imported.account;
        let hash = self.hasher.hash_one((issuer, account, parameters.with_counter(0), secret.expose()));
        // The same code in two images is one find.
        if let Some(draft) = self.seen.get(&hash).and_then(|index| self.drafts.get_mut(*index))
            && draft.is_of(&imported.account)
        {
            return draft.merge(imported);
        }
        if self.drafts.len() == MAX_DRAFTS {
            return self.refuse(origin, None, Problem::Import(ImportProblem::TooMany { limit: MAX_DRAFTS as u32 }));
        }
        let id = self.next_id;
        self.next_id = id.wrapping_add(1);
        self.seen.insert(hash, self.drafts.len());
        self.drafts.push(Draft { id, origin, imported });
    }

    fn wait(&mut self, file: Waiting, length: usize) {
        let bytes = self.waiting.iter().map(|(_, length)| *length).fold(length, usize::saturating_add);
        if self.waiting.len() == MAX_WAITING || bytes > MAX_WAITING_BYTES {
            let (limit, megabytes) = (MAX_WAITING as u32, (MAX_WAITING_BYTES >> 20) as u32);
            return self.refuse(file.origin, None, ImportProblem::TooManyEncrypted { limit, megabytes }.into());
        }
        self.waiting.push((file, length));
    }

    /// Takes a file out of those that wait; `None` if it isn't among them, or no longer.
    fn stop_waiting(&mut self, id: u32) -> Option<Waiting> {
        let at = self.waiting.iter().position(|(waiting, _)| waiting.id == id)?;
        Some(self.waiting.remove(at).0)
    }

    /// Forgets everything except which ids were used: a late answer to one review accepts nothing
    /// from the next.
    pub(crate) fn clear(&mut self) {
        *self = Self { next_id: self.next_id, ..Self::default() };
    }

    fn refuse(&mut self, origin: Origin, entry: Option<u32>, problem: Problem) {
        if self.unread.len() < MAX_DRAFTS {
            self.unread.push(Unread { origin, entry, problem });
        }
    }

    pub(super) fn review(&self, vault: &UnlockedVault) -> Review {
        let statuses = compare(&self.drafts, vault);
        let finds = self.drafts.iter().zip(statuses).map(|(draft, compared)| Find::of(draft, compared.status));
        let (unread, batch) = self.unfinished();
        let waiting = self.waiting.iter().map(|(file, _)| file.clone());
        Review { finds: finds.collect(), unread, waiting: waiting.collect(), batch }
    }

    /// What yielded no account, and how much of an incomplete export was read.
    pub(super) fn unfinished(&self) -> (Vec<Unread>, Option<Batch>) {
        let batch = self.exports.progress().map(|(read, of)| Batch { read, of });
        (self.unread.clone(), batch)
    }
}

impl Session {
    /// Adds the items read from sources to the review. The face that read them keeps the encrypted
    /// files ([`crate::EncryptedFiles`]).
    ///
    /// # Errors
    /// [`crate::VaultProblem::Locked`].
    pub fn take_in(&mut self, items: Vec<impl Into<Carried>>) -> Result<Review, Problem> {
        let open = self.open()?;
        let allowed = |item: Carried| match may_come_from(&open.policy, &item.origin) {
            Ok(()) => item,
            Err(problem) => Carried { part: None, read: Err(problem), ..item },
        };
        let items = items.into_iter().map(Into::into).map(allowed).collect();
        open.drafts.take_in(items);
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

    /// Adds items of a file that was opened with its password to the review, unless the user has
    /// skipped it meanwhile. It waits until the last of them have come.
    ///
    /// # Errors
    /// [`crate::VaultProblem::Locked`].
    pub fn opened(&mut self, id: u32, items: Vec<impl Into<Carried>>, are_last: bool) -> Result<(), Problem> {
        let drafts = &mut self.open()?.drafts;
        if drafts.waiting.iter().any(|(waiting, _)| waiting.id == id) {
            if are_last {
                drafts.stop_waiting(id);
            }
            drafts.take_in(items.into_iter().map(Into::into).collect());
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
