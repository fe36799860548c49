//! Cameras, looked through until they show a code. A camera is on, and its light with it, for as
//! long as a [`Stream`] lives.

mod device;
mod frame;
#[cfg(target_os = "linux")]
mod linux;
#[cfg(any(windows, target_os = "macos"))]
mod nokhwa;
mod recording;

use std::path::Path;
use std::sync::mpsc::{channel, sync_channel};
use std::thread;

use watchword_scan::{Found, Unreadable};

use device::Device;
pub use device::{Camera, NoCamera};
pub use frame::Frame;
#[cfg(target_os = "linux")]
use linux as system;
#[cfg(any(windows, target_os = "macos"))]
use nokhwa as system;

impl Camera {
    /// Lists the cameras that are there. None is turned on.
    ///
    /// # Errors
    /// [`NoCamera::Absent`], or [`NoCamera::Refused`] where there are some and none may be used.
    pub fn all() -> Result<Vec<Self>, NoCamera> {
        let cameras = system::all()?;
        if cameras.is_empty() { Err(NoCamera::Absent) } else { Ok(cameras) }
    }

    /// Lists a camera for each folder in `folder`, which plays the pictures in it by their names,
    /// again and again.
    ///
    /// # Errors
    /// [`NoCamera::Absent`] where there is no such folder.
    pub fn recordings(folder: &Path) -> Result<Vec<Self>, NoCamera> {
        recording::all(folder)
    }

    /// Turns it on, until the [`Stream`] is dropped.
    ///
    /// # Errors
    /// [`NoCamera`]: busy, refused, gone, or of no use here.
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
    /// The next picture. Waits for it for a few seconds at most.
    fn frame(&mut self) -> Result<Frame, NoCamera> {
        match &mut self.0 {
            Frames::System(stream) => stream.frame(),
            Frames::Recording(stream) => stream.frame(),
        }
    }

    /// Looks until a picture has a code, which it returns, or `keep_going` says no. `keep_going`
    /// gets each picture as it comes, and why the last one that was searched gave nothing.
    ///
    /// # Errors
    /// Why no more pictures come.
    pub fn look(
        mut self,
        mut keep_going: impl FnMut(Frame, Option<Unreadable>) -> bool,
    ) -> Result<Option<Found>, NoCamera> {
        // A picture is read while the next ones are shown; those that come meanwhile are not waited
        // for.
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
                if !keep_going(frame, why) {
                    drop(give);
                    return Ok(None);
                }
            }
        })
    }
}
