use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::clock::{BootTime, Clock};

/// A clock that moves only when a test sets it.
#[derive(Debug)]
pub struct ManualClock(Mutex<Times>);

#[derive(Debug, Clone, Copy)]
struct Times {
    unix: u64,
    boot: BootTime,
}

impl Default for ManualClock {
    /// Unix second 1,700,000,000, in November 2023, and 1,000 s after the boot.
    fn default() -> Self {
        Self::at(1_700_000_000, BootTime { boot: [1; 16], seconds: 1_000 })
    }
}

impl ManualClock {
    /// A clock that shows `unix` seconds as the time of day, and `boot` on the boot clock.
    pub fn at(unix: u64, boot: BootTime) -> Self {
        Self(Mutex::new(Times { unix, boot }))
    }

    /// Sets the time of day, in Unix seconds.
    pub fn set_unix(&self, unix: u64) {
        self.times().unix = unix;
    }

    /// Sets the boot clock.
    pub fn set_boot_time(&self, boot: BootTime) {
        self.times().boot = boot;
    }

    /// Advances both clocks by this many seconds.
    pub fn pass(&self, seconds: u64) {
        let mut times = self.times();
        times.unix = times.unix.saturating_add(seconds);
        times.boot.seconds = times.boot.seconds.saturating_add(seconds);
    }

    /// Restarts the machine: another boot, `seconds` ago.
    pub fn restart(&self, seconds: u64) {
        let mut times = self.times();
        times.boot.boot = u128::from_be_bytes(times.boot.boot).wrapping_add(1).to_be_bytes();
        times.boot.seconds = seconds;
    }

    fn times(&self) -> MutexGuard<'_, Times> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Clock for ManualClock {
    fn unix_seconds(&self) -> u64 {
        self.times().unix
    }

    fn boot_time(&self) -> BootTime {
        self.times().boot
    }
}
