use serde::{Deserialize, Serialize};

use super::problems;

problems! {
    /// The disk, the memory, and Watchword itself.
    pub enum SystemProblem {
        "cannot_write" => CannotWrite { reason: WriteFailure, detail: String },
        "file_unreadable" => FileUnreadable,
        "print_failed" => PrintFailed,
        "no_palette" => NoPalette,
        "no_autostart" => NoAutostart,
        "no_account_links" => NoAccountLinks,
        "typing_unsupported" => TypingUnsupported,
        "typing_refused" => TypingRefused,
        "typing_moved" => TypingMoved,
        "typing_failed" => TypingFailed,
        "no_memory" => NoMemory,
        "save_cancelled" => SaveCancelled,
        "internal" => Internal,
    }
}

/// Why a file could not be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "lowercase")]
pub enum WriteFailure {
    /// The disk is full.
    Full,
    /// Permission is missing, or the disk is read-only.
    Denied,
    /// Any other error of the file system.
    Other,
}
