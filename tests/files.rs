//! The files of a folder, for the tests that compare what a vault leaves.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

/// Every file beneath a folder, apart from locks, by its path from there.
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
                    let name = path.strip_prefix(folder).expect("beneath it").to_owned();
                    found.insert(name, fs::read(path).expect("a file"));
                }
            }
        }
    }
    found
}
