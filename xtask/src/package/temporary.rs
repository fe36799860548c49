use std::{
    env,
    fs::{self, DirBuilder},
    io::ErrorKind,
    path::{Path, PathBuf},
    process,
    sync::atomic::{AtomicU32, Ordering},
};

use crate::{Failed, Result};

/// The number of folders that this process has made.
static MADE: AtomicU32 = AtomicU32::new(0);

/// An empty folder that only this user can read, and that is removed on drop.
pub(super) struct Temporary(PathBuf);

impl Temporary {
    pub(super) fn new() -> Result<Self> {
        #[cfg_attr(not(unix), expect(unused_mut, reason = "folders there have no mode"))]
        let mut builder = DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        loop {
            let number = MADE.fetch_add(1, Ordering::Relaxed);
            // Short, because GnuPG's sockets are in such folders, and a socket's path has at most
            // 107 bytes.
            let folder = env::temp_dir().join(format!("watchword-{}-{number}", process::id()));
            match builder.create(&folder) {
                Ok(()) => return Ok(Self(folder)),
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                Err(error) => return Err(Failed(format!("{}: {error}.", folder.display()))),
            }
        }
    }

    pub(super) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        // Nothing is lost if the folder stays.
        let _ = fs::remove_dir_all(&self.0);
    }
}
