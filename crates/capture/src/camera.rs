//! Cameras, looked through until they show a code. A camera is on, and its light with it, for as long as a [`Stream`] lives.

mod frame;
#[cfg(target_os = "linux")]
mod linux;
#[cfg(any(windows, target_os = "macos"))]
mod nokhwa;
mod recording;

use std::path::{Path, PathBuf};
use std::sync::mpsc::{channel, sync_channel};
use std::thread;

use thiserror::Error;
use watchword_scan::{Found, Unreadable};

pub use frame::Frame;
#[cfg(target_os = "linux")]
use linux as system;
#[cfg(any(windows, target_os = "macos"))]
use nokhwa as system;

/// The size that is asked of a camera, in pixels: what lies nearest to it is taken. More is slower to come and to read.
const WANTED_SIZE: (u32, u32) = (1280, 720);

/// A camera that is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Camera {
    /// Tells it from the others, for as long as it is there.
    pub id: u32,
    /// As its maker calls it.
    pub name: String,
    device: Device,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Device {
    /// The system's, by its number there.
    System(u32),
    /// Pictures in a folder.
    Recording(PathBuf),
}

/// Why nothing can be seen through a camera.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum NoCamera {
    /// There is none.
    #[error("there is no camera")]
    Absent,
    /// The system does not let this user or this program use it.
    #[error("using the camera is not allowed")]
    Refused,
    /// Another program uses it.
    #[error("the camera is in use by another program")]
    Busy,
    /// It was there and is gone, or sends no pictures.
    #[error("the camera sends no pictures")]
    Lost,
    /// It sends pictures in no form that is known here.
    #[error("the camera cannot be used")]
    Unusable,
}

impl Camera {
    /// All that are there. None is turned on.
    ///
    /// # Errors
    /// [`NoCamera::Absent`], or [`NoCamera::Refused`] where there are some and none may be used.
    pub fn all() -> Result<Vec<Self>, NoCamera> {
        let cameras = system::all()?;
        if cameras.is_empty() { Err(NoCamera::Absent) } else { Ok(cameras) }
    }

    /// One for each folder in `folder`, which plays the pictures in it, by their names, again and again.
    ///
    /// # Errors
    /// [`NoCamera::Absent`] where there is no such folder.
    pub fn recordings(folder: &Path) -> Result<Vec<Self>, NoCamera> {
        recording::all(folder)
    }

    /// Turns it on.
    ///
    /// # Errors
    /// [`NoCamera`].
    pub fn open(&self) -> Result<Stream, NoCamera> {
        match &self.device {
            Device::System(number) => system::Stream::open(*number).map(Frames::System),
            Device::Recording(folder) => recording::Stream::open(folder).map(Frames::Recording),
        }
        .map(Stream)
    }
}

/// A camera that is on; off again when this is dropped.
pub struct Stream(Frames);

enum Frames {
    System(system::Stream),
    Recording(recording::Stream),
}

impl Stream {
    /// The next picture; waits for it for a few seconds at most.
    ///
    /// # Errors
    /// Why none comes.
    fn frame(&mut self) -> Result<Frame, NoCamera> {
        match &mut self.0 {
            Frames::System(stream) => stream.frame(),
            Frames::Recording(stream) => stream.frame(),
        }
    }

    /// Looks until a picture has a code, or `goes_on` says no. It gets each picture as it comes, and why the last one that
    /// was looked through gave nothing.
    ///
    /// # Errors
    /// Why no more pictures come.
    pub fn look(
        mut self,
        mut goes_on: impl FnMut(Frame, Option<Unreadable>) -> bool,
    ) -> Result<Option<Found>, NoCamera> {
        // A picture is read while the next ones are shown; those that come meanwhile are not waited for.
        let (give, given) = sync_channel::<Frame>(0);
        let (tell, told) = channel();
        thread::scope(|scope| {
            scope.spawn(move || given.iter().all(|frame| tell.send(frame.read()).is_ok()));
            let mut why = None;
            loop {
                let frame = self.frame()?;
                match told.try_recv() {
                    Ok(Ok(found)) => return Ok(Some(found)),
                    Ok(Err(unreadable)) => why = Some(unreadable),
                    Err(_) => {}
                }
                let _ = give.try_send(frame.clone());
                if !goes_on(frame, why) {
                    drop(give);
                    return Ok(None);
                }
            }
        })
    }
}
