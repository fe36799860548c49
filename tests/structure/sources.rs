//! The handwritten source files of the workspace.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// Returns every source file with one of these endings, sorted.
pub(crate) fn sources(endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![workspace().to_owned()];
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        for path in entries.map(|entry| entry.expect("a folder can be read").path()) {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            if path.is_dir() {
                // Build output and third-party code.
                if !name.starts_with('.') && !["target", "node_modules", "dist", "gen"].contains(&&*name) {
                    folders.push(path);
                }
            } else if endings.iter().any(|ending| name.ends_with(ending)) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// Returns the root file of each crate: of libraries, programs, tests and build scripts.
pub(crate) fn crate_roots() -> Vec<PathBuf> {
    let is_root = |file: &PathBuf| {
        let name =
            |path: Option<&Path>| path.and_then(Path::file_name).unwrap_or_default().to_string_lossy().into_owned();
        let alone = ["tests", "targets"].contains(&&*name(file.parent()));
        alone || ["lib.rs", "main.rs", "build.rs"].contains(&&*name(Some(file)))
    };
    sources(&[".rs"]).into_iter().filter(is_root).collect()
}

/// Returns a file's path relative to the workspace root, with `/` as the separator.
pub(crate) fn name(file: &Path) -> String {
    // Canonical, because `#[path]` may contain `..`.
    let canonical = |path: &Path| fs::canonicalize(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let (file, root) = (canonical(file), canonical(workspace()));
    file.strip_prefix(root).expect("a file of the workspace").to_string_lossy().replace('\\', "/")
}

pub(crate) fn workspace() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the tests are a folder of the workspace")
}
