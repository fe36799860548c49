//! Codes that are shown or copied only after the PIN: those of every account, or of some.

use uuid::Uuid;
use watchword_vault::{Entry, Pin};

use crate::edit::account_id;
use crate::session::Session;
use crate::state::Open;
use crate::view::{AccountProblem, PinProblem, PolicyProblem, Problem, Vault};

impl Open {
    /// Whether each code of this account requires the PIN.
    pub(crate) fn asks_for_pin(&self, id: Uuid) -> bool {
        self.vault.entry(id).is_some_and(|entry| self.requires_pin(entry))
    }

    /// Whether each code of this account requires the PIN, by the user's wish or the
    /// organisation's.
    pub(crate) fn requires_pin(&self, entry: &Entry) -> bool {
        self.pin_for_codes() || entry.asks_for_pin
    }

    /// Whether each code of every account requires the PIN.
    pub(crate) fn pin_for_codes(&self) -> bool {
        self.vault.pin_for_codes() || self.policy.pin_for_codes == Some(true)
    }
}

impl Session {
    /// Makes each code of an account require the PIN, or each code of every account.
    ///
    /// # Errors
    /// Any [`Problem`]; the vault is then unchanged.
    pub fn ask_for_pin(&mut self, id: Option<&str>) -> Result<Vault, Problem> {
        let id = id.map(account_id).transpose()?;
        Ok(self.change(|open| Ok(open.vault.set_asks_for_pin(id, true)?))?.1)
    }

    /// Gives the codes of an account without the PIN again, or those of every account that doesn't
    /// ask for it by itself. Takes the PIN, or else an unlocked window would be enough to see them.
    ///
    /// # Errors
    /// Why the PIN is not accepted, or any other [`Problem`]; the vault is then unchanged.
    pub fn stop_asking_for_pin(&mut self, id: Option<&str>, pin: &str) -> Result<Vault, Problem> {
        let id = id.map(account_id).transpose()?;
        let is_demanded = id.is_none() && self.open()?.policy.pin_for_codes == Some(true);
        if is_demanded {
            return Err(PolicyProblem::Set.into());
        }
        let (_, view) = self.change(|open| {
            open.vault.confirm_pin(&Pin::typed(pin))?;
            Ok(open.vault.set_asks_for_pin(id, false)?)
        })?;
        Ok(view)
    }

    /// Checks the PIN for one code, if the account asks for it.
    ///
    /// # Errors
    /// [`PinProblem::ToChange`]; [`AccountProblem::AsksForPin`] without one; why it is not
    /// accepted.
    pub(crate) fn admit(&mut self, id: Uuid, pin: Option<&str>) -> Result<(), Problem> {
        let now = self.clock.unix_seconds();
        if self.open()?.pin_change(now).is_some_and(|change| change.is_overdue) {
            return Err(PinProblem::ToChange.into());
        }
        match pin {
            _ if !self.open()?.asks_for_pin(id) => Ok(()),
            Some(pin) => self.confirm_pin(pin),
            None => Err(AccountProblem::AsksForPin.into()),
        }
    }
}
