use std::path::Path;

use crate::organisation::require;
use crate::session::Session;
use crate::view::{Problem, Vault};

impl Session {
    /// Writes a second copy of every backup to this folder, beginning at once.
    ///
    /// # Errors
    /// [`crate::VaultProblem::FolderUnusable`]; the vault cannot be saved.
    pub fn set_second_folder(&mut self, folder: &Path) -> Result<Vault, Problem> {
        require(self.open()?.policy.other_backups_allowed)?;
        Ok(self.change(|open| Ok(open.vault.set_second_folder(Some(folder))?))?.1)
    }

    /// Writes backups only to the vault's own folder again. Those in the second one stay.
    ///
    /// # Errors
    /// The vault cannot be saved.
    pub fn stop_second_folder(&mut self) -> Result<Vault, Problem> {
        Ok(self.change(|open| Ok(open.vault.set_second_folder(None)?))?.1)
    }
}
