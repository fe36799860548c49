use std::io;

use serde::{Deserialize, Serialize};

/// Acts that the log lacks, because a line could not be written. It is over once a line is written
/// again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct AuditTrouble {
    /// Why the last line could not be written.
    pub why: AuditFault,
    /// The time of the first act that is lost, in Unix seconds.
    #[cfg_attr(feature = "bindings", specta(type = u32))]
    pub since: u64,
    /// The number of lines that are lost.
    #[cfg_attr(feature = "bindings", specta(type = u32))]
    pub lost: u64,
}

/// Why a line of the audit log could not be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum AuditFault {
    /// The disk is full, or the system's log accepts nothing more at the moment.
    Full,
    /// Permission is missing, the disk is read-only, or the file isn't a regular file.
    Denied,
    /// Another program kept the log's lock.
    Busy,
    /// There is no such folder, or the system's log doesn't run.
    NotFound,
    /// Any other error of the system.
    Other,
}

impl AuditFault {
    pub(crate) fn of(error: &io::Error) -> Self {
        use io::ErrorKind as Kind;
        match error.kind() {
            Kind::StorageFull | Kind::QuotaExceeded | Kind::WouldBlock => Self::Full,
            Kind::PermissionDenied | Kind::ReadOnlyFilesystem | Kind::InvalidInput | Kind::IsADirectory => Self::Denied,
            Kind::ResourceBusy => Self::Busy,
            Kind::NotFound | Kind::NotADirectory | Kind::ConnectionRefused | Kind::NotConnected => Self::NotFound,
            _ => Self::Other,
        }
    }
}
