use watchword_vault::{EditError, MAX_ACCOUNTS, MAX_NAME_CHARS, OpenError, WriteError};

use super::{AccountProblem, ImportProblem, Problem, SystemProblem, WriteFailure, problems};

problems! {
    /// The vault as a whole: missing, locked, unreadable, or not open to changes.
    pub enum VaultProblem {
        "no_vault" => Absent,
        "vault_exists" => Exists,
        "locked" => Locked,
        "busy" => Busy,
        "damaged" => Damaged { what: String },
        "keyring_changed" => KeyringChanged,
        "newer_format" => NewerFormat { format: u32 },
        "newer_needs" => NewerNeeds { what: String },
        "older_copy" => OlderCopy,
        "setting_out_of_range" => SettingOutOfRange,
        "second_folder_unusable" => FolderUnusable,
    }
}

impl From<OpenError> for Problem {
    fn from(error: OpenError) -> Self {
        Self::Vault(match error {
            OpenError::Damaged(what) => VaultProblem::Damaged { what },
            OpenError::NewerFormat(format) => VaultProblem::NewerFormat { format: format.into() },
            OpenError::Needs(what) => VaultProblem::NewerNeeds { what },
            OpenError::Exists => VaultProblem::Exists,
            OpenError::KeyringChanged => VaultProblem::KeyringChanged,
            OpenError::NoMemory => return SystemProblem::NoMemory.into(),
            OpenError::Pin(error) => return error.into(),
            OpenError::InvalidPin(error) => return error.into(),
            OpenError::Store(error) => return error.into(),
            OpenError::Write(error) => return error.into(),
            OpenError::Recovery(error) => return error.into(),
        })
    }
}

impl From<EditError> for Problem {
    fn from(error: EditError) -> Self {
        Self::Vault(match error {
            EditError::Setting => VaultProblem::SettingOutOfRange,
            EditError::OlderCopy => VaultProblem::OlderCopy,
            EditError::Locked => VaultProblem::Locked,
            EditError::NotFound(_) => return AccountProblem::NotFound.into(),
            EditError::NameTooLong => return AccountProblem::NameTooLong { limit: MAX_NAME_CHARS as u32 }.into(),
            EditError::TagsOrNoteTooLong => return AccountProblem::TagsOrNoteTooLong.into(),
            EditError::TooMany => return ImportProblem::TooMany { limit: MAX_ACCOUNTS as u32 }.into(),
            EditError::Folder => VaultProblem::FolderUnusable,
            EditError::InvalidPin(error) => return error.into(),
            EditError::Open(error) => return error.into(),
            EditError::Write(error) => return error.into(),
        })
    }
}

impl From<WriteError> for Problem {
    fn from(error: WriteError) -> Self {
        let (reason, detail) = match error {
            WriteError::Full => (WriteFailure::Full, String::new()),
            WriteError::Denied(detail) => (WriteFailure::Denied, detail),
            WriteError::Other(detail) => (WriteFailure::Other, detail),
            WriteError::Busy => return VaultProblem::Busy.into(),
            WriteError::Cancelled => return SystemProblem::SaveCancelled.into(),
            WriteError::Store(error) => return error.into(),
        };
        SystemProblem::CannotWrite { reason, detail }.into()
    }
}
