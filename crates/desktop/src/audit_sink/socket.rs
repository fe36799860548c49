use std::io;
use std::os::unix::net::UnixDatagram;
use std::path::{Path, PathBuf};

/// A datagram socket of a log, connected once there is something to send.
pub(crate) struct LogSocket {
    path: PathBuf,
    connected: Option<UnixDatagram>,
}

impl LogSocket {
    pub(crate) fn new(path: &Path) -> Self {
        Self { path: path.to_owned(), connected: None }
    }

    /// Sends a datagram, without waiting. A log that was restarted since the last one is connected
    /// to again.
    ///
    /// # Errors
    /// [`io::ErrorKind::NotFound`] and [`io::ErrorKind::ConnectionRefused`] if the log doesn't run;
    /// [`io::ErrorKind::WouldBlock`] if it has too many datagrams waiting; the system's.
    pub(crate) fn send(&mut self, datagram: &[u8]) -> io::Result<()> {
        if let Some(socket) = &self.connected {
            match socket.send(datagram) {
                Err(error) if !is_gone(&error) => return Err(error),
                Err(_) => self.connected = None,
                Ok(_) => return Ok(()),
            }
        }
        let socket = UnixDatagram::unbound()?;
        socket.set_nonblocking(true)?;
        socket.connect(&self.path)?;
        socket.send(datagram)?;
        self.connected = Some(socket);
        Ok(())
    }
}

/// Whether nobody receives from the other end any more.
fn is_gone(error: &io::Error) -> bool {
    use io::ErrorKind as Kind;
    matches!(error.kind(), Kind::ConnectionRefused | Kind::ConnectionReset | Kind::NotConnected | Kind::BrokenPipe)
}
