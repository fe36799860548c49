use std::time::{Duration, SystemTime, UNIX_EPOCH};

use uuid::Uuid;
use watchword_otp::Kind;
use zeroize::Zeroizing;

use crate::audit::Event;
use crate::copy_request::CopyRequest;
use crate::edit::account_id;
use crate::organisation::require;
use crate::session::Session;
use crate::state::{Drawn, Open};
use crate::view::{AccountProblem, CodeView, Codes, ImportProblem, PinProblem, Problem};

/// The most rows in one request: more than any window shows.
const MAX_ROWS: usize = 1000;
/// Seconds for which an HOTP code that required the PIN stays the one to copy. Then it is hidden.
const SHOWN_FOR: u64 = 30;

impl Session {
    /// Returns the codes of the rows in view at `now`, except of those whose codes need the PIN.
    /// Opens one seed at a time, and only for these rows.
    ///
    /// # Errors
    /// [`crate::VaultProblem::Locked`]; [`ImportProblem::TooMany`] for more than 1000 rows.
    pub fn codes(&mut self, ids: &[String], now: SystemTime) -> Result<Codes, Problem> {
        if ids.len() > MAX_ROWS {
            return Err(ImportProblem::TooMany { limit: MAX_ROWS as u32 }.into());
        }
        let (clock, unix) = (self.clock.boot_time().seconds, self.clock.unix_seconds());
        let open = self.open()?;
        if open.pin_change(unix).is_some_and(|change| change.is_overdue) {
            return Err(PinProblem::ToChange.into());
        }
        // A row that is gone or has no seed has no code: the list says why.
        let code = |id: &String| {
            let id = account_id(id).ok().filter(|id| !open.asks_for_pin(*id))?;
            shown(open, id, now, clock).ok().flatten()
        };
        let codes: Vec<CodeView> = ids.iter().filter_map(code).collect();
        let refresh_in_ms = codes.iter().filter_map(|code| code.remaining_ms).min();
        Ok(Codes { codes, refresh_in_ms })
    }

    /// Generates the next code of an HOTP account (RFC 4226), which stays shown until the vault
    /// locks, or for 30 seconds if it requires the PIN.
    ///
    /// # Errors
    /// [`AccountProblem::AsksForPin`] if it requires the PIN; why the PIN is not accepted; or why
    /// there is no code.
    pub fn next_code(&mut self, id: &str, pin: Option<&str>) -> Result<CodeView, Problem> {
        let id = account_id(id)?;
        self.admit(id, pin)?;
        let code = self.draw(id)?;
        self.record(Event::CodeShown { account: id });
        Ok(code)
    }

    fn draw(&mut self, id: Uuid) -> Result<CodeView, Problem> {
        let at = self.clock.boot_time().seconds;
        self.guarded(|open| {
            let code = open.vault.next_code(id)?;
            open.drawn.insert(id, Drawn { code, at });
            shown(open, id, UNIX_EPOCH, at)?.ok_or(Problem::Account(AccountProblem::NotFound))
        })
    }

    /// Returns an account's code for the clipboard: the one it shows or, for an HOTP account that
    /// shows none, the next one.
    ///
    /// # Errors
    /// [`AccountProblem::AsksForPin`] if it requires the PIN; why the PIN is not accepted; or why
    /// the account has no code to copy.
    pub fn copy_code(
        &mut self,
        id: &str,
        pin: Option<&str>,
        now: SystemTime,
    ) -> Result<(CopyRequest, CodeView), Problem> {
        require(self.open()?.policy.copy_allowed)?;
        let code = self.current_code(id, pin, now)?;
        let text = code.code.clone();
        Ok((CopyRequest { text, clears_in_seconds: self.open()?.settings().clipboard_seconds }, code))
    }

    /// Returns an account's code to be typed into another program, as [`Session::copy_code`] does.
    ///
    /// # Errors
    /// [`crate::PolicyProblem::NotAllowed`]; otherwise as for [`Session::copy_code`].
    pub fn type_code(&mut self, id: &str, pin: Option<&str>, now: SystemTime) -> Result<CodeView, Problem> {
        require(self.open()?.policy.typing_allowed)?;
        self.current_code(id, pin, now)
    }

    fn current_code(&mut self, id: &str, pin: Option<&str>, now: SystemTime) -> Result<CodeView, Problem> {
        let id = account_id(id)?;
        self.admit(id, pin)?;
        let clock = self.clock.boot_time().seconds;
        let code = match shown(self.open()?, id, now, clock)? {
            Some(code) => code,
            None => self.draw(id)?,
        };
        self.record(Event::CodeCopied { account: id });
        Ok(code)
    }
}

/// The code a row shows; `None` for an HOTP account with no code generated since unlocking, or
/// whose code is hidden again. `clock` is the boot clock, in seconds.
fn shown(open: &Open, id: Uuid, now: SystemTime, clock: u64) -> Result<Option<CodeView>, Problem> {
    let entry = open.vault.entry(id).ok_or(AccountProblem::NotFound)?;
    let view = |code: &str| CodeView {
        id: id.to_string(),
        code: Zeroizing::new(code.to_owned()),
        next: None,
        remaining_ms: None,
        period: None,
    };
    match entry.parameters.kind() {
        Kind::Hotp { .. } => {
            let is_hidden = |drawn: &&Drawn| open.asks_for_pin(id) && clock.saturating_sub(drawn.at) >= SHOWN_FOR;
            Ok(open.drawn.get(&id).filter(|drawn| !is_hidden(drawn)).map(|drawn| view(drawn.code.as_str())))
        }
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
