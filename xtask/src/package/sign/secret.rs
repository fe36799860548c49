use std::{fs, path::Path};

use crate::{Failed, Result};

/// Reads a password from a file. A line break after it doesn't count.
///
/// # Errors
/// Fails if the file can't be read, or if other users can read it.
pub(super) fn password(file: &Path) -> Result<Vec<u8>> {
    check(file)?;
    let mut password = fs::read(file).map_err(|error| Failed(format!("{}: {error}.", file.display())))?;
    while password.last().is_some_and(|byte| b"\r\n".contains(byte)) {
        password.pop();
    }
    Ok(password)
}

/// Checks that a secret file exists, and that other users can't read it.
///
/// # Errors
/// The message says how to correct that.
pub(super) fn check(file: &Path) -> Result {
    let details = fs::metadata(file).map_err(|error| Failed(format!("{}: {error}.", file.display())))?;
    #[cfg(unix)]
    if std::os::unix::fs::PermissionsExt::mode(&details.permissions()) & 0o077 != 0 {
        let file = file.display();
        return Err(Failed(format!("Other users can read {file}. Restrict it: chmod go= '{file}'")));
    }
    #[cfg(not(unix))]
    let _ = details;
    Ok(())
}
