use std::collections::HashSet;

use uuid::Uuid;
use watchword_exchange::{Imported, clean_name, to_uri_with_lock};
use watchword_vault::{EditError, Operation, Pin, Settings};
use zeroize::Zeroizing;

use crate::audit::Event;
use crate::organisation::{chosen, require};
use crate::session::Session;
use crate::view::picture::qr_png;
use crate::view::{AccountProblem, PinProblem, Problem, Vault};

/// Parses an account id that came from the window.
pub(crate) fn account_id(text: &str) -> Result<Uuid, Problem> {
    Uuid::try_parse(text).map_err(|_| Problem::Account(AccountProblem::NotFound))
}

impl Session {
    /// Returns the vault's current contents, including what another process has saved.
    ///
    /// # Errors
    /// The vault is locked, or no longer opens.
    pub fn vault(&mut self) -> Result<Vault, Problem> {
        Ok(self.change(|open| Ok(open.vault.refresh()?))?.1)
    }

    /// Rereads the vault. Returns whether another process has saved a change.
    ///
    /// # Errors
    /// The same as [`Session::vault`].
    pub fn refresh(&mut self) -> Result<bool, Problem> {
        Ok(self.change(|open| Ok(open.vault.refresh()?))?.0)
    }

    /// Changes an account's issuer and account name.
    ///
    /// # Errors
    /// Any [`Problem`]; the vault is then unchanged.
    pub fn edit_account(&mut self, id: &str, issuer: &str, account: &str) -> Result<Vault, Problem> {
        let (id, issuer, account) = (account_id(id)?, clean_name(issuer)?, clean_name(account)?);
        Ok(self.edit(|open| Ok(open.vault.rename(id, &issuer, &account)?))?.1)
    }

    /// Moves an account to a position in the list, counted from 0.
    ///
    /// # Errors
    /// Any [`Problem`]; the vault is then unchanged.
    pub fn move_account(&mut self, id: &str, position: u32) -> Result<Vault, Problem> {
        let id = account_id(id)?;
        Ok(self.change(|open| Ok(open.vault.move_to(id, position as usize)?))?.1)
    }

    /// Moves an account to the trash.
    ///
    /// # Errors
    /// Any [`Problem`]; the vault is then unchanged.
    pub fn trash(&mut self, id: &str) -> Result<Vault, Problem> {
        let id = account_id(id)?;
        Ok(self.edit(|open| Ok(open.vault.trash(id)?))?.1)
    }

    /// Moves accounts from the trash back to the list.
    ///
    /// # Errors
    /// [`AccountProblem::NotFound`] if none of them is in the trash; any other [`Problem`]. The
    /// vault is then unchanged.
    pub fn untrash(&mut self, ids: &[String]) -> Result<Vault, Problem> {
        let ids: HashSet<Uuid> = ids.iter().map(|id| account_id(id)).collect::<Result<_, _>>()?;
        let (_, view) = self.edit(|open| {
            open.vault.refresh()?;
            let ids: Vec<Uuid> = open.vault.trashed().map(|entry| entry.id).filter(|id| ids.contains(id)).collect();
            if ids.is_empty() {
                return Err(AccountProblem::NotFound.into());
            }
            Ok(open.vault.apply(Operation::Restore { ids })?)
        })?;
        Ok(view)
    }

    /// Deletes every account in the trash, along with its seed.
    ///
    /// # Errors
    /// Any [`Problem`]; the vault is then unchanged.
    pub fn empty_trash(&mut self) -> Result<Vault, Problem> {
        Ok(self.edit(|open| Ok(open.vault.empty_trash()?))?.1)
    }

    /// Saves new settings.
    ///
    /// # Errors
    /// Any [`Problem`]; the vault is then unchanged.
    pub fn set_settings(&mut self, settings: Settings) -> Result<Vault, Problem> {
        let (_, view) = self.change(|open| {
            open.vault.refresh()?;
            let settings = chosen(&open.policy, open.vault.settings(), settings)?;
            Ok(open.vault.set_settings(settings)?)
        })?;
        self.record(Event::SettingsChanged);
        Ok(view)
    }

    /// Checks the PIN or passphrase of the open vault, for another face that is to use it. Restarts
    /// the idle time: a person has just typed.
    ///
    /// # Errors
    /// [`crate::VaultProblem::Locked`]; or why the PIN is not accepted. A wrong one counts as a
    /// failed attempt.
    pub fn confirm_pin(&mut self, pin: &str) -> Result<(), Problem> {
        self.guarded(|open| Ok(open.vault.confirm_pin(&Pin::typed(pin)).map(drop)?))?;
        self.auto_lock.touched();
        Ok(())
    }

    /// Changes the PIN or passphrase, and discards a recovery key that was not confirmed: its proof
    /// of the PIN is no longer valid.
    ///
    /// # Errors
    /// The current PIN is wrong; the new one is refused or unchanged; or the vault cannot be saved.
    pub fn change_pin(&mut self, current: &str, fresh: &str) -> Result<Vault, Problem> {
        let store = self.open()?.vault.store();
        let fresh_pin = self.choose_pin(fresh, store)?;
        if Pin::typed(current) == fresh_pin {
            return Err(PinProblem::Unchanged.into());
        }
        let kdf = self.kdf;
        let change = self.change(|open| {
            let proof = open.vault.confirm_pin(&Pin::typed(current))?;
            open.vault.change_pin(&proof, &fresh_pin, kdf(store))?;
            open.pending_key = None;
            Ok(())
        });
        let (_, view) = change?;
        self.record(Event::PinChanged);
        Ok(view)
    }

    /// Returns one account's QR code as a PNG, after checking the PIN. This is the only way a seed
    /// reaches the window.
    ///
    /// # Errors
    /// The PIN is wrong, or the account has no seed.
    pub fn account_qr(&mut self, id: &str, pin: &str) -> Result<Zeroizing<Vec<u8>>, Problem> {
        let id = account_id(id)?;
        require(self.open()?.policy.qr_code_allowed)?;
        let (picture, _) = self.change(|open| {
            let proof = open.vault.confirm_pin(&Pin::typed(pin)).map_err(|error: EditError| Problem::from(error))?;
            let asks_for_pin = open.vault.entry(id).is_some_and(|entry| entry.asks_for_pin);
            let account = open.vault.account(id, &proof)?;
            qr_png(&to_uri_with_lock(&Imported { asks_for_pin, ..account.into() }))
        })?;
        self.record(Event::QrShown { account: id });
        Ok(picture)
    }
}
