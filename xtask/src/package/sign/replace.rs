use std::{
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
};

use crate::{Failed, Result};

/// Makes a file with `write`, which gets the path to write to. The file appears when it is
/// complete, or not at all.
pub(super) fn replace(file: &Path, write: impl FnOnce(&Path) -> Result) -> Result {
    let mut name = OsString::from(file);
    name.push(".signing");
    let unfinished = PathBuf::from(name);
    // Usually there is nothing: the last attempt was not interrupted.
    let _ = fs::remove_file(&unfinished);
    let written = write(&unfinished)
        .and_then(|()| fs::rename(&unfinished, file).map_err(|error| Failed(format!("{}: {error}.", file.display()))));
    if written.is_err() {
        let _ = fs::remove_file(&unfinished);
    }
    written
}
