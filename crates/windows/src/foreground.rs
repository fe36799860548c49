use std::ffi::OsString;
use std::os::windows::ffi::OsStringExt as _;
use std::path::PathBuf;

use windows_sys::Win32::Foundation::CloseHandle;
use windows_sys::Win32::System::Threading::{
    OpenProcess, PROCESS_NAME_WIN32, PROCESS_QUERY_LIMITED_INFORMATION, QueryFullProcessImageNameW,
};
use windows_sys::Win32::UI::WindowsAndMessaging::{GetForegroundWindow, GetWindowThreadProcessId};

/// The longest path that is read, in UTF-16 units.
const MAX_UNITS: usize = 1024;

/// The window that the user works with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Foreground {
    /// Its handle, which Windows may use again for another window.
    pub window: u64,
    /// Its program's process id.
    pub process: u32,
    /// Its program's file, if Windows tells.
    pub program: Option<PathBuf>,
}

/// The window that the user works with. `None` if there is none, as for a moment while another one
/// comes to the front.
pub fn foreground() -> Option<Foreground> {
    // SAFETY: it takes nothing.
    let window = unsafe { GetForegroundWindow() };
    if window.is_null() {
        return None;
    }
    let mut process = 0;
    // SAFETY: `process` lives until the function returns. A window that has closed makes it fail.
    if unsafe { GetWindowThreadProcessId(window, &mut process) } == 0 {
        return None;
    }
    Some(Foreground { window: window as usize as u64, process, program: program(process) })
}

fn program(process: u32) -> Option<PathBuf> {
    // SAFETY: it takes numbers only.
    let handle = unsafe { OpenProcess(PROCESS_QUERY_LIMITED_INFORMATION, 0, process) };
    if handle.is_null() {
        return None;
    }
    let mut path = [0; MAX_UNITS];
    let mut units = MAX_UNITS as u32;
    // SAFETY: the handle is open, and `path` has that many units and lives until the function
    // returns.
    let told = unsafe { QueryFullProcessImageNameW(handle, PROCESS_NAME_WIN32, path.as_mut_ptr(), &mut units) };
    // SAFETY: the handle is open and isn't used again.
    unsafe { CloseHandle(handle) };
    (told != 0).then(|| OsString::from_wide(&path[..units as usize]).into())
}
