use std::time::Duration;

use windows_sys::Win32::System::SystemInformation::GetTickCount64;
use windows_sys::Win32::UI::Input::KeyboardAndMouse::{GetLastInputInfo, LASTINPUTINFO};

/// The time since the last input of this session's user, sleep included, up to 49 days. `None` if
/// the session has no input, such as a service's.
pub fn idle_time() -> Option<Duration> {
    let mut last = LASTINPUTINFO { cbSize: size_of::<LASTINPUTINFO>() as u32, dwTime: 0 };
    // SAFETY: `last` has the size that it states and lives until the function returns.
    if unsafe { GetLastInputInfo(&mut last) } == 0 {
        return None;
    }
    // SAFETY: it takes nothing and cannot fail.
    let now = unsafe { GetTickCount64() };
    // The time of the input is the lower half of that count.
    Some(Duration::from_millis((now as u32).wrapping_sub(last.dwTime).into()))
}
