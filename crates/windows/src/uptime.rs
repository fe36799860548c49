use std::time::Duration;

use windows_sys::Win32::System::SystemInformation::GetTickCount64;

/// How long the machine has been running, sleep included. Nobody can set it. A shutdown with fast
/// startup, which is Windows' default, counts as sleep; a restart begins from zero.
pub fn uptime() -> Duration {
    // SAFETY: it takes nothing and cannot fail.
    Duration::from_millis(unsafe { GetTickCount64() })
}
