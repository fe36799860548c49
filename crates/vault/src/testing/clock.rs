use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::clock::{BootTime, Clock};

/// A clock that stands still until it is turned.
#[derive(Debug)]
pub struct ManualClock(Mutex<Hands>);

#[derive(Debug, Clone, Copy)]
struct Hands {
    unix: u64,
    boot: BootTime,
}

impl Default for ManualClock {
    /// In November 2023, 1,000 s after the start of the machine.
    fn default() -> Self {
        Self::at(1_700_000_000, BootTime { boot: [1; 16], seconds: 1_000 })
    }
}

impl ManualClock {
    /// Shows this time: Unix seconds, and that of the boot clock.
    pub fn at(unix: u64, boot: BootTime) -> Self {
        Self(Mutex::new(Hands { unix, boot }))
    }

    /// Sets the clock that a user can set, in Unix seconds.
    pub fn set_unix(&self, unix: u64) {
        self.hands().unix = unix;
    }

    /// Sets the boot clock.
    pub fn set_boot_time(&self, boot: BootTime) {
        self.hands().boot = boot;
    }

    /// Lets seconds pass on both clocks.
    pub fn pass(&self, seconds: u64) {
        let mut hands = self.hands();
        hands.unix = hands.unix.saturating_add(seconds);
        hands.boot.seconds = hands.boot.seconds.saturating_add(seconds);
    }

    /// Restarts the machine: another boot, that many seconds ago.
    pub fn restart(&self, seconds: u64) {
        let mut hands = self.hands();
        hands.boot.boot = u128::from_be_bytes(hands.boot.boot).wrapping_add(1).to_be_bytes();
        hands.boot.seconds = seconds;
    }

    fn hands(&self) -> MutexGuard<'_, Hands> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Clock for ManualClock {
    fn unix_seconds(&self) -> u64 {
        self.hands().unix
    }

    fn boot_time(&self) -> BootTime {
        self.hands().boot
    }
}
