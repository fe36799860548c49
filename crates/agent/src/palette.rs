use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, Weak};
use std::{env, io, thread};

use watchword_agent::{Host, serve_palette};
use watchword_session::{Problem, SystemProblem};

/// Where packages install the window's program, from the folder of this one.
const INSTALLED: &str = "../../bin/watchword-app";

/// The palette: a process of its own, which is given its end of a socket as standard input.
#[derive(Default)]
pub(crate) struct Palette {
    host: OnceLock<Weak<Host>>,
    /// This end of the socket of the palette that is open.
    open: Mutex<Option<Arc<UnixStream>>>,
}

impl Palette {
    /// Answers palettes for this host from now on.
    pub(crate) fn set_host(&self, host: &Arc<Host>) {
        let _ = self.host.set(Arc::downgrade(host));
    }

    /// Opens the palette on the desktop on which this process was started, or closes the one that
    /// is open.
    ///
    /// # Errors
    /// [`SystemProblem::NoPalette`].
    pub(crate) fn toggle(self: &Arc<Self>) -> Result<(), Problem> {
        let mut open = self.open();
        if let Some(stream) = open.take() {
            let _ = stream.shutdown(std::net::Shutdown::Both);
            return Ok(());
        }
        let host = self.host.get().and_then(Weak::upgrade).ok_or(SystemProblem::Internal)?;
        let stream = Arc::new(start().map_err(|_| SystemProblem::NoPalette)?);
        *open = Some(stream.clone());
        let palette = self.clone();
        thread::spawn(move || {
            let _ = serve_palette(&host, &*stream, &*stream);
            palette.open().take_if(|open| Arc::ptr_eq(open, &stream));
        });
        Ok(())
    }

    fn open(&self) -> MutexGuard<'_, Option<Arc<UnixStream>>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Starts the process, and returns this end of its socket.
fn start() -> io::Result<UnixStream> {
    let has_display = |name| env::var_os(name).is_some_and(|display| !display.is_empty());
    if !["WAYLAND_DISPLAY", "DISPLAY"].into_iter().any(has_display) {
        return Err(io::ErrorKind::Unsupported.into());
    }
    let (ours, theirs) = UnixStream::pair()?;
    let mut palette = Command::new(window_program().ok_or(io::ErrorKind::NotFound)?);
    palette.arg("--palette").stdin(OwnedFd::from(theirs)).stdout(Stdio::null()).stderr(Stdio::null());
    let mut palette = palette.spawn()?;
    thread::spawn(move || palette.wait());
    Ok(ours)
}

/// The window's program, which is the palette's too.
pub(crate) fn window_program() -> Option<PathBuf> {
    let agent = env::current_exe().ok()?;
    [agent.with_file_name("watchword-app"), agent.with_file_name(INSTALLED)].into_iter().find(|place| place.is_file())
}
