//! The socket of the process that holds a vault's session.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs::{self, DirBuilder, File, OpenOptions, Permissions, TryLockError};
use std::io;
use std::os::fd::AsRawFd as _;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use nix::sys::socket::sockopt::PeerCredentials;
use nix::sys::socket::{Shutdown, getsockopt, shutdown};
use rustix::process::getuid;
use sha2::{Digest, Sha256};
use watchword_desktop::data_directory;

use crate::caller::Caller;
use crate::connection::{Connection, Heard};
use crate::face::Face;
use crate::face_kind::FaceKind;
use crate::host::Host;
use crate::serve::serve_as;
use crate::terminal::Terminal;

/// The most connections at once; a further one replaces the one that was quiet longest, of those
/// that have not given the PIN if there are any.
const MOST: usize = 64;
/// How long a command may be quiet.
const QUIET: Duration = Duration::from_secs(600);
/// How long a face may take to read an answer.
const TAKES: Duration = Duration::from_secs(5);
/// How long answers may take that are being given when a process stops to listen.
const LAST_ANSWERS: Duration = Duration::from_secs(1);
/// The most threads: those of connections that were ended may still wait for the session.
const MOST_THREADS: usize = 2 * MOST;

/// Where the process listens that holds a vault's session: a socket that the user alone can open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    folder: PathBuf,
    name: String,
}

impl Address {
    /// Returns the address for the vault in `data`, or `None` if the system has no folder for
    /// sockets of this user (`XDG_RUNTIME_DIR`).
    pub fn of(data: &Path) -> Option<Self> {
        let folder = PathBuf::from(std::env::var_os("XDG_RUNTIME_DIR")?);
        folder.is_absolute().then(|| Self::within(&folder, data))
    }

    /// Returns the address for the vault in `data`, in this folder for sockets.
    pub fn within(folder: &Path, data: &Path) -> Self {
        let hash = Sha256::digest(resolved(data).as_os_str().as_encoded_bytes());
        let name = hash[..8].iter().fold(String::new(), |mut name, byte| {
            let _ = write!(name, "{byte:02x}");
            name
        });
        Self { folder: folder.join("watchword"), name }
    }

    /// Whether it is that of the user's own vault, and not of one that was named by its folder.
    pub fn is_default(&self) -> bool {
        data_directory().and_then(|data| Self::of(&data)).as_ref() == Some(self)
    }

    fn socket(&self) -> PathBuf {
        self.folder.join(format!("{}.sock", self.name))
    }

    /// Connects to the process that holds the session, or returns `None` if there is none. Only a
    /// window is told what happens there; each face hears that an answer takes long.
    ///
    /// # Errors
    /// There is one, but it can't be asked: it is another user's or of another version, or it
    /// doesn't answer.
    pub fn connect(&self, face: FaceKind, hear: impl Fn(Heard) + Send + Sync + 'static) -> io::Result<Option<Face>> {
        let Some(stream) = self.reach()? else { return Ok(None) };
        Connection::open(stream, face, hear).map(|connection| Some(Face::there(connection)))
    }

    /// Asks the process that holds the session, of whatever version, to lock and to hold it no
    /// longer.
    ///
    /// # Errors
    /// As for [`Address::connect`].
    pub fn ask_to_yield(&self) -> io::Result<()> {
        self.reach()?.map_or(Ok(()), Connection::ask_to_yield)
    }

    fn reach(&self) -> io::Result<Option<UnixStream>> {
        if !self.folder.exists() {
            return Ok(None);
        }
        if !is_ours(&self.folder) {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        let stream = match UnixStream::connect(self.socket()) {
            Ok(stream) => stream,
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::ConnectionRefused) => {
                return Ok(None);
            }
            Err(error) => return Err(error),
        };
        peer(&stream)?;
        Ok(Some(stream))
    }

    /// Listens, and answers as `host`, until the result is dropped. Returns `None` if another
    /// process does.
    ///
    /// # Errors
    /// The folder or the socket cannot be made.
    pub fn serve(&self, host: Arc<Host>) -> io::Result<Option<Serving>> {
        match DirBuilder::new().mode(0o700).create(&self.folder) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
            _ => {}
        }
        if !is_ours(&self.folder) {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        let lock = self.folder.join(format!("{}.lock", self.name));
        let lock = OpenOptions::new().create(true).truncate(false).write(true).mode(0o600).open(lock)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Ok(None),
            Err(TryLockError::Error(error)) => return Err(error),
        }
        let socket = self.socket();
        match fs::remove_file(&socket) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let listener = UnixListener::bind(&socket)?;
        fs::set_permissions(&socket, Permissions::from_mode(0o600))?;
        let listener = Arc::new(listener);
        let connections = Arc::new(Connections::new());
        let accepting = (listener.clone(), connections.clone());
        thread::Builder::new().spawn(move || accept(&accepting.0, &accepting.1, &host))?;
        Ok(Some(Serving { listener, connections, socket, _lock: lock }))
    }
}

/// A process that listens. Dropping it ends every connection, after the answers that are being
/// given; not on a connection's own thread, which would wait for itself.
pub struct Serving {
    listener: Arc<UnixListener>,
    connections: Arc<Connections>,
    socket: PathBuf,
    /// Unlocked only once the socket is gone.
    _lock: File,
}

impl Serving {
    /// Returns how long no face has been connected.
    pub fn quiet_for(&self) -> Duration {
        self.connections.quiet_for()
    }

