use std::collections::BTreeSet;

use super::{
    exceptions::{CIRCLES, CIRCLES_TO_BREAK},
    graph::{Import, circles},
    modules::Crate,
    scripts,
    sources::{crate_roots, name, sources},
};

/// Files that import each other can only be understood together. The `impl`s of one type belong
/// together anyway, so the type's name doesn't count as an import there (`Crate::imports`).
#[test]
fn no_files_import_each_other() {
    let mut imports: BTreeSet<Import> = BTreeSet::new();
    for root in crate_roots() {
        imports.extend(Crate::read(&root).imports(&name));
    }
    imports.extend(scripts::imports(&sources(&[".ts", ".svelte"]), &name));
    assert!(imports.len() > 500, "{} imports are read", imports.len());

    let mut unused: BTreeSet<&str> = CIRCLES_TO_BREAK.iter().copied().collect();
    unused.extend(CIRCLES.iter().flat_map(|(files, _)| files.iter().copied()));
    let mut found = String::new();
    for circle in circles(&imports) {
        let lasting = CIRCLES.iter().find(|(files, _)| circle.iter().all(|file| files.contains(&file.as_str())));
        let folder = CIRCLES_TO_BREAK.iter().find(|folder| circle.iter().all(|file| file.starts_with(**folder)));
        if let Some((files, _)) = lasting {
            files.iter().for_each(|file| _ = unused.remove(file));
        } else if let Some(folder) = folder {
            unused.remove(folder);
        } else {
            found += &format!("\n{} files:", circle.len());
            for Import { from, to, name } in &imports {
                if from != to && circle.contains(from) && circle.contains(to) {
                    found += &format!("\n  {from} → {to}: {name}");
                }
            }
        }
    }
    assert!(found.is_empty(), "these import each other: {found}");
    assert!(unused.is_empty(), "no circle any more, so no exception: {unused:?}");
}
