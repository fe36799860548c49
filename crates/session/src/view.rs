//! The data that the app and the command show: the vault, its codes, the phase, problems and their
//! messages.

mod backup;
mod code;
mod date;
mod kind;
mod phase;
pub(crate) mod picture;
pub(crate) mod problem;
mod status;
mod vault;
mod words;

pub use backup::{BackupStatus, PassphraseBackup, SecondFolder, SecondFolderTrouble};
pub use code::{CodeView, Codes, Copied, CopiedKey};
pub use kind::AccountKind;
pub use phase::Phase;
pub use problem::{
    AccountProblem, CameraProblem, ClipboardProblem, CodeProblem, ExportLimit, ExportProblem, FileLock, ImportProblem,
    KeyringProblem, ParameterFault, PinProblem, PolicyProblem, Problem, RecoveryProblem, ScanProblem, ScreenProblem,
    SecretLooks, SystemProblem, TextKind, UpdateProblem, VaultProblem, WriteFailure,
};
pub use status::{HotkeyState, PinVerdict, Status};
pub use vault::{ReplacedVault, Row, Vault};
pub use words::{Locale, Words};