    /// Whether the socket is still there: the system removes it when the user signs out.
    pub fn is_reachable(&self) -> bool {
        self.socket.exists()
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.socket);
        // Wakes the thread that accepts.
        let _ = shutdown(self.listener.as_raw_fd(), Shutdown::Both);
        self.connections.end(std::net::Shutdown::Read);
        let asked = Instant::now();
        while Arc::strong_count(&self.connections) > 1 && asked.elapsed() < LAST_ANSWERS {
            thread::sleep(Duration::from_millis(5));
        }
        self.connections.end(std::net::Shutdown::Both);
    }
}

fn accept(listener: &UnixListener, connections: &Arc<Connections>, host: &Arc<Host>) {
    loop {
        match listener.accept() {
            Ok((stream, _)) => {
                let _ = begin(stream, connections, host);
            }
            // The face went away again.
            Err(error) if error.kind() == io::ErrorKind::ConnectionAborted => {}
            // There is no descriptor or no memory for it now.
            Err(error) if error.raw_os_error() != Some(rustix::io::Errno::INVAL.raw_os_error()) => {
                thread::sleep(Duration::from_millis(50));
            }
            Err(_) => return,
        }
    }
}

/// Answers one connection in a thread of its own, if it is this user's.
fn begin(stream: UnixStream, connections: &Arc<Connections>, host: &Arc<Host>) -> io::Result<()> {
    let process = peer(&stream)?;
    stream.set_read_timeout(Some(QUIET))?;
    stream.set_write_timeout(Some(TAKES))?;
    if Arc::strong_count(connections) > MOST_THREADS {
        return Err(io::ErrorKind::WouldBlock.into());
    }
    let id = connections.add(stream.try_clone()?)?;
    let (host, of) = (host.clone(), connections.clone());
    let thread = thread::Builder::new().spawn(move || {
        let met = |kind: FaceKind| {
            // A window has nothing to say while nobody uses it.
            if kind != FaceKind::Command {
                let _ = stream.set_read_timeout(None);
            }
            |is_known: bool| of.used(id, is_known)
        };
        let _ = serve_as(&host, |kind| Caller::new(kind, Terminal::of(process)), &stream, &stream, met);
        of.remove(id);
    });
    if thread.is_err() {
        connections.remove(id);
    }
    Ok(())
}

/// Returns the process at the other end. It is 0, which has no terminal, if this process is in a
/// container and the other isn't.
///
/// # Errors
/// [`io::ErrorKind::PermissionDenied`] if it is another user's.
fn peer(stream: &UnixStream) -> io::Result<i32> {
    let peer = getsockopt(stream, PeerCredentials)?;
    if peer.uid() != getuid().as_raw() {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    Ok(peer.pid())
}

/// The connections there are.
struct Connections(Mutex<Open>);

struct Open {
    streams: HashMap<u64, Stream>,
    next: u64,
    /// When the last of them ended.
    ended: Instant,
    /// Whether there are to be no more.
    is_closed: bool,
}

struct Stream {
    socket: UnixStream,
    /// When its last request came, and whether it had given the PIN by then.
    used: Instant,
    is_known: bool,
}

impl Connections {
    fn new() -> Self {
        Self(Mutex::new(Open { streams: HashMap::new(), next: 0, ended: Instant::now(), is_closed: false }))
    }

    fn open(&self) -> MutexGuard<'_, Open> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn add(&self, socket: UnixStream) -> io::Result<u64> {
        let mut open = self.open();
        if open.is_closed {
            return Err(io::ErrorKind::ConnectionAborted.into());
        }
        if open.streams.len() >= MOST
            && let Some(id) = open.streams.iter().min_by_key(|(_, one)| (one.is_known, one.used)).map(|(id, _)| *id)
            && let Some(one) = open.streams.remove(&id)
        {
            let _ = one.socket.shutdown(std::net::Shutdown::Both);
        }
        let id = open.next;
        open.next += 1;
        open.streams.insert(id, Stream { socket, used: Instant::now(), is_known: false });
        Ok(id)
    }

    fn used(&self, id: u64, is_known: bool) {
        if let Some(one) = self.open().streams.get_mut(&id) {
            (one.used, one.is_known) = (Instant::now(), is_known);
        }
    }

    fn remove(&self, id: u64) {
        let mut open = self.open();
        if open.streams.remove(&id).is_some() {
            open.ended = Instant::now();
        }
    }

    /// Ends one direction of every connection, or both, and allows no more.
    fn end(&self, how: std::net::Shutdown) {
        let mut open = self.open();
        open.is_closed = true;
        for one in open.streams.values() {
            let _ = one.socket.shutdown(how);
        }
    }

    fn quiet_for(&self) -> Duration {
        let open = self.open();
        if open.streams.is_empty() { open.ended.elapsed() } else { Duration::ZERO }
    }
}

/// Whether a folder is this user's, and nobody else's to read.
fn is_ours(folder: &Path) -> bool {
    fs::symlink_metadata(folder)
        .is_ok_and(|folder| folder.is_dir() && folder.uid() == getuid().as_raw() && folder.mode() & 0o077 == 0)
}

/// The path without symbolic links, as far as it exists: the vault may not have been made yet.
fn resolved(path: &Path) -> PathBuf {
    let Ok(path) = std::path::absolute(path) else { return path.to_owned() };
    path.canonicalize().unwrap_or_else(|_| match (path.parent(), path.file_name()) {
        (Some(parent), Some(name)) => resolved(parent).join(name),
        _ => path.clone(),
    })
}
