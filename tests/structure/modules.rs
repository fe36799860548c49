//! The module tree of one crate, and the imports between its files.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use super::{graph::Import, syntax::Syntax};

/// `crate::a::b` is `["a", "b"]`; the root is empty.
type ModulePath = Vec<String>;

pub(crate) struct Crate {
    modules: BTreeMap<ModulePath, (PathBuf, Syntax)>,
}

impl Crate {
    /// Reads a crate from its root file, a `lib.rs` or a `main.rs`.
    pub(crate) fn read(root: &Path) -> Self {
        let mut modules = BTreeMap::new();
        let folder = root.parent().expect("a file is in a folder").to_owned();
        let mut waiting = vec![(ModulePath::new(), root.to_owned(), folder)];
        while let Some((module, file, folder)) = waiting.pop() {
            let text = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
            let syntax = Syntax::parse(&text);
            for (name, path) in &syntax.modules {
                let beside = folder.join(format!("{name}.rs"));
                let child = match path {
                    Some(path) => file.parent().expect("a file is in a folder").join(path),
                    None if beside.is_file() => beside,
                    None => folder.join(name).join("mod.rs"),
                };
                // The modules of a file with a `#[path]` are in the file's own folder, as with a
                // `mod.rs`.
                let is_beside = path.is_some() || child.ends_with("mod.rs");
                let inside = match child.parent() {
                    Some(folder) if is_beside => folder.to_owned(),
                    _ => child.with_extension(""),
                };
                waiting.push((module.iter().chain([name]).cloned().collect(), child, inside));
            }
            modules.insert(module, (file, syntax));
        }
        Self { modules }
    }

    /// Returns the names of the crate's files.
    pub(crate) fn files(&self, name_of: &dyn Fn(&Path) -> String) -> Vec<String> {
        self.modules.values().map(|(file, _)| name_of(file)).collect()
    }

    /// Returns what each file imports from others. Re-exports (`pub use`) don't count, and a file
    /// with an `impl` of a type belongs to that type, so the type's name doesn't count either.
    pub(crate) fn imports(&self, name_of: &dyn Fn(&Path) -> String) -> BTreeSet<Import> {
        let mut imports = BTreeSet::new();
        for (module, (file, syntax)) in &self.modules {
            let used = syntax.uses.iter().filter(|used| !used.public).map(|used| &used.path);
            for path in used.chain(&syntax.paths) {
                let Some((target, item)) = self.resolve(module, path, 0) else { continue };
                let (other, _) = &self.modules[&target];
                if other == file || item.as_ref().is_some_and(|item| syntax.impls.contains(item)) {
                    continue;
                }
                let name = item.unwrap_or_else(|| "the module".to_owned());
                imports.insert(Import { from: name_of(file), to: name_of(other), name });
            }
        }
        imports
    }

    /// Returns the module that defines the target of a path, and the target's name there, or `None`
    /// if the target is the module itself.
    fn resolve(&self, module: &ModulePath, path: &[String], depth: usize) -> Option<(ModulePath, Option<String>)> {
        let (first, mut rest) = path.split_first()?;
        let mut place = module.clone();
        match first.as_str() {
            "crate" => place.clear(),
            "self" => {}
            "super" => _ = place.pop(),
            name if self.has(&place, name) => place.push(name.to_owned()),
            _ => return None,
        }
        while let Some((next, further)) = rest.split_first() {
            if next == "super" {
                place.pop();
            } else if self.has(&place, next) {
                place.push(next.clone());
            } else {
                let (_, syntax) = &self.modules[&place];
                let handed_on = syntax.uses.iter().find(|used| used.name == *next);
                let elsewhere = handed_on.filter(|_| depth < 8);
                return elsewhere
                    .and_then(|used| self.resolve(&place, &used.path, depth + 1))
                    .or_else(|| Some((place, Some(next.clone()).filter(|next| next != "*"))));
            }
            rest = further;
        }
        Some((place, None))
    }

    fn has(&self, place: &[String], child: &str) -> bool {
        self.modules
            .contains_key(&place.iter().map(String::as_str).chain([child]).map(str::to_owned).collect::<ModulePath>())
    }
}
