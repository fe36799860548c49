use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Scans with a camera, one at a time: starting one ends the one before.
#[derive(Default)]
pub(crate) struct Looking {
    /// The number of starts and stops so far.
    turns: AtomicU32,
    /// Held while a camera is on.
    on: Mutex<()>,
}

impl Looking {
    /// Ends the scan before, and returns the number of the new one.
    pub(crate) fn begin(&self) -> u32 {
        self.turns.fetch_add(1, Ordering::SeqCst).wrapping_add(1)
    }

    /// Whether the scan of this number is still the newest.
    pub(crate) fn goes_on(&self, turn: u32) -> bool {
        self.turns.load(Ordering::SeqCst) == turn
    }

    /// Waits until no other scan uses a camera, and reserves it while the returned value lives.
    pub(crate) fn take_camera(&self) -> MutexGuard<'_, ()> {
        self.on.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Turns the camera off, if it is on.
    pub(crate) fn stop(&self) {
        self.begin();
    }
}
