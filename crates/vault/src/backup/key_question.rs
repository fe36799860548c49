use crate::backup::recovery_key::RecoveryKey;
use crate::error::EditError;
use crate::format::backup_records::KeyRecord;
use crate::operation::Operation;
use crate::unlocked::UnlockedVault;

const DAY_SECONDS: u64 = 24 * 60 * 60;
/// How long after a recovery key was made or found again Watchword asks for it.
const YEAR_SECONDS: u64 = 365 * DAY_SECONDS;
/// How long the question can be put off.
const MONTH_SECONDS: u64 = 30 * DAY_SECONDS;

/// The record of a new recovery key.
pub(crate) fn record(key: &RecoveryKey, made: u64) -> KeyRecord {
    let last_group = key.groups().last().cloned().unwrap_or_default().into();
    KeyRecord { made, ask_at: made.saturating_add(YEAR_SECONDS), last_group }
}

/// The yearly question about the recovery key.
impl UnlockedVault {
    /// When the recovery key was made, in Unix seconds; `None` without a key.
    pub fn recovery_key_made(&self) -> Option<u64> {
        self.state.body.recovery_key.as_ref().map(|record| record.made)
    }

    /// Whether it is time to ask for the recovery key. A clock that was set back only delays it.
    pub fn asks_for_recovery_key(&self) -> bool {
        let record = self.state.body.recovery_key.as_ref().filter(|_| self.has_recovery());
        record.is_some_and(|record| record.ask_at <= self.storage.clock.unix_seconds())
    }

    /// Whether this is the last group of the recovery key.
    pub fn is_last_group(&self, group: &str) -> bool {
        self.state.body.recovery_key.as_ref().is_some_and(|record| *record.last_group == *group)
    }

    /// Whether this is the vault's recovery key.
    pub fn is_recovery_key(&self, key: &RecoveryKey) -> bool {
        let recipient = key.recipient().to_string();
        self.state.header.recovery.as_ref().is_some_and(|slot| slot.recipient == recipient)
    }

    /// Asks for the recovery key again in a year, because the user has it.
    ///
    /// # Errors
    /// As for [`UnlockedVault::apply`].
    pub fn found_recovery_key(&mut self) -> Result<(), EditError> {
        self.ask_for_recovery_key_in(YEAR_SECONDS)
    }

    /// Asks for the recovery key again in a month.
    ///
    /// # Errors
    /// As for [`UnlockedVault::apply`].
    pub fn put_off_recovery_key(&mut self) -> Result<(), EditError> {
        self.ask_for_recovery_key_in(MONTH_SECONDS)
    }

    fn ask_for_recovery_key_in(&mut self, seconds: u64) -> Result<(), EditError> {
        let at = self.storage.clock.unix_seconds().saturating_add(seconds);
        self.apply(Operation::AskForRecoveryKey { at })
    }
}
