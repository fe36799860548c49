//! Files by which desktops find programs, which Watchword writes for the user and removes again.

mod error;
#[cfg(any(target_os = "linux", test))]
mod text;

pub use self::error::EntryError;
#[cfg(any(target_os = "linux", test))]
pub(crate) use self::text::{command, escaped, value};
