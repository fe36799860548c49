//! Cameras, watched until they show a code. A camera, and with it its light, is on for as long as
//! its [`Stream`] lives.

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
    /// Lists the available cameras without turning any on.
    ///
    /// # Errors
    /// [`NoCamera::Absent`] if there are none, [`NoCamera::Refused`] if none may be used, and
    /// [`NoCamera::Unusable`] if the system can't list them.
    pub fn all() -> Result<Vec<Self>, NoCamera> {
        let cameras = system::all()?;
        if cameras.is_empty() { Err(NoCamera::Absent) } else { Ok(cameras) }
    }

    /// Lists a camera for each folder in `folder`. It plays the pictures in that folder in order of
    /// their names, in a loop.
    ///
    /// # Errors
    /// [`NoCamera::Absent`] if there is no such folder, or no folder in it.
    pub fn recordings(folder: &Path) -> Result<Vec<Self>, NoCamera> {
        recording::all(folder)
    }

    /// Turns the camera on, until the [`Stream`] is dropped.
    ///
    /// # Errors
    /// [`NoCamera::Busy`], [`NoCamera::Refused`], [`NoCamera::Lost`] if it is gone, and
    /// [`NoCamera::Unusable`] for any other failure.
    pub fn open(&self) -> Result<Stream, NoCamera> {
        match &self.device {
            Device::System(number) => system::Stream::open(*number).map(Frames::System),
            Device::Recording(folder) => recording::Stream::open(folder).map(Frames::Recording),
        }
        .map(Stream)
    }
}

/// A camera that is on. Turns it off when dropped.
pub struct Stream(Frames);

enum Frames {
    System(system::Stream),
    Recording(recording::Stream),
}

impl Stream {
    /// The next picture. Waits a few seconds for it at most.
    fn frame(&mut self) -> Result<Frame, NoCamera> {
        match &mut self.0 {
            Frames::System(stream) => stream.frame(),
            Frames::Recording(stream) => stream.frame(),
        }
    }

    /// Looks until a picture has a code, and returns its texts, or `None` if `keep_going` returns
    /// `false` first. `keep_going` gets each picture as it arrives, and why the last one searched
    /// gave nothing.
    ///
    /// # Errors
    /// [`NoCamera`], if no more pictures arrive.
    pub fn look(
        mut self,
        mut keep_going: impl FnMut(Frame, Option<Unreadable>) -> bool,
    ) -> Result<Option<Found>, NoCamera> {
        // One picture is read while the next ones are shown. Those that arrive meanwhile are
        // skipped.
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
