#[cfg(any(target_os = "linux", all(unix, test)))]
mod files;
#[cfg(any(target_os = "macos", test))]
mod managed;
#[cfg(windows)]
mod registry;

use crate::layer::Reading;

/// The largest file, in bytes.
#[cfg(any(not(windows), test))]
const MAX_BYTES: u64 = 1 << 20;

/// Reads this computer's policy. Takes milliseconds.
#[cfg(target_os = "linux")]
pub fn read() -> Reading {
    files::read(std::path::Path::new("/etc/watchword"), files::ROOT)
}

/// Reads this computer's policy. Takes milliseconds.
#[cfg(target_os = "macos")]
pub fn read() -> Reading {
    managed::read(std::path::Path::new("/Library/Managed Preferences"), std::env::var("USER").ok().as_deref())
}

/// Reads this computer's policy. Takes milliseconds.
#[cfg(windows)]
pub fn read() -> Reading {
    registry::read()
}

/// Reads a file of at most [`MAX_BYTES`], and nothing that blocks.
#[cfg(any(not(windows), test))]
fn bytes(path: &std::path::Path) -> std::io::Result<Vec<u8>> {
    use std::io::{Error, ErrorKind, Read as _};

    // A pipe would be waited for while it is opened.
    if !std::fs::metadata(path)?.is_file() {
        return Err(ErrorKind::InvalidInput.into());
    }
    let mut bytes = Vec::new();
    std::fs::File::open(path)?.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(Error::from(ErrorKind::FileTooLarge));
    }
    Ok(bytes)
}
