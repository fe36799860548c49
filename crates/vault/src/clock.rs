use std::time::{SystemTime, UNIX_EPOCH};

/// A moment on the clock that runs from the machine's start, sleep included, and that nobody can set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BootTime {
    /// Tells one start of the machine from another.
    pub boot: [u8; 16],
    /// Seconds since that start.
    pub seconds: u64,
}

impl BootTime {
    /// A start that the system does not name.
    pub const UNKNOWN: [u8; 16] = [0; 16];
}

/// Where the vault takes the time from. The program passes [`SystemClock`]; a test passes its own.
pub trait Clock: Send + Sync {
    /// Unix seconds, for the dates in backups and trash. Whoever sets the clock changes nothing else.
    fn unix_seconds(&self) -> u64;
    /// What the waits after wrong PINs run on.
    fn boot_time(&self) -> BootTime;
}

/// The machine's own clocks.
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

/// What these systems say about their start moves with the clock, which anyone can set; the uptime does not.
#[cfg(not(target_os = "linux"))]
fn boot_time() -> BootTime {
    BootTime { boot: BootTime::UNKNOWN, seconds: sysinfo::System::uptime() }
}
