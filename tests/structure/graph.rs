//! The imports between files, and the circles among them.

use std::collections::{BTreeMap, BTreeSet};

/// An import: the importing file, the file that defines the name, and the name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Import {
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) name: String,
}

/// Returns the strongly connected components of two or more files (Tarjan's algorithm).
pub(crate) fn circles(imports: &BTreeSet<Import>) -> Vec<BTreeSet<String>> {
    let mut graph: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for Import { from, to, .. } in imports.iter().filter(|import| import.from != import.to) {
        graph.entry(from).or_default().insert(to);
    }
    let files: Vec<&str> = graph.keys().copied().collect();
    let mut search = Search { graph, ..Search::default() };
    for file in files {
        if !search.index.contains_key(file) {
            search.visit(file);
        }
    }
    search.circles
}

#[derive(Default)]
struct Search<'a> {
    graph: BTreeMap<&'a str, BTreeSet<&'a str>>,
    index: BTreeMap<&'a str, usize>,
    low: BTreeMap<&'a str, usize>,
    stack: Vec<&'a str>,
    circles: Vec<BTreeSet<String>>,
}

impl<'a> Search<'a> {
    fn visit(&mut self, file: &'a str) {
        let index = self.index.len();
        self.index.insert(file, index);
        let mut low = index;
        self.stack.push(file);
        for next in self.graph.get(file).cloned().unwrap_or_default() {
            if !self.index.contains_key(next) {
                self.visit(next);
                low = low.min(self.low[next]);
            } else if self.stack.contains(&next) {
                low = low.min(self.index[next]);
            }
        }
        self.low.insert(file, low);
        if low == index {
            let start = self.stack.iter().position(|other| *other == file).unwrap_or_default();
            let circle = self.stack.split_off(start);
            if circle.len() > 1 {
                self.circles.push(circle.into_iter().map(str::to_owned).collect());
            }
        }
    }
}
