use std::io;
use std::path::Path;

use crate::audit_sink::IDENTIFIER;
use crate::audit_sink::socket::LogSocket;

/// Where systemd's journal receives entries in its native protocol.
const SOCKET: &str = "/run/systemd/journal/socket";

/// The fields that every entry has, besides its message and its act: priority *notice*, because an
/// entry is normal but significant, and syslog's facility *authpriv*.
const PRIORITY: &str = "5";
const FACILITY: &str = "10";

/// Systemd's journal, by its [native protocol](https://systemd.io/JOURNAL_NATIVE_PROTOCOL/).
///
/// `journalctl SYSLOG_IDENTIFIER=watchword -o cat` prints the lines; `WATCHWORD_ACT=…` selects
/// those of one act.
pub struct Journal(LogSocket);

impl Journal {
    /// Sends to the system's journal.
    pub fn of_system() -> Self {
        Self::at(Path::new(SOCKET))
    }

    /// Sends to another datagram socket.
    pub fn at(socket: &Path) -> Self {
        Self(LogSocket::new(socket))
    }

    /// Sends `line` as the message of an entry, and `act` as a field of its own.
    ///
    /// # Errors
    /// [`io::ErrorKind::NotFound`] and [`io::ErrorKind::ConnectionRefused`] if the journal doesn't
    /// run; [`io::ErrorKind::WouldBlock`] if it is too busy; the system's.
    pub fn append(&mut self, act: &str, line: &[u8]) -> io::Result<()> {
        let mut entry = Vec::new();
        let fields: [(&str, &[u8]); 5] = [
            ("MESSAGE", line),
            ("PRIORITY", PRIORITY.as_bytes()),
            ("SYSLOG_FACILITY", FACILITY.as_bytes()),
            ("SYSLOG_IDENTIFIER", IDENTIFIER.as_bytes()),
            ("WATCHWORD_ACT", act.as_bytes()),
        ];
        for (name, value) in fields {
            push_field(&mut entry, name, value);
        }
        self.0.send(&entry)
    }
}

/// Writes a field as `NAME=value`. A value with line feeds, which end a field otherwise, follows
/// its name and its length: 64 bits, the lowest first.
fn push_field(entry: &mut Vec<u8>, name: &str, value: &[u8]) {
    entry.extend_from_slice(name.as_bytes());
    if value.contains(&b'\n') {
        entry.push(b'\n');
        entry.extend_from_slice(&(value.len() as u64).to_le_bytes());
    } else {
        entry.push(b'=');
    }
    entry.extend_from_slice(value);
    entry.push(b'\n');
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::net::UnixDatagram;

    use super::*;

    fn received(socket: &UnixDatagram) -> Vec<u8> {
        let mut bytes = vec![0; 1 << 16];
        let length = socket.recv(&mut bytes).unwrap();
        bytes.truncate(length);
        bytes
    }

    #[test]
    fn entry_has_exactly_the_line() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("socket");
        let socket = UnixDatagram::bind(&path).unwrap();
        let mut journal = Journal::at(&path);
        journal.append("code_copied", br#"{"format":1}"#).unwrap();
        let rest = "PRIORITY=5\nSYSLOG_FACILITY=10\nSYSLOG_IDENTIFIER=watchword\nWATCHWORD_ACT=";
        assert_eq!(received(&socket), format!("MESSAGE={{\"format\":1}}\n{rest}code_copied\n").into_bytes());
        journal.append("gap", b"a\nb").unwrap();
        assert_eq!(received(&socket), format!("MESSAGE\n\u{3}\0\0\0\0\0\0\0a\nb\n{rest}gap\n").into_bytes());
        journal.append("gap", &[b'x'; 4096]).unwrap();
        assert!(received(&socket).starts_with(&[b"MESSAGE=", &[b'x'; 4096][..], b"\nP"].concat()));
    }

    #[test]
    fn journal_that_does_not_run_is_an_error_until_it_does() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("socket");
        let mut journal = Journal::at(&path);
        let sent = |journal: &mut Journal| journal.append("gap", b"{}").map_err(|error| error.kind());
        assert_eq!(sent(&mut journal), Err(io::ErrorKind::NotFound));
        let socket = UnixDatagram::bind(&path).unwrap();
        assert_eq!(sent(&mut journal), Ok(()));
        drop(socket);
        assert_eq!(sent(&mut journal), Err(io::ErrorKind::ConnectionRefused));
        fs::remove_file(&path).unwrap();
        let socket = UnixDatagram::bind(&path).unwrap();
        assert_eq!(sent(&mut journal), Ok(()));
        assert!(received(&socket).starts_with(b"MESSAGE={}\n"));
    }

    #[test]
    fn journal_that_reads_nothing_does_not_block() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("socket");
        let _socket = UnixDatagram::bind(&path).unwrap();
        let mut journal = Journal::at(&path);
        let began = std::time::Instant::now();
        let full = (0..100_000).find_map(|_| journal.append("gap", &[b'x'; 1000]).err());
        assert_eq!(full.map(|error| error.kind()), Some(io::ErrorKind::WouldBlock));
        assert!(began.elapsed() < std::time::Duration::from_secs(10));
    }
}
