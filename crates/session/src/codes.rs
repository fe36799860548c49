use std::time::{Duration, SystemTime, UNIX_EPOCH};

use uuid::Uuid;
use watchword_otp::Kind;
use zeroize::Zeroizing;

use crate::copy_request::CopyRequest;
use crate::edit::account_id;
use crate::session::Session;
use crate::state::Open;
use crate::view::{AccountProblem, CodeView, Codes, ImportProblem, Problem};

/// The most rows in one request: more than any window shows.
const MAX_ROWS: usize = 1000;

impl Session {
    /// Returns the codes of the rows in view at `now`. Opens one seed at a time, and only for these
    /// rows.
    ///
    /// # Errors
    /// [`crate::VaultProblem::Locked`]; [`ImportProblem::TooMany`] for more than 1000 rows.
    pub fn codes(&mut self, ids: &[String], now: SystemTime) -> Result<Codes, Problem> {
        if ids.len() > MAX_ROWS {
            return Err(ImportProblem::TooMany { limit: MAX_ROWS as u32 }.into());
        }
        let open = self.open()?;
        // A row that is gone or has no seed has no code: the list says why.
        let codes: Vec<CodeView> =
            ids.iter().filter_map(|id| shown(open, account_id(id).ok()?, now).ok().flatten()).collect();
        let refresh_in_ms = codes.iter().filter_map(|code| code.remaining_ms).min();
        Ok(Codes { codes, refresh_in_ms })
    }

    /// Generates the next code of an HOTP account (RFC 4226), which stays shown until the vault
    /// locks.
    ///
    /// # Errors
    /// Why there is no code.
    pub fn next_code(&mut self, id: &str) -> Result<CodeView, Problem> {
        let id = account_id(id)?;
        self.guarded(|open| {
            let code = open.vault.next_code(id)?;
            open.drawn.insert(id, code);
            shown(open, id, UNIX_EPOCH)?.ok_or(Problem::Account(AccountProblem::NotFound))
        })
    }

    /// Returns an account's code for the clipboard: the one it shows or, for an HOTP account that
    /// shows none, the next one.
    ///
    /// # Errors
    /// Why the account has no code to copy.
    pub fn copy_code(&mut self, id: &str, now: SystemTime) -> Result<(CopyRequest, CodeView), Problem> {
        let account = account_id(id)?;
        let open = self.open()?;
        let code = match shown(open, account, now)? {
            Some(code) => code,
            None => self.next_code(id)?,
        };
        let text = code.code.clone();
        Ok((CopyRequest { text, clears_in_seconds: self.open()?.vault.settings().clipboard_seconds }, code))
    }
}

/// The code a row shows; `None` for an HOTP account with no code generated since unlocking.
fn shown(open: &Open, id: Uuid, now: SystemTime) -> Result<Option<CodeView>, Problem> {
    let entry = open.vault.entry(id).ok_or(AccountProblem::NotFound)?;
    let view = |code: &str| CodeView {
        id: id.to_string(),
        code: Zeroizing::new(code.to_owned()),
        next: None,
        remaining_ms: None,
        period: None,
    };
    match entry.parameters.kind() {
        Kind::Hotp { .. } => Ok(open.drawn.get(&id).map(|code| view(code.as_str()))),
        Kind::Totp { period } | Kind::Steam { period } => {
            let now = now.duration_since(UNIX_EPOCH).unwrap_or_default();
            let timed = open.vault.code(id, now.as_secs())?;
            let left = Duration::from_secs(timed.valid_until).saturating_sub(now);
            Ok(Some(CodeView {
                next: Some(Zeroizing::new(timed.next.as_str().to_owned())),
                remaining_ms: u32::try_from(left.as_millis()).ok(),
                period: Some(period),
                ..view(timed.code.as_str())
            }))
        }
    }
}
