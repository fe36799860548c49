use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// How many full files are kept beside the one in use.
pub const KEPT_FILES: u32 = 4;

/// The path of a rotated file: `<path>.1` is the newest, and 0 is the file in use.
pub(crate) fn rotated(path: &Path, number: u32) -> PathBuf {
    if number == 0 {
        return path.to_owned();
    }
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".{number}"));
    name.into()
}

/// Renames the file in use to `<path>.1`, and the others to make room for it. The oldest is deleted
/// if there are [`KEPT_FILES`]. If it stops half-way, no file but the oldest is lost, and the next
/// call completes it.
///
/// # Errors
/// The file in use has its name still.
pub(crate) fn rotate(path: &Path) -> io::Result<()> {
    // Up to the first free number: after a call that stopped half-way it isn't the last.
    let is_free = |number: &u32| !rotated(path, *number).try_exists().unwrap_or(true);
    let free = (1..=KEPT_FILES).find(is_free).unwrap_or(KEPT_FILES);
    for number in (0..free).rev() {
        fs::rename(rotated(path, number), rotated(path, number + 1))?;
    }
    Ok(())
}
