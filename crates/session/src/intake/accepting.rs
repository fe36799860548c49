use std::collections::HashSet;
use std::mem;
use std::path::Path;

use serde::Serialize;
use watchword_exchange::Imported;
use watchword_otp::Account;
use watchword_vault::{Addition, Follow, MAX_NOTE_CHARS, MAX_TAG_CHARS, MAX_TAGS, NewAccount, write_private};
use zeroize::Zeroizing;

use super::report::{Named, Report, Shortened};
use crate::session::Session;
use crate::view::{ImportProblem, Problem, Vault, Words};

/// The last import since the vault was unlocked, as long as it can be undone.
pub(crate) struct LastImport {
    addition: Addition,
    report: Report,
}

/// The vault after an import, and what the import did.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Accepted {
    /// The vault with the new accounts.
    pub vault: Vault,
    /// What was added, and what wasn't.
    pub report: Report,
}

/// The vault after an import was undone.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Undone {
    /// The vault as it is now.
    pub vault: Vault,
    /// Number of accounts that were moved to the trash.
    pub count: u32,
}

impl Session {
    /// Adds the finds with these ids, with their tags and notes, and forgets the others. Files that
    /// wait for a password stay.
    ///
    /// # Errors
    /// [`ImportProblem::NothingSelected`] if no find has one of these ids; any problem with saving.
    /// The review is then kept.
    pub fn accept(&mut self, ids: &[u32]) -> Result<Accepted, Problem> {
        self.accept_followed(ids, &|_, _| true)
    }

    /// The same. `follow` is told how many of the save's pages are written, and of how many, and
    /// stops the save by returning `false` before its commit point.
    ///
    /// # Errors
    /// As for [`Session::accept`]; [`crate::SystemProblem::SaveCancelled`] if `follow` stopped it.
    pub fn accept_followed(&mut self, ids: &[u32], follow: &Follow<'_>) -> Result<Accepted, Problem> {
        let ids: HashSet<u32> = ids.iter().copied().collect();
        let (report, vault) = self.change(|open| {
            let mut report = Report::of(open.drafts.review(&open.vault), |id| ids.contains(&id));
            if report.added == 0 {
                return Err(ImportProblem::NothingSelected.into());
            }
            let accepted = open.drafts.drafts.iter().filter(|draft| ids.contains(&draft.id));
            let accounts = accepted.map(|draft| {
                let (new, tags, note) = within_limits(&draft.imported);
                if tags || note {
                    let Account { issuer, account, .. } = new.account.clone();
                    report.shortened.push(Shortened { named: Named { issuer, account }, tags, note });
                }
                new
            });
            let accounts: Vec<NewAccount> = accounts.collect();
            let addition = open.vault.take_in(&accounts, &[], follow)?;
            open.last_import = Some(LastImport { addition, report: report.clone() });
            let waiting = mem::take(&mut open.drafts.waiting);
            open.drafts.clear();
            open.drafts.waiting = waiting;
            Ok(report)
        })?;
        Ok(Accepted { vault, report })
    }

    /// Undoes the last import: moves what it added to the trash, and puts back what it changed.
    ///
    /// # Errors
    /// [`ImportProblem::NothingToUndo`] if there was none since the vault was unlocked, or if it was
    /// undone already; any problem with saving. The vault is then unchanged.
    pub fn undo_import(&mut self) -> Result<Undone, Problem> {
        let (count, vault) = self.change(|open| {
            let last = open.last_import.as_ref().ok_or(ImportProblem::NothingToUndo)?;
            let count = open.vault.undo(&last.addition)?;
            open.last_import = None;
            Ok(count as u32)
        })?;
        Ok(Undone { vault, count })
    }

    /// The report of the last import.
    ///
    /// # Errors
    /// [`ImportProblem::NothingToUndo`] as for [`Session::undo_import`].
    pub fn import_report(&mut self) -> Result<&Report, Problem> {
        let last = self.open()?.last_import.as_ref().ok_or(ImportProblem::NothingToUndo)?;
        Ok(&last.report)
    }

    /// Saves it as a text that only its owner may read.
    ///
    /// # Errors
    /// The same; [`crate::SystemProblem::CannotWrite`].
    pub fn save_import_report(&mut self, path: &Path, words: &Words) -> Result<(), Problem> {
        Ok(write_private(path, self.import_report()?.text(words).as_bytes())?)
    }
}

/// The account as the vault keeps it, and whether its tags and its note had to be shortened.
fn within_limits(Imported { account, groups, note }: &Imported) -> (NewAccount, bool, bool) {
    let mut tags: Vec<String> = Vec::new();
    let mut tags_shortened = false;
    for group in groups {
        let tag: String = group.chars().take(MAX_TAG_CHARS).collect();
        tags_shortened |= tag.len() < group.len();
        let tag = tag.trim_end();
        if tags.iter().any(|other| other == tag) {
            continue;
        }
        if tags.len() == MAX_TAGS {
            tags_shortened = true;
            break;
        }
        tags.push(tag.to_owned());
    }
    let end = note.char_indices().nth(MAX_NOTE_CHARS).map_or(note.len(), |(at, _)| at);
    let kept = Zeroizing::new(note[..end].to_owned()).into();
    (NewAccount { account: account.clone(), tags, note: kept }, tags_shortened, end < note.len())
}

#[cfg(test)]
mod tests {
    use watchword_otp::{Parameters, Secret};

    use super::*;

    fn imported(groups: Vec<String>, note: &str) -> Imported {
        let secret = Secret::new(vec![7; 20]).unwrap();
        let account =
            Account { issuer: "Example".into(), account: "ayu".into(), parameters: Parameters::default(), secret };
        Imported { groups, note: note.to_owned().into(), ..account.into() }
    }

    #[test]
    fn tags_and_notes_are_kept_up_to_their_limits_and_shortening_is_said() {
        let numbered = |count: usize| (0..count).map(|number| number.to_string()).collect::<Vec<_>>();
        let (new, tags, note) = within_limits(&imported(numbered(MAX_TAGS), &"é".repeat(MAX_NOTE_CHARS)));
        assert_eq!((new.tags.len(), new.note.expose().chars().count()), (MAX_TAGS, MAX_NOTE_CHARS));
        assert!(!tags && !note);

        let (new, tags, note) = within_limits(&imported(numbered(MAX_TAGS + 1), &"é".repeat(MAX_NOTE_CHARS + 1)));
        assert_eq!((new.tags.len(), new.note.expose().chars().count()), (MAX_TAGS, MAX_NOTE_CHARS));
        assert!(tags && note);

        let (new, tags, _) = within_limits(&imported(vec!["é".repeat(MAX_TAG_CHARS + 1)], ""));
        assert_eq!((new.tags, tags), (vec!["é".repeat(MAX_TAG_CHARS)], true));
        let (new, tags, _) = within_limits(&imported(vec!["Work".into(), "Work".into()], ""));
        assert_eq!((new.tags, tags), (vec!["Work".to_owned()], false), "a tag that is there already is none too many");
    }
}
