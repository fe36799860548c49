use watchword_vault::Clock;

/// When the user last did something, on the boot clock: sleep counts, and setting the time does nothing.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Idle {
    boot: [u8; 16],
    since: u64,
}

impl Idle {
    pub(crate) fn from_now(clock: &dyn Clock) -> Self {
        let now = clock.boot_time();
        Self { boot: now.boot, since: now.seconds }
    }

    /// Whether this many minutes have gone by.
    pub(crate) fn lasts(&self, minutes: u32, clock: &dyn Clock) -> bool {
        let now = clock.boot_time();
        now.boot != self.boot || now.seconds.saturating_sub(self.since) >= u64::from(minutes) * 60
    }
}
