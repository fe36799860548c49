use serde::Serialize;

use super::problems;

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
