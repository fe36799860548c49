use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::time::Duration;

use serde::Serialize;
use watchword_vault::{
    Backup, BackupError, Kdf, MAX_BACKUP_BYTES, Pin, PinProof, RecoveryKey, StoreKind, Vacancy, restore,
};
use zeroize::Zeroizing;

use crate::clipboard::Clipboard;
use crate::picture::recovery_png;
use crate::problem::Problem;
use crate::session::{Session, State};
use crate::view::{CopiedKey, Vault};

/// A recovery key that was made and not yet typed back.
pub(crate) struct PendingKey {
    key: RecoveryKey,
    proof: PinProof,
}

/// A new recovery key, to be written down.
pub struct RecoveryPicture {
    /// PNG: the key in groups of four, and as a QR code.
    pub picture: Zeroizing<Vec<u8>>,
    /// Groups in it.
    pub groups: u32,
}

/// A vault made from a backup.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Restored {
    /// Open.
    pub vault: Vault,
    /// Accounts that came back.
    pub accounts: u32,
    /// HOTP accounts among them: their servers may be ahead.
    pub hotp: u32,
}

/// A vault some of whose seeds were missing.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Mended {
    /// As it is now.
    pub vault: Vault,
    /// Accounts whose seed is back.
    pub accounts: u32,
}

impl Session {
    /// Makes a recovery key, after the PIN. Nothing is saved before the user has typed its last group back.
    ///
    /// # Errors
    /// The PIN is wrong.
    pub fn new_recovery_key(&mut self, pin: &str) -> Result<RecoveryPicture, Problem> {
        let (picture, _) = self.change(|open| {
            let proof = open.vault.prove(&Pin::typed(pin))?;
            let key = RecoveryKey::generate();
            let picture = recovery_png(&key)?;
            let groups = key.groups().len() as u32;
            open.pending_key = Some(PendingKey { key, proof });
            Ok(RecoveryPicture { picture, groups })
        })?;
        Ok(picture)
    }

    /// Puts the new recovery key into the clipboard, for a password manager or a printer.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when none was made; [`Problem::ClipboardFailed`].
    pub fn copy_recovery_key(&mut self, clipboard: &Clipboard) -> Result<CopiedKey, Problem> {
        let open = self.open()?;
        let pending = open.pending_key.as_ref().ok_or(Problem::NotFound)?;
        let clears_in_seconds = open.vault.settings().clipboard_seconds;
        clipboard.copy(&pending.key.expose(), Duration::from_secs(clears_in_seconds.into()))?;
        Ok(CopiedKey { clears_in_seconds })
    }

    /// Writes the new recovery key to a file of the user's choice, as the `age` tool takes it.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when none was made; [`Problem::CannotWrite`].
    pub fn save_recovery_key(&mut self, path: &Path) -> Result<(), Problem> {
        let pending = self.open()?.pending_key.as_ref().ok_or(Problem::NotFound)?;
        Ok(watchword_vault::write_private(path, format!("{}\n", *pending.key.expose()).as_bytes())?)
    }

    /// Takes the recovery key into use once its last group was typed back.
    ///
    /// # Errors
    /// [`Problem::RecoveryGroupWrong`]; [`Problem::NotFound`] when none was made; anything a save may meet.
    pub fn confirm_recovery_key(&mut self, last_group: &str) -> Result<Vault, Problem> {
        let (_, view) = self.change(|open| {
            let pending = open.pending_key.as_ref().ok_or(Problem::NotFound)?;
            let typed = last_group.trim().to_ascii_uppercase();
            if pending.key.groups().last().is_none_or(|last| *last != typed) {
                return Err(Problem::RecoveryGroupWrong);
            }
            open.vault.set_recovery_key(&pending.proof, &pending.key)?;
            open.pending_key = None;
            Ok(())
        })?;
        Ok(view)
    }

    /// Forgets a recovery key that was not taken into use.
    ///
    /// # Errors
    /// [`Problem::Locked`].
    pub fn discard_recovery_key(&mut self) -> Result<(), Problem> {
        self.open()?.pending_key = None;
        Ok(())
    }

    /// Opens the vault with its recovery key and sets a new PIN.
    ///
    /// # Errors
    /// The key is malformed or another vault's, or the PIN is refused.
    pub fn recover(&mut self, recovery_key: &str, fresh_pin: &str) -> Result<Vault, Problem> {
        let key = RecoveryKey::parse(recovery_key)?;
        let State::Locked(vault) = &self.state else { return Err(Problem::NotFound) };
        let store = vault.store();
        let pin = Pin::choose(fresh_pin, store)?;
        self.unlock_with(|vault| {
            vault.recover(&key, &pin, Kdf::calibrate(store)).map_err(|refused| (refused.vault, refused.why))
        })
    }

