use std::{collections::BTreeSet, fs};

use super::{
    exceptions::{LONG, LONG_TO_SPLIT},
    sources::{name, sources},
};

/// The most lines of a file; a longer one usually covers two subjects.
const MOST_LINES: usize = 400;

#[test]
fn no_file_is_too_long() {
    let long: BTreeSet<String> = sources(&[".rs", ".ts", ".svelte"])
        .iter()
        .filter(|file| fs::read_to_string(file).expect("a source is text").lines().count() > MOST_LINES)
        .map(|file| name(file))
        .collect();
    let excused = LONG.iter().map(|(file, _)| file).chain(LONG_TO_SPLIT);
    let excused: BTreeSet<String> = excused.map(|file| (*file).to_owned()).collect();
    let over: Vec<_> = long.difference(&excused).collect();
    assert!(over.is_empty(), "over {MOST_LINES} lines: {over:?}");
    let unused: Vec<_> = excused.difference(&long).collect();
    assert!(unused.is_empty(), "no longer too long, so no exception: {unused:?}");
}
