use std::mem;
use std::path::Path;

use serde::{Deserialize, Serialize};
use watchword_vault::{Follow, ImportUndo, write_private};

use crate::intake::choice::{Choice, import};
use crate::intake::report::Report;
use crate::session::Session;
use crate::view::{ImportProblem, Problem, Vault, Words};

/// The last import since the vault was unlocked, as long as it can be undone.
pub(crate) struct LastImport {
    undo: ImportUndo,
    report: Report,
}

/// The vault after an import, and what the import did.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Accepted {
    /// The vault with the new accounts.
    pub vault: Vault,
    /// What was added, and what wasn't.
    pub report: Report,
}

/// The vault after an import was undone.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Undone {
    /// The vault as it is now.
    pub vault: Vault,
    /// Number of accounts that were moved to the trash.
    pub count: u32,
}

impl LastImport {
    pub(crate) fn new(undo: ImportUndo, report: Report) -> Self {
        Self { undo, report }
    }
}

impl Session {
    /// Does what the user chose with these finds, in one save, and forgets the others. Compares
    /// them with the vault again before, so that an account is not added twice. Files that wait for
    /// a password stay.
    ///
    /// # Errors
    /// [`ImportProblem::NothingSelected`] if there is nothing to do; any problem with saving. The
    /// review is then kept.
    pub fn accept(&mut self, choices: &[Choice]) -> Result<Accepted, Problem> {
        self.accept_followed(choices, &|_, _| true)
    }

    /// The same. `follow` is told how many of the save's pages are written, and of how many, and
    /// stops the save by returning `false` before its commit point.
    ///
    /// # Errors
    /// As for [`Session::accept`]; [`crate::SystemProblem::SaveCancelled`] if `follow` stopped it.
    pub fn accept_followed(&mut self, choices: &[Choice], follow: &Follow<'_>) -> Result<Accepted, Problem> {
        let (report, vault) = self.edit(|open| {
            open.vault.refresh()?;
            let (import, report) = import(&open.drafts, &open.vault, choices);
            if import.is_empty() {
                return Err(ImportProblem::NothingSelected.into());
            }
            let undo = open.vault.import(&import, follow)?;
            open.last_import = Some(LastImport { undo, report: report.clone() });
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
    /// [`ImportProblem::NothingToUndo`] if there was none since the vault was unlocked, or if it
    /// was undone already; any problem with saving. The vault is then unchanged.
    pub fn undo_import(&mut self) -> Result<Undone, Problem> {
        let (count, vault) = self.edit(|open| {
            let last = open.last_import.as_ref().ok_or(ImportProblem::NothingToUndo)?;
            let count = open.vault.undo_import(&last.undo)?;
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
