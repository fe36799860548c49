//! The audit log: one line of JSON for each act of the user, with the hash of the line before, so
//! that a line that is altered, removed, moved or added shows.
//!
//! Each vault has a chain of its own, whose lines are numbered from 1. The chain continues over
//! restarts, over rotated files and over a change of where the log goes. `docs/audit-log.md`
//! describes the format, and what a log can't show.

mod anchor;
mod broken;
mod event;
mod file;
mod hash;
mod kept;
mod line;
mod lines;
mod lock;
mod log;
mod private;
mod sink;
mod tail;
mod trouble;
mod verify;

pub use anchor::{Anchor, InvalidAnchor};
pub use broken::{Broken, Fault};
pub use event::{Event, LockCause};
pub use file::{FileSink, KEPT_FILES, MAX_FILE_BYTES, read_log};
pub use hash::Hash;
pub use kept::KeptSink;
pub use line::{MAX_LINE_BYTES, act_of};
pub use log::Log;
pub use sink::{Sink, Tail};
pub use trouble::{AuditFault, AuditTrouble};
pub use verify::{Verified, vaults, verify, verify_from, verify_vault};
