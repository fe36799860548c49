use std::io;

use crate::audit_sink::IDENTIFIER;

/// Windows' event log *Application*, with the source `watchword`.
pub struct EventLog;

impl EventLog {
    /// Writes `line` as the only text of an event.
    ///
    /// # Errors
    /// [`io::ErrorKind::InvalidInput`] for a line that is no text, is too long for an event or
    /// contains a zero; the system's error, if the event log doesn't run for example.
    pub fn append(&mut self, line: &[u8]) -> io::Result<()> {
        let line = str::from_utf8(line).map_err(|_| io::ErrorKind::InvalidInput)?;
        watchword_windows::report_event(IDENTIFIER, line)
    }
}
