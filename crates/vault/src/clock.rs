use std::time::{SystemTime, UNIX_EPOCH};

/// A time on the boot clock, which counts from the machine's boot, sleep included, and cannot be
/// set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BootTime {
    /// Identifies the boot; [`BootTime::UNKNOWN`] where the system does not.
    pub boot: [u8; 16],
    /// Seconds since that boot, sleep included.
    pub seconds: u64,
}

impl BootTime {
    /// The `boot` of a system that does not identify its boots.
    pub const UNKNOWN: [u8; 16] = [0; 16];
}

/// The vault's source of time. The program passes [`SystemClock`]; tests pass their own.
pub trait Clock: Send + Sync {
    /// The time of day in Unix seconds, for the dates of accounts, trash and backups. Setting this
    /// clock affects nothing else.
    fn unix_seconds(&self) -> u64;
    /// The time on the boot clock, on which the waits after wrong PINs run.
    fn boot_time(&self) -> BootTime;
}

/// The machine's own clocks: its time of day and its boot clock.
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

/// The boot time that Windows and macOS report moves with the wall clock, which anyone can set. The
/// boot therefore stays unidentified, and a shorter uptime than before means a restart.
#[cfg(windows)]
fn boot_time() -> BootTime {
    BootTime { boot: BootTime::UNKNOWN, seconds: watchword_windows::uptime().as_secs() }
}

/// As on Windows. This clock counts sleep and cannot be set (`mach_continuous_time`), whereas
/// `CLOCK_MONOTONIC` is the wall clock minus the boot time here.
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
    fn boot_clock_counts_from_the_boot_and_not_from_1970() {
        let (first, wall) = (SystemClock.boot_time(), SystemClock.unix_seconds());
        thread::sleep(Duration::from_millis(1100));
        let second = SystemClock.boot_time();
        assert_eq!(first.boot, second.boot);
        assert!((1..5).contains(&(second.seconds - first.seconds)), "{first:?} {second:?}");
        assert!(first.seconds > 0 && first.seconds < wall / 4, "{first:?}");
    }
}
