//! What a window asks: on Linux the process that holds the session, elsewhere a session of its own.

#[cfg(target_os = "linux")]
use std::io;
#[cfg(target_os = "linux")]
use std::os::fd::AsFd as _;
#[cfg(target_os = "linux")]
use std::os::unix::net::UnixStream;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

#[cfg(target_os = "linux")]
use watchword_agent::{Address, Heard};
use watchword_agent::{Face, FaceKind, Host, Notice};
use watchword_session::Directories;

type Hear = Arc<dyn Fn(Notice) + Send + Sync>;
type Ended = Arc<dyn Fn() + Send + Sync>;

/// The way to the session, made when it is first needed and whenever the process that held it is
/// gone.
pub(crate) struct Holder {
    directories: Directories,
    hear: Hear,
    ended: Ended,
    face: Mutex<Option<Arc<Face>>>,
    /// Held while a face is being made, which may take seconds.
    making: Mutex<()>,
    /// What the process that holds the session has given to this one, which it has started, and
    /// what it is for.
    #[cfg(target_os = "linux")]
    given: Mutex<Option<(UnixStream, FaceKind)>>,
}

impl Holder {
    /// `hear` is told what happens to the session, and `ended` that its process is gone, with which
    /// the vault is locked.
    pub(crate) fn new(
        directories: Directories,
        hear: impl Fn(Notice) + Send + Sync + 'static,
        ended: impl Fn() + Send + Sync + 'static,
    ) -> Self {
        Self {
            directories,
            hear: Arc::new(hear),
            ended: Arc::new(ended),
            face: Mutex::default(),
            making: Mutex::default(),
            #[cfg(target_os = "linux")]
            given: Mutex::default(),
        }
    }

    /// Asks through the socket that is standard input, first.
    #[cfg(target_os = "linux")]
    pub(crate) fn take_given(&self, kind: FaceKind) -> io::Result<()> {
        let stream = io::stdin().as_fd().try_clone_to_owned().map(UnixStream::from)?;
        *self.given.lock().unwrap_or_else(PoisonError::into_inner) = Some((stream, kind));
        Ok(())
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
        // A command that is under way may have the face, too.
        if let Some(face) = self.slot().take() {
            face.leave();
        }
    }

    fn slot(&self) -> MutexGuard<'_, Option<Arc<Face>>> {
        self.face.lock().unwrap_or_else(PoisonError::into_inner)
    }

    #[cfg(target_os = "linux")]
    fn shared(&self) -> Option<Face> {
        let (hear, ended) = (self.hear.clone(), self.ended.clone());
        let hear = move |heard| match heard {
            Heard::Notice(notice) => hear(notice),
            Heard::Ended => ended(),
            Heard::Slow => {}
        };
        let given = self.given.lock().unwrap_or_else(PoisonError::into_inner).take();
        let face = given.map(|(stream, kind)| Face::through(stream, kind, hear.clone()).map_err(|_| kind));
        match face {
            Some(Ok(face)) => return Some(face),
            // It was closed again before it was open.
            Some(Err(FaceKind::Palette)) => (self.ended)(),
            Some(Err(_)) | None => {}
        }
        Address::of(&self.directories.data)?.connect_or_start(&self.directories, FaceKind::Window, hear)
    }

    #[cfg(not(target_os = "linux"))]
    fn shared(&self) -> Option<Face> {
        let _ = &self.ended;
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
