//! Everything that can go wrong, as the user is told it: one enum a subject, each beside the errors
//! that it is made of. A variant exists only where the user is told something different. What is
//! refused is never in it, for it may be a secret.

mod account;
mod camera;
mod clipboard;
mod code;
mod import;
mod keyring;
mod pin;
mod recovery;
mod scan;
mod screen;
mod system;
mod vault;

use serde::Serialize;

pub use account::{AccountProblem, SecretLooks};
pub use camera::CameraProblem;
pub use clipboard::ClipboardProblem;
pub use code::CodeProblem;
pub use import::{ImportProblem, ParameterFault, TextKind};
pub use keyring::KeyringProblem;
pub use pin::PinProblem;
pub use recovery::RecoveryProblem;
pub use scan::ScanProblem;
pub use screen::ScreenProblem;
pub use system::{SystemProblem, WriteFailure};
pub use vault::VaultProblem;

/// Defines the problems of one subject. The key of each is its `type` where it crosses to a window,
/// and, with dashes behind `problem-`, its message's name in `locales/`; the fields are what the
/// message is filled in with.
macro_rules! problems {
    (
        $(#[$attribute:meta])*
        pub enum $name:ident {
            $($key:tt => $variant:ident $({ $($field:ident: $type:ty),+ })?),+ $(,)?
        }
    ) => {
        $(#[$attribute])*
        #[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
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
        /// Why something was not done, by subject.
        #[derive(Debug, Clone, PartialEq, Eq, Serialize)]
        #[cfg_attr(feature = "bindings", derive(specta::Type))]
        #[serde(tag = "subject", rename_all = "snake_case")]
        pub enum Problem {
            $($(#[$attribute])* $subject($problem)),+
        }

        impl Problem {
            /// Unique over all subjects.
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
    /// What an account is made of, or which account is meant.
    Account(AccountProblem),
    /// A code that can't be computed.
    Code(CodeProblem),
    /// A text or a drop that gives no account.
    Import(ImportProblem),
    /// A picture or a PDF that gives no text.
    Scan(ScanProblem),
    /// The screen.
    Screen(ScreenProblem),
    /// A camera.
    Camera(CameraProblem),
    /// The clipboard.
    Clipboard(ClipboardProblem),
    /// The recovery key and backups.
    Recovery(RecoveryProblem),
    /// The disk, the memory, and Watchword itself.
    System(SystemProblem),
}

impl Problem {
    /// The message's name in `locales/`.
    pub fn message(&self) -> String {
        format!("problem-{}", self.key().replace('_', "-"))
    }

    /// Whether a backup restored over the vault would help: nothing else may.
    pub(crate) fn calls_for_backup(&self) -> bool {
        self.is_lasting() && !matches!(self, Self::Keyring(KeyringProblem::Silent))
    }

    /// Whether it is over once an earlier call has come back, or the user waits for the next one.
    pub(crate) fn passes(&self) -> bool {
        matches!(
            self,
            Self::Keyring(KeyringProblem::Cancelled | KeyringProblem::Late) | Self::Vault(VaultProblem::Busy)
        )
    }

    /// Whether it stands for as long as the vault is as it is: the window shows it instead of a PIN
    /// field.
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
