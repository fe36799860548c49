//! What faces draw: the vault, its codes, the phase, problems and the words for them.

mod code;
mod kind;
mod phase;
pub(crate) mod picture;
pub(crate) mod problem;
mod status;
mod vault;
mod words;

pub use code::{CodeView, Codes, Copied, CopiedKey};
pub use kind::Kind;
pub use phase::Phase;
pub use problem::{
    AccountProblem, CameraProblem, ClipboardProblem, CodeProblem, ImportProblem, KeyringProblem, ParameterFault,
    PinProblem, Problem, RecoveryProblem, Refusal, ScanProblem, ScreenProblem, SecretLooks, SystemProblem,
    VaultProblem, WriteFailure,
};
pub use status::{PinVerdict, Status};
pub use vault::{Backup, PutAside, Row, Vault};
pub use words::{Locale, Words};
