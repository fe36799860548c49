//! What takes Windows' own functions, which Rust can only call as unsafe: no maintained crate wraps these. It is the only
//! unsafe code of the workspace, and on other systems there is nothing of it.
#![cfg(windows)]

mod confine;
mod console;
mod disk;
mod leaving;
mod private;
mod uptime;

pub use confine::confine;
pub use console::on_console_end;
pub use disk::free_bytes;
pub use leaving::listen;
pub use private::make_private;
pub use uptime::uptime;

use std::io;
use std::os::windows::ffi::OsStrExt as _;
use std::path::Path;

/// A path as Windows' functions take it: UTF-16, with a zero behind it.
///
/// # Errors
/// [`io::ErrorKind::InvalidInput`] for a path with a zero in it.
fn wide(path: &Path) -> io::Result<Vec<u16>> {
    let mut wide: Vec<u16> = path.as_os_str().encode_wide().collect();
    if wide.contains(&0) {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    wide.push(0);
    Ok(wide)
}

/// What a function says that returns 0 when it fails, and the reason aside.
fn done(answer: i32) -> io::Result<()> {
    if answer == 0 { Err(io::Error::last_os_error()) } else { Ok(()) }
}
