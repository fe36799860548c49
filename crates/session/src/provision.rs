//! Accounts that an organisation hands out: added without a review, and each only once.

use std::mem;
use std::path::PathBuf;

use watchword_vault::{Follow, Operation};

use crate::audit::Event;
use crate::intake::{Accepted, Carried, Choice, FindStatus, LastImport, compare, import};
use crate::session::Session;
use crate::view::Problem;

/// What stands for the user's name in the folder that a policy names.
const USER: &str = "{user}";

impl Session {
    /// The folder in which the organisation leaves accounts for this user, if it has one.
    pub fn provisioning_folder(&self) -> Option<PathBuf> {
        let folder = self.policy().provisioning_folder?;
        let user = ["USER", "USERNAME"].iter().find_map(|name| std::env::var(name).ok()).unwrap_or_default();
        // The name is one part of the path, whatever the environment says.
        let is_name = !user.is_empty() && !user.starts_with('.') && !user.contains(['/', '\\']);
        let folder = if folder.contains(USER) && is_name { folder.replace(USER, &user) } else { folder };
        Some(PathBuf::from(folder)).filter(|folder| folder.is_absolute())
    }

    /// Takes in what was read from the organisation's files, until [`Session::provision`].
    ///
    /// # Errors
    /// [`crate::VaultProblem::Locked`].
    pub fn bring(&mut self, items: Vec<impl Into<Carried>>) -> Result<(), Problem> {
        let items = items.into_iter().map(Into::into).collect();
        self.open()?.provisioned.take_in(items);
        Ok(())
    }

    /// Adds what was taken in, except what the vault has, or had: an account that was handed out
    /// once and deleted since doesn't come back. No counter changes.
    ///
    /// # Errors
    /// Any problem with saving. The next time begins with the files.
    pub fn provision(&mut self, follow: &Follow<'_>) -> Result<Accepted, Problem> {
        let (report, vault) = self.edit(|open| {
            let drafts = mem::take(&mut open.provisioned);
            open.vault.refresh()?;
            let known = open.vault.provisioned();
            let (mut marks, mut choices) = (Vec::new(), Vec::new());
            for (draft, found) in drafts.all().iter().zip(compare(drafts.all(), &open.vault)) {
                let mark = open.vault.provisioning_mark(&draft.imported.account.secret);
                if known.contains(mark.as_str()) {
                    continue;
                }
                // Of one seed under several names, the first counts.
                if matches!(found.status, FindStatus::New | FindStatus::Conflict { .. } | FindStatus::Namesake { .. }) {
                    choices.push(Choice::add(draft.id));
                }
                marks.push(mark);
            }
            let (import, report) = import(&drafts, &open.vault, &choices);
            if !import.is_empty() {
                let undo = open.vault.import(&import, follow)?;
                open.last_import = Some(LastImport::new(undo, report.clone()));
            }
            // After the accounts: whoever dies in between is found to have them the next time.
            if !marks.is_empty() {
                open.vault.apply(Operation::NoteProvisioned { marks })?;
            }
            Ok(report)
        })?;
        if report.added > 0 {
            self.record(Event::Provisioned { accounts: report.added.into() });
        }
        Ok(Accepted { vault, report })
    }
}
