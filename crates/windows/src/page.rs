use std::io;
use std::path::Path;
use std::ptr::{null, null_mut};

use windows_sys::Win32::UI::Shell::ShellExecuteW;
use windows_sys::Win32::UI::WindowsAndMessaging::SW_SHOWNORMAL;

use crate::wide;

/// The largest result of [`ShellExecuteW`] that means an error.
const LARGEST_ERROR: usize = 32;

/// Opens a web page in the user's browser. Anything but HTTPS is refused, because the function that
/// opens it also starts programs.
///
/// # Errors
/// [`io::ErrorKind::InvalidInput`] for another address; [`io::ErrorKind::NotFound`] if Windows
/// opens nothing.
pub fn open_page(address: &str) -> io::Result<()> {
    if !address.starts_with("https://") {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    let address = wide(Path::new(address))?;
    // SAFETY: `address` ends in a zero and lives until the function returns. Null pointers mean no
    // window, the default verb, no arguments and the current folder.
    let opened = unsafe { ShellExecuteW(null_mut(), null(), address.as_ptr(), null(), null(), SW_SHOWNORMAL) };
    if opened as usize > LARGEST_ERROR { Ok(()) } else { Err(io::ErrorKind::NotFound.into()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_https_is_opened() {
        for address in ["", "notepad.exe", "http://example.org/", "file:///C:/Windows/notepad.exe", "https://a\0b"] {
            assert_eq!(open_page(address).map_err(|error| error.kind()), Err(io::ErrorKind::InvalidInput), "{address}");
        }
    }
}
