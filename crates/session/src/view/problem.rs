//! Everything that can go wrong, as the user sees it: one enum a subject, each next to the errors
//! it is made from. A variant exists only where the message differs. Refused input is never part of
//! a problem, since it may be a secret.

mod account;
mod camera;
mod clipboard;
mod code;
mod export;
mod import;
mod keyring;
mod pin;
mod policy;
mod recovery;
mod scan;
mod screen;
mod system;
mod update;
mod vault;

use serde::{Deserialize, Serialize};

pub use account::{AccountProblem, SecretLooks};
pub use camera::CameraProblem;
pub use clipboard::ClipboardProblem;
pub use code::CodeProblem;
pub use export::{ExportLimit, ExportProblem};
pub use import::{FileLock, ImportProblem, ParameterFault, TextKind};
pub use keyring::KeyringProblem;
pub use pin::PinProblem;
pub use policy::PolicyProblem;
pub use recovery::RecoveryProblem;
pub use scan::ScanProblem;
pub use screen::ScreenProblem;
pub use system::{SystemProblem, WriteFailure};
pub use update::UpdateProblem;
pub use vault::VaultProblem;

/// Defines the problems of one subject. Each key is the problem's `type` in the window and, with
/// dashes after `problem-`, its message id in `locales/`; the fields are the message's variables.
macro_rules! problems {
    (
        $(#[$attribute:meta])*
        pub enum $name:ident {
            $($key:tt => $variant:ident $({ $($field:ident: $type:ty),+ })?),+ $(,)?
        }
    ) => {
        $(#[$attribute])*
        #[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "bindings", derive(specta::Type))]
        #[serde(tag = "type")]
        #[expect(missing_docs, reason = "each variant's key is its message's name; the messages say what happened")]
        pub enum $name {
            $(#[serde(rename = $key)] $variant $({ $($field: $type),+ })?),+
        }

        impl $name {
            pub(super) fn key(&self) -> &'static str {
                match self {
                    $(Self::$variant { .. } => $key),+
                }
            }
        }
    };
}
use problems;

macro_rules! subjects {
    ($($(#[$attribute:meta])* $subject:ident($problem:ident)),+ $(,)?) => {
        /// Why a command failed, by subject.
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[cfg_attr(feature = "bindings", derive(specta::Type))]
        #[serde(tag = "subject", rename_all = "snake_case")]
        pub enum Problem {
            $($(#[$attribute])* $subject($problem)),+
        }

        impl Problem {
            /// The problem's `type`, unique over all subjects.
            fn key(&self) -> &'static str {
                match self {
                    $(Self::$subject(problem) => problem.key()),+
                }
            }
        }

        $(impl From<$problem> for Problem {
            fn from(problem: $problem) -> Self {
                Self::$subject(problem)
            }
        })+
    };
}

subjects! {
    /// A PIN or passphrase that was typed or is being chosen.
    Pin(PinProblem),
    /// The system's keyring.
    Keyring(KeyringProblem),
    /// The vault as a whole.
    Vault(VaultProblem),
    /// An account's fields, or which account is meant.
    Account(AccountProblem),
    /// A code that can't be computed.
    Code(CodeProblem),
    /// A text, a file or a drop that yields no account.
    Import(ImportProblem),
    /// An account that another app has no place for, or an export that isn't made.
    Export(ExportProblem),
    /// An image or a PDF that yields no text.
    Scan(ScanProblem),
    /// The screen, when it is read for QR codes.
    Screen(ScreenProblem),
    /// A camera, when it is used to scan.
    Camera(CameraProblem),
    /// The system's clipboard.
    Clipboard(ClipboardProblem),
    /// The recovery key and backups.
    Recovery(RecoveryProblem),
    /// Newer versions of Watchword.
    Update(UpdateProblem),
    /// What the user's organisation has set.
    Policy(PolicyProblem),
    /// The disk, the memory, and Watchword itself.
    System(SystemProblem),
}

impl Problem {
    /// Returns the message's id in `locales/`.
    pub fn message(&self) -> String {
        format!("problem-{}", self.key().replace('_', "-"))
    }

    /// Whether restoring a backup over the vault would help, when nothing else may.
    pub(crate) fn calls_for_backup(&self) -> bool {
        self.is_lasting() && !matches!(self, Self::Keyring(KeyringProblem::Silent))
    }

    /// Whether it may be over at the next attempt: after an earlier call has returned, or if the
    /// user waits this time.
    pub(crate) fn passes(&self) -> bool {
        matches!(
            self,
            Self::Keyring(KeyringProblem::Cancelled | KeyringProblem::Late) | Self::Vault(VaultProblem::Busy)
        )
    }

    /// Whether it lasts until the vault or the keyring changes: the window shows it instead of a
    /// PIN field.
    pub(crate) fn is_lasting(&self) -> bool {
        match self {
            Self::Keyring(problem) => !matches!(problem, KeyringProblem::Cancelled | KeyringProblem::Late),
            Self::Vault(problem) => matches!(
                problem,
                VaultProblem::KeyringChanged
                    | VaultProblem::Damaged { .. }
                    | VaultProblem::NewerFormat { .. }
                    | VaultProblem::NewerNeeds { .. }
            ),
            _ => false,
        }
    }
}

#[cfg(test)]
pub(super) mod tests;
