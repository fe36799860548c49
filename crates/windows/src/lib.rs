//! Calls to Windows' own functions that no maintained crate wraps, so Rust can only call them as
//! unsafe. This is the only unsafe code in the workspace. On other systems the crate is empty.
#![cfg(windows)]

mod confine;
mod console;
mod disk;
mod event_log;
mod foreground;
mod hotkeys;
mod idle;
mod keyboard;
mod leaving;
mod page;
mod private;
mod uptime;

pub use confine::confine;
pub use console::on_console_end;
pub use disk::free_bytes;
pub use event_log::report_event;
pub use foreground::{Foreground, foreground};
pub use hotkeys::{HotkeyThread, KeyCombination, listen_for_hotkeys};
pub use idle::idle_time;
pub use keyboard::{is_key_held, type_return, type_unit};
pub use leaving::listen;
pub use page::open_page;
pub use private::make_private;
pub use uptime::uptime;

use std::io;
use std::os::windows::ffi::OsStrExt as _;
use std::path::Path;

/// Converts a path for Windows' functions: UTF-16, followed by a zero.
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

/// Converts the result of a function that returns 0 when it fails and sets the last error.
fn done(answer: i32) -> io::Result<()> {
    if answer == 0 { Err(io::Error::last_os_error()) } else { Ok(()) }
}
