use serde::Serialize;
use watchword_vault::WriteError;

use super::{Problem, VaultProblem, problems};

problems! {
    /// The disk, the memory, and Watchword itself.
    pub enum SystemProblem {
        "cannot_write" => CannotWrite { reason: WriteFailure, detail: String },
        "file_unreadable" => FileUnreadable,
        "no_memory" => NoMemory,
        "internal" => Internal,
    }
}

/// Why nothing could be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "lowercase")]
pub enum WriteFailure {
    /// The disk is full.
    Full,
    /// There is no permission, or the disk is read only.
    Denied,
    /// Anything else.
    Other,
}

impl From<WriteError> for Problem {
    fn from(error: WriteError) -> Self {
        let (reason, detail) = match error {
            WriteError::Full => (WriteFailure::Full, String::new()),
            WriteError::Denied(detail) => (WriteFailure::Denied, detail),
            WriteError::Other(detail) => (WriteFailure::Other, detail),
            WriteError::Busy => return VaultProblem::Busy.into(),
            WriteError::Store(error) => return error.into(),
        };
        SystemProblem::CannotWrite { reason, detail }.into()
    }
}
