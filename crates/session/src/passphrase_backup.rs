use std::path::Path;

use watchword_vault::{BackupPassphrase, Pin};

use crate::audit::Event;
use crate::export::MIN_PASSWORD_CHARS;
use crate::organisation::require;
use crate::pending_backup::PendingBackup;
use crate::session::Session;
use crate::state::State;
use crate::view::{Problem, RecoveryProblem, SystemProblem, Vault};

impl Session {
    /// Checks the PIN, so that [`Session::save_passphrase_backup`] may encrypt a backup with
    /// `passphrase`. Locking forgets this.
    ///
    /// # Errors
    /// [`RecoveryProblem::PassphraseTooShort`], before the PIN is tried; the PIN is wrong.
    pub fn allow_passphrase_backup(&mut self, passphrase: &str, pin: &str) -> Result<(), Problem> {
        if passphrase.chars().count() < MIN_PASSWORD_CHARS {
            return Err(RecoveryProblem::PassphraseTooShort { minimum: MIN_PASSWORD_CHARS as u32 }.into());
        }
        self.guarded(|open| {
            require(open.policy.other_backups_allowed)?;
            let proof = open.vault.confirm_pin(&Pin::typed(pin))?;
            open.pending_backup = Some(PendingBackup { passphrase: BackupPassphrase::typed(passphrase), proof });
            Ok(())
        })
    }

    /// Writes the backup that [`Session::allow_passphrase_backup`] allowed to `path`.
    ///
    /// # Errors
    /// [`SystemProblem::CannotWrite`] when the file cannot be written; the vault no longer opens.
    pub fn save_passphrase_backup(&mut self, path: &Path) -> Result<Vault, Problem> {
        let (_, view) = self.change(|open| {
            let PendingBackup { passphrase, proof } = open.pending_backup.take().ok_or(SystemProblem::Internal)?;
            open.vault.refresh()?;
            Ok(open.vault.save_backup_with(path, &passphrase, &proof)?)
        })?;
        self.record(Event::BackupSaved);
        Ok(view)
    }

    /// Forgets a backup that was allowed and not saved.
    pub fn discard_passphrase_backup(&mut self) {
        if let State::Unlocked(open) = &mut self.state {
            open.pending_backup = None;
        }
    }
}
