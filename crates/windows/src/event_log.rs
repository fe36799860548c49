use std::io;
use std::path::Path;
use std::ptr::{null, null_mut};

use windows_sys::Win32::System::EventLog::{
    DeregisterEventSource, EVENTLOG_INFORMATION_TYPE, RegisterEventSourceW, ReportEventW,
};

use crate::{done, wide};

/// The number of every event. Its category is 0.
const EVENT: u32 = 1;
/// The longest text of an event, in units of UTF-16.
const MAX_UNITS: usize = 31_839;

/// Writes an event of the kind *information* with this text to the event log *Application*.
///
/// A source that was not registered on this computer needs no permission either. The event viewer
/// then adds that it has no description, and shows the text as it is.
///
/// # Errors
/// [`io::ErrorKind::InvalidInput`] for a text of more than 31,839 units of UTF-16 or with a zero in
/// it; the system's error, if the event log doesn't run for example.
pub fn report_event(source: &str, text: &str) -> io::Result<()> {
    let (source, text) = (wide(Path::new(source))?, wide(Path::new(text))?);
    if text.len() > MAX_UNITS {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    // SAFETY: `source` ends with a zero. A null pointer means this computer.
    let log = unsafe { RegisterEventSourceW(null(), source.as_ptr()) };
    if log.is_null() {
        return Err(io::Error::last_os_error());
    }
    let texts = [text.as_ptr()];
    // SAFETY: `log` is open, and `texts` has the one pointer that is announced, to a text that ends
    // with a zero. Null pointers mean no user and no bytes.
    let reported = done(unsafe {
        ReportEventW(log, EVENTLOG_INFORMATION_TYPE, 0, EVENT, null_mut(), 1, 0, texts.as_ptr(), null())
    });
    // SAFETY: `log` is open, and is not used after this.
    let _ = unsafe { DeregisterEventSource(log) };
    reported
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn event_is_accepted_and_a_text_that_does_not_fit_is_refused() {
        report_event("watchword", r#"{"format":1}"#).unwrap();
        for text in ["x".repeat(MAX_UNITS), "a\0b".to_owned()] {
            assert_eq!(report_event("watchword", &text).unwrap_err().kind(), io::ErrorKind::InvalidInput);
        }
    }
}
