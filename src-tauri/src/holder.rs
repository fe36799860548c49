//! What the window asks: on Linux the process that holds the session, elsewhere a session of its
//! own.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

#[cfg(target_os = "linux")]
use watchword_agent::{Address, Heard};
use watchword_agent::{Face, FaceKind, Host, Notice};
use watchword_session::Directories;

type Hear = Arc<dyn Fn(Notice) + Send + Sync>;

/// The way to the session, made when it is first needed and whenever the process that held it is
/// gone.
pub(crate) struct Holder {
    directories: Directories,
    hear: Hear,
    face: Mutex<Option<Arc<Face>>>,
    /// Held while a face is being made, which may take seconds.
    making: Mutex<()>,
}

impl Holder {
    /// `hear` is told what happens to the session, that its process has ended included: for the
    /// window, that locks it.
    pub(crate) fn new(directories: Directories, hear: impl Fn(Notice) + Send + Sync + 'static) -> Self {
        Self { directories, hear: Arc::new(hear), face: Mutex::default(), making: Mutex::default() }
    }

    /// Returns the face to ask with. Waits for the process that holds the session to start.
    pub(crate) fn face(&self) -> Arc<Face> {
        if let Some(face) = self.now() {
            return face;
        }
        let _making = self.making.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(face) = self.now() {
            return face;
        }
        let face = Arc::new(self.shared().unwrap_or_else(|| self.own()));
        *self.slot() = Some(face.clone());
        face
    }

    /// The face there is, for what waits for nothing.
    pub(crate) fn now(&self) -> Option<Arc<Face>> {
        self.slot().clone().filter(|face| !face.has_ended())
    }

    /// Leaves the session.
    pub(crate) fn leave(&self) {
        let face = self.slot().take();
        drop(face);
    }

    fn slot(&self) -> MutexGuard<'_, Option<Arc<Face>>> {
        self.face.lock().unwrap_or_else(PoisonError::into_inner)
    }

    #[cfg(target_os = "linux")]
    fn shared(&self) -> Option<Face> {
        let hear = self.hear.clone();
        let hear = move |heard| match heard {
            Heard::Notice(notice) => hear(notice),
            Heard::Ended => hear(Notice::Locked),
            Heard::Slow => {}
        };
        Address::of(&self.directories.data)?.connect_or_start(&self.directories, FaceKind::Window, hear)
    }

    #[cfg(not(target_os = "linux"))]
    fn shared(&self) -> Option<Face> {
        None
    }

    /// Holds the session in this process.
    fn own(&self) -> Face {
        let host = Arc::new(Host::on_this_computer(self.directories.clone(), FaceKind::Window));
        host.lock_when_away();
        let hear = self.hear.clone();
        Face::listening(host, FaceKind::Window, move |notice| hear(notice))
    }
}
