use std::time::{SystemTime, UNIX_EPOCH};

/// A moment on the clock that runs from the machine's start, sleep included, and that nobody can
/// set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BootTime {
    /// Tells one start of the machine from another.
    pub boot: [u8; 16],
    /// Seconds since that start, time asleep included.
    pub seconds: u64,
}

impl BootTime {
    /// A start that the system does not name.
    pub const UNKNOWN: [u8; 16] = [0; 16];
}

/// Where the vault takes the time from. The program passes [`SystemClock`]; a test passes its own.
pub trait Clock: Send + Sync {
    /// Unix seconds, for the dates in backups and trash. A clock that is set changes nothing else.
    fn unix_seconds(&self) -> u64;
    /// What the waits after wrong PINs run on.
    fn boot_time(&self) -> BootTime;
}

/// The machine's own clocks: its time of day, and the one that runs from its start.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn unix_seconds(&self) -> u64 {
        SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |elapsed| elapsed.as_secs())
    }

    fn boot_time(&self) -> BootTime {
        boot_time()
    }
}

#[cfg(target_os = "linux")]
fn boot_time() -> BootTime {
    let boot = std::fs::read_to_string("/proc/sys/kernel/random/boot_id")
        .ok()
        .and_then(|id| uuid::Uuid::parse_str(id.trim()).ok())
        .unwrap_or_default();
    let now = rustix::time::clock_gettime(rustix::time::ClockId::Boottime);
    BootTime { boot: boot.into_bytes(), seconds: u64::try_from(now.tv_sec).unwrap_or(0) }
}

/// What Windows and macOS say about their start moves with the wall clock, which anyone can set: it
/// is not named, and an uptime that is less than it was tells of a restart.
#[cfg(windows)]
fn boot_time() -> BootTime {
    BootTime { boot: BootTime::UNKNOWN, seconds: watchword_windows::uptime().as_secs() }
}

/// As on Windows. This clock counts sleep and nobody sets it (`mach_continuous_time`);
/// `CLOCK_MONOTONIC` is the wall clock minus the start here.
#[cfg(target_os = "macos")]
fn boot_time() -> BootTime {
    let clock = nix::time::ClockId::from_raw(libc::CLOCK_MONOTONIC_RAW);
    let now = clock.now().ok().and_then(|now| u64::try_from(now.tv_sec()).ok());
    BootTime { boot: BootTime::UNKNOWN, seconds: now.unwrap_or(0) }
}

#[cfg(test)]
mod tests {
    use std::thread;
    use std::time::Duration;

    use super::*;

    #[test]
    fn boot_clock_runs_from_the_start_and_not_from_1970() {
        let (first, wall) = (SystemClock.boot_time(), SystemClock.unix_seconds());
        thread::sleep(Duration::from_millis(1100));
        let second = SystemClock.boot_time();
        assert_eq!(first.boot, second.boot);
        assert!((1..5).contains(&(second.seconds - first.seconds)), "{first:?} {second:?}");
        assert!(first.seconds > 0 && first.seconds < wall / 4, "{first:?}");
    }
}
