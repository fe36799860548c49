use std::fmt::Write;

use serde::{Deserialize, Serialize};

use watchword_exchange::Imported;
use watchword_otp::Account;
use watchword_vault::NewAccount;

use super::draft::{Batch, Review, Unread};
use super::find::{Find, FindStatus};
use super::item::Origin;
use super::within_limits::within_limits;
use crate::view::Words;

/// What an import added, and what it didn't, in reading order. It holds no secret and no note.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Report {
    /// Number of accounts added.
    pub added: u32,
    /// Accounts among them that took the place of one with the same name, which is in the trash
    /// now.
    pub replaced: Vec<Named>,
    /// Accounts of the vault that got a new name or a higher counter.
    pub updated: Vec<Named>,
    /// Accounts that the vault had already.
    pub already: Vec<Named>,
    /// Accounts that weren't selected and have the name of one in the vault, but another secret.
    pub conflicts: Vec<Named>,
    /// New accounts that weren't selected.
    pub left_out: Vec<Named>,
    /// What could not be read, and why.
    pub unread: Vec<Unread>,
    /// Accounts that were added without all of their tags or their whole note.
    pub shortened: Vec<Shortened>,
    /// How much of a Google Authenticator export was read, if part of it is missing.
    pub batch: Option<Batch>,
}

/// An account by its names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Named {
    /// The service that asks for the code.
    pub issuer: String,
    /// The account's name at that service.
    pub account: String,
}

/// An account whose tags or note were over a limit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Shortened {
    /// The names of the account.
    #[serde(flatten)]
    pub named: Named,
    /// Whether it had too many tags, or one that is too long.
    pub tags: bool,
    /// Whether its note was too long.
    pub note: bool,
}

impl Named {
    pub(super) fn of(account: &Account) -> Self {
        Self { issuer: account.issuer.clone(), account: account.account.clone() }
    }

    /// Both names, or the one that there is.
    pub fn name(&self) -> String {
        let names = [self.issuer.as_str(), self.account.as_str()];
        names.into_iter().filter(|name| !name.is_empty()).collect::<Vec<_>>().join(" · ")
    }
}

impl Shortened {
    /// Says what was left out.
    pub fn why(&self, words: &Words) -> String {
        let said = [(self.tags, "report-tags-shortened"), (self.note, "report-note-shortened")];
        let said = said.into_iter().filter(|(is_so, _)| *is_so).map(|(_, message)| words.say(message, &[]));
        said.collect::<Vec<_>>().join(" ")
    }
}

impl Unread {
    /// Where it was read from: the file's name, or what the source is called, and the entry.
    pub fn place(&self, words: &Words) -> String {
        let source = match &self.origin {
            Origin::File { name } => name.clone(),
            Origin::Clipboard => words.say("origin-clipboard", &[]),
            Origin::Screen => words.say("origin-screen", &[]),
            Origin::Camera => words.say("origin-camera", &[]),
            Origin::Drop => words.say("origin-drop", &[]),
            Origin::Text => words.say("origin-text", &[]),
        };
        match self.entry {
            Some(entry) => words.say("origin-entry", &[("source", source.into()), ("entry", f64::from(entry).into())]),
            None => source,
        }
    }
}

impl Report {
    /// The report of a review of which nothing is accepted.
    pub fn of(review: Review) -> Self {
        let mut report = Self { unread: review.unread, batch: review.batch, ..Self::default() };
        for Find { issuer, account, status, .. } in review.finds {
            report.skip(&status, Named { issuer, account });
        }
        report
    }

    /// Records a find that wasn't selected, or that changes nothing.
    pub(super) fn skip(&mut self, status: &FindStatus, named: Named) {
        let list = match status {
            FindStatus::Duplicate | FindStatus::Ahead { .. } | FindStatus::Renamed { .. } => &mut self.already,
            FindStatus::Conflict { .. } => &mut self.conflicts,
            // The account that a repeated one resembles may be left out too.
            FindStatus::New | FindStatus::Namesake { .. } | FindStatus::Repeated { .. } => &mut self.left_out,
        };
        list.push(named);
    }

    /// Records an account that is added, and returns it as the vault keeps it.
    pub(super) fn add(&mut self, imported: &Imported) -> NewAccount {
        let (new, tags, note) = within_limits(imported);
        self.added += 1;
        if tags || note {
            self.shortened.push(Shortened { named: Named::of(&new.account), tags, note });
        }
        new
    }

    /// The report as a text to keep.
    pub fn text(&self, words: &Words) -> String {
        let mut text = words.say("added", &[("count", f64::from(self.added).into())]) + "\n";
        let names = |named: &[Named]| named.iter().map(|named| (named.name(), String::new())).collect();
        let unread = self.unread.iter().map(|unread| (unread.place(words), words.problem(&unread.problem)));
        let shortened = self.shortened.iter().map(|short| (short.named.name(), short.why(words)));
        for (message, lines) in [
            ("report-replaced", names(&self.replaced)),
            ("report-updated", names(&self.updated)),
            ("report-already", names(&self.already)),
            ("report-conflicts", names(&self.conflicts)),
            ("report-left-out", names(&self.left_out)),
            ("unread", unread.collect()),
            ("report-shortened", shortened.collect::<Vec<_>>()),
        ] {
            if !lines.is_empty() {
                // Writing to a string doesn't fail.
                let _ = writeln!(text, "\n{}", words.say(message, &[("count", (lines.len() as f64).into())]));
                lines.iter().for_each(|(name, why)| text.push_str(&line(name, why)));
            }
        }
        if let Some(Batch { read, of }) = self.batch {
            let values = [("read", f64::from(read).into()), ("of", f64::from(of).into())];
            let _ = writeln!(text, "\n{}", words.say("batch", &values));
        }
        text
    }
}

fn line(name: &str, why: &str) -> String {
    if why.is_empty() { format!("- {name}\n") } else { format!("- {name}: {why}\n") }
}
