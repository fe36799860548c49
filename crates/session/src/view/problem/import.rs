use serde::{Deserialize, Serialize};
use watchword_exchange::{Lock, MAX_ENTRIES, OtherText, ParameterFault as UriFault, Refusal};
use watchword_vault::MAX_NAME_CHARS;

use super::{AccountProblem, Problem, problems};

problems! {
    /// A link, a file, an export or a drop that yields no account, or a review with nothing
    /// selected. `limit` is a number of files or entries, `megabytes` one of MiB.
    pub enum ImportProblem {
        "uri_not_account" => NotAccount { what: TextKind },
        "uri_malformed" => Malformed,
        "uri_unsupported" => Unsupported { what: String },
        "uri_parameter" => Parameter { name: String, fault: ParameterFault },
        "uri_trashed" => Trashed,
        "batch_damaged" => BatchDamaged,
        "file_damaged" => FileDamaged,
        "file_newer" => FileNewer,
        "file_locked" => FileLocked { lock: FileLock },
        "file_too_costly" => FileTooCostly,
        "file_too_large" => FileTooLarge { megabytes: u32 },
        "file_without_accounts" => NoAccounts,
        "file_password_wrong" => PasswordWrong,
        "file_password_missing" => PasswordMissing,
        "too_many_encrypted" => TooManyEncrypted { limit: u32, megabytes: u32 },
        "address_not_fetched" => AddressNotFetched,
        "drop_empty" => DropEmpty,
        "text_too_large" => TextTooLarge,
        "too_many" => TooMany { limit: u32 },
        "nothing_selected" => NothingSelected,
        "nothing_to_undo" => NothingToUndo,
    }
}

/// The kind of a text that is not an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "lowercase")]
pub enum TextKind {
    /// The address of a website.
    Web,
    /// A Wi-Fi network.
    Wifi,
    /// The details of a contact.
    Contact,
    /// Text of any other kind.
    Text,
}

/// What keeps a file, or an entry of it, closed whatever the password.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "lowercase")]
pub enum FileLock {
    /// Encryption to an OpenPGP key.
    Pgp,
    /// The key of the user's account at a service.
    Account,
    /// A key that never leaves a device.
    Device,
    /// A database's own encryption.
    Database,
    /// Another file of the same folder, which has the rest.
    Folder,
    /// A database's second file, which has the latest changes.
    Log,
}

/// Why a link isn't read because of one of its parameters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum ParameterFault {
    /// The secret is only half of the seed (privacyIDEA's two-step enrolment).
    HalfSecret,
    /// The parameter is unknown and may change the codes.
    Unknown,
    /// The parameter has two different values.
    Twice,
}

impl From<Refusal> for Problem {
    fn from(refused: Refusal) -> Self {
        Self::Import(match refused {
            Refusal::NotAnAccount(text) => ImportProblem::NotAccount { what: text.into() },
            Refusal::Malformed => ImportProblem::Malformed,
            Refusal::UnsupportedType(what) | Refusal::UnsupportedAlgorithm(what) => ImportProblem::Unsupported { what },
            Refusal::Parameter { name, fault } => ImportProblem::Parameter { name, fault: fault.into() },
            Refusal::Trashed => ImportProblem::Trashed,
            Refusal::ExportDamaged => ImportProblem::BatchDamaged,
            Refusal::FileDamaged => ImportProblem::FileDamaged,
            Refusal::NewerVersion => ImportProblem::FileNewer,
            Refusal::WrongPassword => ImportProblem::PasswordWrong,
            Refusal::TooCostly => ImportProblem::FileTooCostly,
            Refusal::Locked(lock) => ImportProblem::FileLocked { lock: lock.into() },
            Refusal::TooLarge => ImportProblem::TextTooLarge,
            Refusal::TooMany => ImportProblem::TooMany { limit: MAX_ENTRIES as u32 },
            Refusal::Secret(error) => return error.into(),
            Refusal::Digits => return AccountProblem::DigitsOutOfRange.into(),
            Refusal::Period => return AccountProblem::PeriodOutOfRange.into(),
            Refusal::Counter => return AccountProblem::CounterOutOfRange.into(),
            Refusal::SteamParameters => return AccountProblem::SteamParameters.into(),
            Refusal::NameTooLong => return AccountProblem::NameTooLong { limit: MAX_NAME_CHARS as u32 }.into(),
        })
    }
}

impl From<OtherText> for TextKind {
    fn from(text: OtherText) -> Self {
        match text {
            OtherText::Web => Self::Web,
            OtherText::Wifi => Self::Wifi,
            OtherText::Contact => Self::Contact,
            OtherText::Other => Self::Text,
        }
    }
}

impl From<Lock> for FileLock {
    fn from(lock: Lock) -> Self {
        match lock {
            Lock::Pgp => Self::Pgp,
            Lock::Account => Self::Account,
            Lock::Device => Self::Device,
            Lock::Database => Self::Database,
            Lock::Folder => Self::Folder,
            Lock::Log => Self::Log,
        }
    }
}

impl From<UriFault> for ParameterFault {
    fn from(fault: UriFault) -> Self {
        match fault {
            UriFault::HalfSecret => Self::HalfSecret,
            UriFault::Unknown => Self::Unknown,
            UriFault::Twice => Self::Twice,
        }
    }
}
