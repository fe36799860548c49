use std::io;
use std::path::Path;
use std::ptr::null_mut;

use windows_sys::Win32::Storage::FileSystem::GetDiskFreeSpaceExW;

use crate::{done, wide};

/// The bytes that this user may still write to the disk of `folder`.
///
/// # Errors
/// The system's error: the folder doesn't exist, or its disk doesn't report its free space.
pub fn free_bytes(folder: &Path) -> io::Result<u64> {
    let folder = wide(folder)?;
    let mut free = 0;
    // SAFETY: `folder` ends with a zero, `free` receives the answer, and the two null pointers
    // request nothing.
    done(unsafe { GetDiskFreeSpaceExW(folder.as_ptr(), &mut free, null_mut(), null_mut()) })?;
    Ok(free)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folder_has_free_bytes_and_a_missing_one_is_not_found() {
        let folder = tempfile::tempdir().unwrap();
        assert!(free_bytes(folder.path()).unwrap() > 0);
        assert_eq!(free_bytes(&folder.path().join("none")).unwrap_err().kind(), io::ErrorKind::NotFound);
    }
}
