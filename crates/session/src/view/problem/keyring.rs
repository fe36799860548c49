use watchword_vault::{StoreError, WriteError};

use super::{Problem, VaultProblem, problems};

problems! {
    /// The system's keyring does not answer, or refuses. All but `Cancelled` and `Late` last until
    /// the user does something about the keyring.
    pub enum KeyringProblem {
        "no_keyring" => Absent,
        "keyring_locked" => Locked,
        "keyring_failed" => Failed { why: String },
        "keyring_silent" => Silent,
        "keyring_cancelled" => Cancelled,
        "keyring_late" => Late,
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        Self::Keyring(match error {
            StoreError::Absent => KeyringProblem::Absent,
            StoreError::Locked => KeyringProblem::Locked,
            StoreError::Failed(why) => KeyringProblem::Failed { why },
            StoreError::Silent => KeyringProblem::Silent,
            StoreError::Cancelled => KeyringProblem::Cancelled,
            StoreError::Late => KeyringProblem::Late,
            StoreError::Full => return WriteError::Full.into(),
            StoreError::Damaged => return VaultProblem::Damaged { what: "keyring.bin".into() }.into(),
        })
    }
}
