use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Who looks through a camera. One at a time: whoever begins ends the look before.
#[derive(Default)]
pub(crate) struct Looking {
    /// How often it was begun or stopped.
    turns: AtomicU32,
    /// Held while a camera is on.
    on: Mutex<()>,
}

impl Looking {
    /// Ends the look before, and returns the number of this one.
    pub(crate) fn begin(&self) -> u32 {
        self.turns.fetch_add(1, Ordering::SeqCst).wrapping_add(1)
    }

    /// Whether the look of this number is still the newest.
    pub(crate) fn goes_on(&self, turn: u32) -> bool {
        self.turns.load(Ordering::SeqCst) == turn
    }

    /// Waits until no other look has the camera, and keeps it so while the returned value lives.
    pub(crate) fn take_camera(&self) -> MutexGuard<'_, ()> {
        self.on.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Turns the camera off, if it is on.
    pub(crate) fn stop(&self) {
        self.begin();
    }
}
