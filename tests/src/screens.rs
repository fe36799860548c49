use std::{
    cell::Cell,
    env, fs,
    path::{Path, PathBuf},
};

/// The pictures of one journey, numbered in order: `<target folder>/watchword-screens/<journey>/01-welcome.png`.
pub(crate) struct Screens {
    folder: PathBuf,
    taken: Cell<u32>,
}

impl Screens {
    /// Starts afresh for `journey`.
    pub(crate) fn new(journey: &str) -> Self {
        let folder = target_folder().with_file_name("watchword-screens").join(journey);
        // There is nothing to remove the first time.
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("a folder for the pictures");
        Self { folder, taken: Cell::new(0) }
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The file of the next picture.
    pub(crate) fn next(&self, step: &str) -> PathBuf {
        self.taken.set(self.taken.get() + 1);
        self.folder.join(format!("{:02}-{step}.png", self.taken.get()))
    }
}

/// Where cargo put the binaries of this build (`…/debug`, `…/release`).
pub fn target_folder() -> PathBuf {
    let program = env::current_exe().expect("a program knows its own path");
    let folder = program.parent().expect("it is in a folder");
    // Tests are in the folder `deps` there.
    folder.parent().filter(|_| folder.ends_with("deps")).unwrap_or(folder).to_owned()
}
