//! Files by which desktops find programs, which Watchword writes for the user and removes again.

mod error;
#[cfg(any(unix, test))]
mod file;
#[cfg(any(target_os = "linux", test))]
mod text;

pub use self::error::EntryError;
#[cfg(any(unix, test))]
pub(crate) use self::file::EntryFile;
#[cfg(any(target_os = "linux", test))]
pub(crate) use self::text::{command, escaped, value};
