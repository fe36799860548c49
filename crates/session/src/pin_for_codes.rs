//! Codes that are shown or copied only after the PIN: those of every account, or of some.

use uuid::Uuid;
use watchword_vault::Pin;

use crate::edit::account_id;
use crate::session::Session;
use crate::state::Open;
use crate::view::{AccountProblem, Problem, Vault};

impl Open {
    /// Whether each code of this account requires the PIN.
    pub(crate) fn asks_for_pin(&self, id: Uuid) -> bool {
        self.vault.entry(id).is_some_and(|entry| self.vault.asks_for_pin(entry))
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
        let (_, view) = self.change(|open| {
            open.vault.confirm_pin(&Pin::typed(pin))?;
            Ok(open.vault.set_asks_for_pin(id, false)?)
        })?;
        Ok(view)
    }

    /// Checks the PIN for one code, if the account asks for it.
    ///
    /// # Errors
    /// [`AccountProblem::AsksForPin`] without one; why it is not accepted.
    pub(crate) fn admit(&mut self, id: Uuid, pin: Option<&str>) -> Result<(), Problem> {
        match pin {
            _ if !self.open()?.asks_for_pin(id) => Ok(()),
            Some(pin) => self.confirm_pin(pin),
            None => Err(AccountProblem::AsksForPin.into()),
        }
    }
}
