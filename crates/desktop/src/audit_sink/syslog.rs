use std::io;
use std::path::Path;

use chrono::{DateTime, Local, TimeZone};

use crate::audit_sink::IDENTIFIER;
use crate::audit_sink::socket::LogSocket;

/// Where the system's log receives messages.
#[cfg(not(target_os = "macos"))]
const SOCKET: &str = "/dev/log";
#[cfg(target_os = "macos")]
const SOCKET: &str = "/var/run/syslog";

/// Facility *authpriv* (10), severity *notice* (5): normal but significant.
const PRIORITY: u8 = 10 * 8 + 5;

/// The system's log, by its socket. Messages have the form of RFC 3164 without the host's name, as
/// the C library sends them: `<85>Oct  1 22:14:15 watchword[77]: ` and the line.
pub struct Syslog(LogSocket);

impl Syslog {
    /// Sends to the system's log.
    pub fn of_system() -> Self {
        Self::at(Path::new(SOCKET))
    }

    /// Sends to another datagram socket.
    pub fn at(socket: &Path) -> Self {
        Self(LogSocket::new(socket))
    }

    /// Sends `line` as a message of the current time.
    ///
    /// # Errors
    /// [`io::ErrorKind::InvalidInput`] for a line with control characters, which such logs replace;
    /// [`io::ErrorKind::NotFound`] and [`io::ErrorKind::ConnectionRefused`] if the log doesn't run;
    /// [`io::ErrorKind::WouldBlock`] if it is too busy; the system's.
    pub fn append(&mut self, line: &[u8]) -> io::Result<()> {
        if line.iter().any(u8::is_ascii_control) {
            return Err(io::ErrorKind::InvalidInput.into());
        }
        let begin = begin(&Local::now(), std::process::id());
        self.0.send(&[begin.as_bytes(), line].concat())
    }
}

/// What precedes the line.
fn begin<Z: TimeZone>(now: &DateTime<Z>, process: u32) -> String
where
    Z::Offset: std::fmt::Display,
{
    // A day of one digit has a space before it, and months are English.
    format!("<{PRIORITY}>{} {IDENTIFIER}[{process}]: ", now.format("%b %e %H:%M:%S"))
}

#[cfg(test)]
mod tests {
    use std::os::unix::net::UnixDatagram;

    use chrono::Utc;

    use super::*;

    #[test]
    fn message_begins_as_in_rfc_3164() {
        let at = |seconds| DateTime::<Utc>::from_timestamp(seconds, 0).unwrap();
        assert_eq!(begin(&at(1_065_910_455), 77), "<85>Oct 11 22:14:15 watchword[77]: ");
        assert_eq!(begin(&at(0), 1), "<85>Jan  1 00:00:00 watchword[1]: ");
    }

    #[test]
    fn message_ends_with_exactly_the_line() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("log");
        let socket = UnixDatagram::bind(&path).unwrap();
        let mut syslog = Syslog::at(&path);
        let line = r#"{"user":"Łucja","act":"unlocked"}"#;
        syslog.append(line.as_bytes()).unwrap();
        let mut bytes = [0; 1000];
        let length = socket.recv(&mut bytes).unwrap();
        let message = str::from_utf8(&bytes[..length]).unwrap();
        let (begin, rest) = message.split_once("]: ").unwrap();
        assert_eq!((&begin[..4], rest), ("<85>", line));
        assert!(begin.ends_with(&format!(" watchword[{}", std::process::id())));
        assert_eq!(begin.len(), format!("<85>Oct 11 22:14:15 watchword[{}", std::process::id()).len());
        assert!(syslog.append(b"two\nlines").is_err());
        drop(socket);
        assert_eq!(syslog.append(b"{}").map_err(|error| error.kind()), Err(io::ErrorKind::ConnectionRefused));
    }
}
