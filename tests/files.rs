//! The files of a folder, for tests that compare a vault's files.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

/// Returns every file below a folder, except locks, by its relative path.
#[track_caller]
pub(crate) fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(within) = folders.pop() {
        for entry in fs::read_dir(within).expect("a folder").flatten() {
            match entry.path() {
                path if path.is_dir() => folders.push(path),
                path if path.ends_with("lock") || path.ends_with("lock.next") => {}
                path => {
                    let name = path.strip_prefix(folder).expect("a file in the folder").to_owned();
                    found.insert(name, fs::read(path).expect("a file"));
                }
            }
        }
    }
    found
}
