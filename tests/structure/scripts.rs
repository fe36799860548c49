//! The imports between the window's TypeScript and Svelte files.

use std::{
    collections::BTreeSet,
    fs,
    path::{Component, Path, PathBuf},
};

use super::graph::Import;

pub(crate) fn imports(files: &[PathBuf], name_of: &dyn Fn(&Path) -> String) -> BTreeSet<Import> {
    let mut imports = BTreeSet::new();
    for file in files {
        let text = fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let folder = file.parent().expect("a file is in a folder");
        for marker in ["from \"", "import \"", "import(\""] {
            for (at, _) in text.match_indices(marker) {
                let Some((path, _)) = text[at + marker.len()..].split_once('"') else { continue };
                // A script is imported without its extension, a component with it.
                let base = plain(&folder.join(path)).into_os_string();
                let endings = ["", ".ts"].map(|ending| {
                    let mut name = base.clone();
                    name.push(ending);
                    PathBuf::from(name)
                });
                if let (true, Some(to)) = (path.starts_with('.'), endings.iter().find(|path| files.contains(path))) {
                    imports.insert(Import { from: name_of(file), to: name_of(to), name: path.to_owned() });
                }
            }
        }
    }
    imports
}

/// Returns a path without its components `.` and `..`.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => _ = plain.pop(),
            part => plain.push(part),
        }
    }
    plain
}
