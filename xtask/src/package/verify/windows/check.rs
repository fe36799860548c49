use std::{fs, path::Path};

use crate::{Failed, Result};

/// Fails with a sentence, which lacks its full stop, unless something holds.
pub(super) fn ensure(holds: bool, otherwise: impl FnOnce() -> String) -> Result {
    if holds { Ok(()) } else { Err(Failed(format!("{}.", otherwise()))) }
}

/// Reads a file of any kind.
pub(super) fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).map_err(|error| Failed(format!("{}: {error}.", path.display())))
}
