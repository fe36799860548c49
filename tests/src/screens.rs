use std::{
    cell::Cell,
    env, fs,
    path::{Path, PathBuf},
};

/// The screenshots of one journey, numbered in order:
/// `<target folder>/watchword-screens/<journey>/01-welcome.png`.
pub(crate) struct Screens {
    folder: PathBuf,
    taken: Cell<u32>,
}

impl Screens {
    /// Creates an empty folder for `journey`, and removes an earlier one.
    pub(crate) fn new(journey: &str) -> Self {
        let folder = target_folder().with_file_name("watchword-screens").join(journey);
        // The first run has nothing to remove.
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("a folder for the screenshots");
        Self { folder, taken: Cell::new(0) }
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Returns the file of the next screenshot.
    pub(crate) fn next(&self, step: &str) -> PathBuf {
        self.taken.set(self.taken.get() + 1);
        self.folder.join(format!("{:02}-{step}.png", self.taken.get()))
    }
}

/// Returns the folder of this build's binaries (`…/debug`, `…/release`).
pub fn target_folder() -> PathBuf {
    let program = env::current_exe().expect("a program knows its own path");
    let folder = program.parent().expect("it is in a folder");
    // Test binaries are in its subfolder `deps`.
    folder.parent().filter(|_| folder.ends_with("deps")).unwrap_or(folder).to_owned()
}
