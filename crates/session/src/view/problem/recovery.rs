use watchword_vault::{BackupError, BackupFolderError, InvalidRecoveryKey, RecoveryError, SaveBackupError};

use super::{Problem, SystemProblem, VaultProblem, problems};

problems! {
    /// A recovery key, a backup, or the replacing of a vault. `minimum` is in characters.
    pub enum RecoveryProblem {
        "recovery_key_malformed" => KeyMalformed,
        "recovery_key_wrong" => KeyWrong,
        "recovery_group_wrong" => GroupWrong,
        "no_recovery_key" => NoKey,
        "no_pending_key" => NoPendingKey,
        "word_wrong" => WordWrong,
        "backup_unreadable" => BackupUnreadable,
        "backup_forged" => BackupForged,
        "backup_failed" => BackupFailed,
        "backup_folder_empty" => BackupFolderEmpty,
        "backup_folder_large" => BackupFolderLarge,
        "backup_too_costly" => BackupTooCostly,
        "backup_passphrase_wrong" => PassphraseWrong,
        "backup_passphrase_short" => PassphraseTooShort { minimum: u32 },
    }
}

impl From<InvalidRecoveryKey> for Problem {
    fn from(_: InvalidRecoveryKey) -> Self {
        RecoveryProblem::KeyMalformed.into()
    }
}

impl From<RecoveryError> for Problem {
    fn from(error: RecoveryError) -> Self {
        Self::Recovery(match error {
            RecoveryError::None => RecoveryProblem::NoKey,
            RecoveryError::Wrong => RecoveryProblem::KeyWrong,
        })
    }
}

impl From<BackupError> for Problem {
    fn from(error: BackupError) -> Self {
        Self::Recovery(match error {
            BackupError::Unreadable => RecoveryProblem::BackupUnreadable,
            BackupError::WrongKey => RecoveryProblem::KeyWrong,
            BackupError::WrongPassphrase => RecoveryProblem::PassphraseWrong,
            BackupError::TooCostly => RecoveryProblem::BackupTooCostly,
            BackupError::Forged => RecoveryProblem::BackupForged,
            BackupError::NewerFormat(format) => return VaultProblem::NewerFormat { format: format.into() }.into(),
        })
    }
}

impl From<BackupFolderError> for Problem {
    fn from(error: BackupFolderError) -> Self {
        Self::Recovery(match error {
            BackupFolderError::Unreadable => return SystemProblem::FileUnreadable.into(),
            BackupFolderError::TooLarge => RecoveryProblem::BackupFolderLarge,
            BackupFolderError::Empty => RecoveryProblem::BackupFolderEmpty,
            BackupFolderError::Backup(error) => return error.into(),
        })
    }
}

impl From<SaveBackupError> for Problem {
    fn from(error: SaveBackupError) -> Self {
        Self::Recovery(match error {
            SaveBackupError::NoRecoveryKey => RecoveryProblem::NoKey,
            SaveBackupError::NotEncrypted => RecoveryProblem::BackupFailed,
            SaveBackupError::Write(error) => return error.into(),
        })
    }
}
