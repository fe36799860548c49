use std::os::fd::AsFd;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use zeroize::Zeroizing;

use super::error::ClipboardError;

/// How long the other program may stay silent.
const ANSWERS_WITHIN: Duration = Duration::from_secs(4);

/// Contents of the clipboard, which their owner offers in several forms.
pub(super) trait Copied {
    /// The names of the forms.
    fn forms(&self) -> Result<Vec<String>, ClipboardError>;
    /// The bytes in one form, cut off at one more than `most`.
    fn read(&self, form: &str, most: usize) -> Result<Zeroizing<Vec<u8>>, ClipboardError>;
}

/// The time after which to give up on the other program.
#[derive(Clone, Copy)]
pub(super) struct Deadline(Instant);

impl Deadline {
    pub(super) fn after(time: Duration) -> Self {
        Self(Instant::now() + time)
    }

    /// Waits until `file` can be read. Fails once the deadline has passed or the other program has
    /// been silent for too long.
    pub(super) fn wait(&self, file: &impl AsFd) -> Result<(), ClipboardError> {
        loop {
            let left = self.0.saturating_duration_since(Instant::now()).min(ANSWERS_WITHIN);
            let left = Timespec::try_from(left).map_err(|_| ClipboardError::Failed)?;
            match poll(&mut [PollFd::new(file, PollFlags::IN)], Some(&left)) {
                Ok(1..) if !self.has_passed() => return Ok(()),
                Err(Errno::INTR) => {}
                _ => return Err(ClipboardError::Failed),
            }
        }
    }

    pub(super) fn has_passed(&self) -> bool {
        Instant::now() >= self.0
    }
}
