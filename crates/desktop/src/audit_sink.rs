//! The system's log, as a place for lines of an audit log: systemd's journal, syslog, and Windows'
//! event log. What a line says is the caller's business. A write never waits: a log that doesn't
//! run, or that accepts nothing more at the moment, is an error.

#[cfg(windows)]
mod event_log;
#[cfg(target_os = "linux")]
mod journal;
#[cfg(unix)]
mod socket;
#[cfg(unix)]
mod syslog;

#[cfg(windows)]
pub use event_log::EventLog;
#[cfg(target_os = "linux")]
pub use journal::Journal;
#[cfg(unix)]
pub use syslog::Syslog;

/// The name by which administrators find Watchword's lines.
const IDENTIFIER: &str = "watchword";
