//! Accounts that an organisation hands out: added without a review, and each only once.

use std::path::{Path, PathBuf};
use std::{fs, io, mem};

use watchword_vault::{Follow, Operation};

use crate::audit::Event;
use crate::intake::{Accepted, Carried, Choice, FindStatus, LastImport, MAX_FILES, compare, import};
use crate::organisation::require;
use crate::session::Session;
use crate::user_name::user_name;
use crate::view::Problem;

/// What stands for the user's name in the folder that a policy names.
const USER: &str = "{user}";

impl Session {
    /// The folder in which the organisation leaves accounts for this user, if it has one.
    pub fn provisioning_folder(&self) -> Option<PathBuf> {
        let folder = self.policy().provisioning_folder?;
        // The name is one part of the path, whatever the environment says.
        let is_name = |user: &String| !user.starts_with('.') && !user.contains(['/', '\\']);
        let folder = match user_name().filter(is_name) {
            Some(user) => folder.replace(USER, &user),
            None => folder,
        };
        Some(PathBuf::from(folder)).filter(|folder| folder.is_absolute())
    }

    /// Checks that the user may add accounts from files of their own choice.
    ///
    /// # Errors
    /// [`crate::PolicyProblem::NotAllowed`].
    pub fn may_choose_files(&self) -> Result<(), Problem> {
        require(self.policy().files_allowed)
    }

    /// Keeps accounts that were read from the organisation's files, until [`Session::provision`].
    ///
    /// # Errors
    /// [`crate::VaultProblem::Locked`].
    pub fn bring(&mut self, items: Vec<impl Into<Carried>>) -> Result<(), Problem> {
        let items = items.into_iter().map(Into::into).collect();
        self.open()?.provisioned.take_in(items);
        Ok(())
    }

    /// Adds these accounts, except those that the vault has or had: an account that was handed out
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
            // After the accounts: if the process dies in between, the next time finds them there.
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

/// Returns the files in an organisation's folder, by name: at most [`MAX_FILES`].
///
/// # Errors
/// The folder can't be read.
pub fn provisioned_files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let files = fs::read_dir(folder)?.flatten().filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()));
    let mut files: Vec<PathBuf> = files.map(|entry| entry.path()).collect();
    files.sort();
    files.truncate(MAX_FILES);
    Ok(files)
}
