mod sheet;

use std::path::Path;

use serde::{Deserialize, Serialize};
use watchword_paper::Sheet;
use watchword_vault::{Pin, RecoveryKey};
use zeroize::Zeroizing;

use crate::audit::Event;
use crate::copy_request::CopyRequest;
use crate::organisation::require;
use crate::pending_key::PendingKey;
use crate::session::Session;
use crate::state::State;
use crate::view::picture::recovery_png;
use crate::view::{Problem, RecoveryProblem, SystemProblem, Vault, VaultProblem, Words};
use sheet::{Facts, recovery_sheet};

/// The longest text that is taken for one group of the recovery key, in characters.
const MAX_GROUP_CHARS: usize = 8;

/// A new recovery key for the user to write down.
#[derive(Serialize, Deserialize)]
pub struct RecoveryPicture {
    /// A PNG of the key in groups of four characters, and as a QR code.
    pub picture: Zeroizing<Vec<u8>>,
    /// Number of groups in the key.
    pub groups: u32,
}

impl Session {
    /// Makes a recovery key after checking the PIN. Saves nothing until the user has typed the
    /// key's last group back.
    ///
    /// # Errors
    /// The PIN is wrong.
    pub fn new_recovery_key(&mut self, pin: &str) -> Result<RecoveryPicture, Problem> {
        let (picture, _) = self.change(|open| {
            let proof = open.vault.confirm_pin(&Pin::typed(pin))?;
            let key = RecoveryKey::generate();
            let picture = recovery_png(&key)?;
            let groups = key.groups().len() as u32;
            open.pending_key = Some(PendingKey { key, proof });
            Ok(RecoveryPicture { picture, groups })
        })?;
        Ok(picture)
    }

    /// Returns the new recovery key for the clipboard, to be pasted into a password manager or
    /// printed.
    ///
    /// # Errors
    /// [`RecoveryProblem::NoPendingKey`] when none was made.
    pub fn copy_recovery_key(&mut self) -> Result<CopyRequest, Problem> {
        let open = self.open()?;
        require(open.policy.copy_allowed)?;
        let pending = open.pending_key.as_ref().ok_or(RecoveryProblem::NoPendingKey)?;
        Ok(CopyRequest { text: pending.key.expose(), clears_in_seconds: open.settings().clipboard_seconds })
    }

    /// Writes the new recovery key to `path`, in the form that the `age` tool reads.
    ///
    /// # Errors
    /// [`RecoveryProblem::NoPendingKey`] when none was made; [`SystemProblem::CannotWrite`] when
    /// the file cannot be written.
    pub fn save_recovery_key(&mut self, path: &Path) -> Result<(), Problem> {
        let pending = self.open()?.pending_key.as_ref().ok_or(RecoveryProblem::NoPendingKey)?;
        Ok(watchword_vault::write_private(path, format!("{}\n", *pending.key.expose()).as_bytes())?)
    }

    /// Lays out the new recovery key on a page to print, dated today.
    ///
    /// # Errors
    /// [`RecoveryProblem::NoPendingKey`] when none was made.
    pub fn recovery_sheet(&mut self, words: &Words) -> Result<Sheet, Problem> {
        let date = words.date(self.clock.unix_seconds());
        let open = self.open()?;
        let pending = open.pending_key.as_ref().ok_or(RecoveryProblem::NoPendingKey)?;
        let folder = open.vault.backup_directory().display().to_string();
        let facts = Facts { store: open.vault.store(), date: &date, folder: &folder };
        recovery_sheet(&pending.key, &facts, words)
    }

    /// Writes the page of [`Session::recovery_sheet`] to `path`, as a PDF that only its owner may
    /// read.
    ///
    /// # Errors
    /// As there; [`SystemProblem::CannotWrite`] when the file cannot be written.
    pub fn save_recovery_sheet(&mut self, path: &Path, words: &Words) -> Result<(), Problem> {
        Ok(watchword_vault::write_private(path, &self.recovery_sheet(words)?.pdf())?)
    }

    /// Puts the recovery key into use if `last_group` is its last group.
    ///
    /// # Errors
    /// [`RecoveryProblem::GroupWrong`] when it is not; [`RecoveryProblem::NoPendingKey`] when no
    /// key was made; any problem with saving.
    pub fn confirm_recovery_key(&mut self, last_group: &str) -> Result<Vault, Problem> {
        let (_, view) = self.change(|open| {
            let pending = open.pending_key.as_ref().ok_or(RecoveryProblem::NoPendingKey)?;
            let typed = last_group.trim().to_ascii_uppercase();
            if pending.key.groups().last().is_none_or(|last| *last != typed) {
                return Err(RecoveryProblem::GroupWrong.into());
            }
            open.vault.set_recovery_key(&pending.proof, &pending.key)?;
            open.pending_key = None;
            Ok(())
        })?;
        self.record(Event::RecoveryKeyChanged);
        Ok(view)
    }

    /// Forgets a recovery key that is not in use yet.
    ///
    /// # Errors
    /// [`VaultProblem::Locked`].
    pub fn discard_recovery_key(&mut self) -> Result<(), Problem> {
        self.open()?.pending_key = None;
        Ok(())
    }

    /// Checks that the user still has the recovery key, by its last group or the whole key, and
    /// asks again in a year.
    ///
    /// # Errors
    /// [`RecoveryProblem::GroupWrong`]; the key is malformed or another vault's; any problem with
    /// saving.
    pub fn check_recovery_key(&mut self, typed: &str) -> Result<Vault, Problem> {
        let (_, view) = self.change(|open| {
            let group = Zeroizing::new(typed.trim().to_ascii_uppercase());
            if group.chars().count() <= MAX_GROUP_CHARS {
                if !open.vault.is_last_group(&group) {
                    return Err(RecoveryProblem::GroupWrong.into());
                }
            } else if !open.vault.is_recovery_key(&RecoveryKey::parse(typed)?) {
                return Err(RecoveryProblem::KeyWrong.into());
            }
            Ok(open.vault.found_recovery_key()?)
        })?;
        Ok(view)
    }

    /// Asks in a month, rather than now, whether the user still has the recovery key.
    ///
    /// # Errors
    /// Any problem with saving.
    pub fn put_off_recovery_key(&mut self) -> Result<Vault, Problem> {
        Ok(self.change(|open| Ok(open.vault.put_off_recovery_key()?))?.1)
    }

    /// Opens the vault with its recovery key and sets a new PIN.
    ///
    /// # Errors
    /// The key is malformed or another vault's, or the PIN is refused; [`VaultProblem::Absent`].
    pub fn recover(&mut self, recovery_key: &str, fresh_pin: &str) -> Result<Vault, Problem> {
        let key = RecoveryKey::parse(recovery_key)?;
        let store = match &self.state {
            State::Locked(vault) => vault.store(),
            State::Welcome(_) => return Err(VaultProblem::Absent.into()),
            State::Broken(problem) => return Err(problem.clone()),
            // The window offers this only for a locked vault.
            State::Unlocked(_) | State::Unknown => return Err(SystemProblem::Internal.into()),
        };
        let pin = self.choose_pin(fresh_pin, store)?;
        let kdf = self.kdf;
        let vault = self.unlock_with(|vault| {
            vault.recover(&key, &pin, kdf(store)).map_err(|refused| (refused.vault, refused.why))
        })?;
        self.record(Event::Recovered);
        Ok(vault)
    }
}
