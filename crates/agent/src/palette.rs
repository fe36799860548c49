use std::net::Shutdown;
use std::os::unix::net::UnixStream;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, Weak};
use std::thread;

use watchword_agent::{FaceKind, Host, serve_known};
use watchword_session::{Problem, SystemProblem};

use crate::launch::launch;

/// The palette: a process of its own.
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
            let _ = stream.shutdown(Shutdown::Both);
            return Ok(());
        }
        let host = self.host.get().and_then(Weak::upgrade).ok_or(SystemProblem::Internal)?;
        let stream = Arc::new(launch("--palette", None).map_err(|_| SystemProblem::NoPalette)?);
        *open = Some(stream.clone());
        let palette = self.clone();
        thread::spawn(move || {
            let _ = serve_known(&host, FaceKind::Palette, &*stream, &*stream);
            palette.open().take_if(|open| Arc::ptr_eq(open, &stream));
        });
        Ok(())
    }

    fn open(&self) -> MutexGuard<'_, Option<Arc<UnixStream>>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