    /// Reads a backup that the user chose; its recovery key comes next.
    ///
    /// # Errors
    /// [`Problem::FileUnreadable`] or [`Problem::BackupUnreadable`].
    pub fn choose_backup(&mut self, path: &Path) -> Result<(), Problem> {
        let file = File::open(path).map_err(|_| Problem::FileUnreadable)?;
        if !file.metadata().is_ok_and(|metadata| metadata.is_file()) {
            return Err(Problem::FileUnreadable);
        }
        let mut bytes = Vec::new();
        file.take(MAX_BACKUP_BYTES + 1).read_to_end(&mut bytes).map_err(|_| Problem::FileUnreadable)?;
        if bytes.len() as u64 > MAX_BACKUP_BYTES || !bytes.starts_with(b"age-encryption.org/v1\n") {
            return Err(Problem::BackupUnreadable);
        }
        self.chosen_backup = Some(bytes);
        Ok(())
    }

    /// Makes a vault from the chosen backup. One that stands here and does not open is put aside, never deleted; one that
    /// opens is never replaced.
    ///
    /// # Errors
    /// The key or the PIN is refused, the backup is not genuine, or it cannot be saved.
    pub fn restore_backup(&mut self, recovery_key: &str, pin: &str, store: StoreKind) -> Result<Restored, Problem> {
        let pin = Pin::choose(pin, store)?;
        let key = RecoveryKey::parse(recovery_key)?;
        let bytes = self.chosen_backup.as_ref().ok_or(Problem::FileUnreadable)?;
        let backup = Backup::open(bytes, &key)?;
        // To look again would lock it.
        if self.is_unlocked() {
            return Err(Problem::VaultExists);
        }
        self.look();
        let replaceable = match &self.state {
            State::Welcome(_) => true,
            State::Broken(problem) => matches!(problem, Problem::Damaged { .. }),
            State::Locked(vault) => {
                matches!(vault.wait().map_err(Problem::from), Err(Problem::KeyringChanged | Problem::Damaged { .. }))
            }
            State::Unlocked(_) => false,
        };
        if !replaceable {
            return Err(Problem::VaultExists);
        }
        let vacancy = Vacancy::over(&self.directories.data, &*self.keyring, self.clock.clone());
        let made = restore(vacancy, store, &backup, &pin, Kdf::calibrate(store))?;
        let (accounts, hotp) = (made.accounts as u32, made.hotp as u32);
        Ok(Restored { vault: self.enter(made.vault), accounts, hotp })
    }

    /// Brings missing seeds back from the vault's own backups, the youngest first. How many accounts are whole again.
    ///
    /// # Errors
    /// The key is malformed or another vault's; [`Problem::SeedMissing`] when no backup has any of them.
    pub fn mend(&mut self, recovery_key: &str) -> Result<Mended, Problem> {
        let key = RecoveryKey::parse(recovery_key)?;
        let (accounts, vault) = self.change(|open| {
            let mut why = Problem::SeedMissing;
            let mut mended = 0;
            for path in open.vault.backups() {
                match std::fs::read(path)
                    .map_err(|_| BackupError::Unreadable)
                    .and_then(|bytes| Backup::open(&bytes, &key))
                {
                    Ok(backup) => mended += open.vault.mend_from(&backup)?,
                    Err(error) => why = error.into(),
                }
            }
            if mended > 0 { Ok(mended as u32) } else { Err(why) }
        })?;
        Ok(Mended { vault, accounts })
    }

    /// Goes on from an older copy of the vault, or without its lost record of counters.
    ///
    /// # Errors
    /// [`Problem`], and nothing has changed.
    pub fn adopt(&mut self) -> Result<Vault, Problem> {
        Ok(self.change(|open| Ok(open.vault.adopt()?))?.1)
    }

    /// Writes a backup of what is now to a file of the user's choice.
    ///
    /// # Errors
    /// [`Problem::NoRecoveryKey`] or [`Problem::CannotWrite`].
    pub fn save_backup(&mut self, path: &Path) -> Result<(), Problem> {
        let vault = &self.open()?.vault;
        if !vault.has_recovery() {
            return Err(Problem::NoRecoveryKey);
        }
        Ok(vault.save_backup(path)?)
    }
}
