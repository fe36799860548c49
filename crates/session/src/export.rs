//! Takes accounts out: what the user asked for, until its file is chosen, and the files.

mod exported;
mod files;
mod format;
mod paper;
pub(crate) mod pending;
mod sheet;

pub use exported::{Exported, LeftOut};
pub use files::Export;
pub use format::ExportFormat;
use watchword_vault::Pin;
use zeroize::Zeroizing;

use crate::audit::Event;
use crate::edit::account_id;
use crate::organisation::require;
use crate::session::Session;
use crate::state::State;
use crate::view::{ExportProblem, Problem, SystemProblem, Words};
use paper::Paper;
use pending::PendingExport;

/// The shortest password of an encrypted export, in characters.
pub(crate) const MIN_PASSWORD_CHARS: usize = 8;

impl Session {
    /// Checks the PIN, so that [`Session::export`] may write all accounts outside the trash, or
    /// only `account`. `password` encrypts them if the format is encrypted. Locking forgets all
    /// this.
    ///
    /// # Errors
    /// [`ExportProblem::PasswordTooShort`], before the PIN is tried; the PIN is wrong.
    pub fn allow_export(
        &mut self,
        format: ExportFormat,
        account: Option<&str>,
        password: &str,
        pin: &str,
    ) -> Result<(), Problem> {
        let account = account.map(account_id).transpose()?;
        require(self.open()?.policy.export_allowed)?;
        if format.is_encrypted() && password.chars().count() < MIN_PASSWORD_CHARS {
            return Err(ExportProblem::PasswordTooShort { minimum: MIN_PASSWORD_CHARS as u32 }.into());
        }
        self.guarded(|open| {
            let proof = open.vault.confirm_pin(&Pin::typed(pin))?;
            let password = Zeroizing::new(password.to_owned());
            open.pending_export = Some(PendingExport { format, account, password, proof });
            Ok(())
        })
    }

    /// Makes the export that [`Session::allow_export`] allowed, from the accounts and the HOTP
    /// counters as they are now. Sheets to print are in the language of `words`.
    ///
    /// # Errors
    /// Why no account can be exported: [`ExportProblem::Nothing`] if it isn't for a single one. The
    /// vault no longer opens.
    pub fn export(&mut self, words: &Words) -> Result<Export, Problem> {
        let date = words.date(self.clock.unix_seconds());
        let (format, export) = self.guarded(|open| {
            let pending = open.pending_export.take().ok_or(SystemProblem::Internal)?;
            open.vault.refresh()?;
            Ok((pending.format, pending.make(&open.vault, &Paper { date: &date, words })?))
        })?;
        self.record(Event::Exported { format, accounts: export.exported.written.into() });
        Ok(export)
    }

    /// Forgets an export that was allowed and not made.
    pub fn discard_export(&mut self) {
        if let State::Unlocked(open) = &mut self.state {
            open.pending_export = None;
        }
    }
}
