use std::{fs, path::PathBuf};

use super::sources::{name, sources};

/// A comment's longest line, in characters.
const MOST_CHARACTERS: usize = 100;
/// A doc comment with no more characters than this states no unit, range or invariant.
const LEAST_DOC_CHARACTERS: usize = 14;

#[test]
fn comments_are_at_most_100_characters_wide() {
    let wide = |line: &str| line.chars().count() > MOST_CHARACTERS && is_comment(line);
    let wide = find(&[".rs", ".ts", ".svelte"], |lines, at| wide(lines[at]));
    assert!(wide.is_empty(), "wider than {MOST_CHARACTERS} characters:\n{}", wide.join("\n"));
}

/// A name that needs no sentence has none, and a sentence says what the name can't.
#[test]
fn docs_say_more_than_a_name() {
    let short = find(&[".rs"], |lines, at| {
        let is_doc = |at: usize| lines.get(at).is_some_and(|line| doc(line).is_some());
        let is_alone = !is_doc(at + 1) && !at.checked_sub(1).is_some_and(is_doc);
        is_alone && doc(lines[at]).is_some_and(|text| text.chars().count() <= LEAST_DOC_CHARACTERS)
    });
    assert!(short.is_empty(), "these docs say nothing:\n{}", short.join("\n"));
}

/// What a line of a doc comment says.
fn doc(line: &str) -> Option<&str> {
    line.trim_start().strip_prefix("///").map(str::trim)
}

fn is_comment(line: &str) -> bool {
    ["//", "/*", "*", "<!--"].iter().any(|mark| line.trim_start().starts_with(mark))
}

/// The lines of sources with these endings of which `is_wrong` is true, by file and number.
fn find(endings: &[&str], is_wrong: impl Fn(&[&str], usize) -> bool) -> Vec<String> {
    let is_generated = |file: &PathBuf| file.ends_with("ui/src/lib/bindings.ts");
    let mut found = Vec::new();
    for file in sources(endings).iter().filter(|file| !is_generated(file)) {
        let text = fs::read_to_string(file).expect("a source is text");
        let lines: Vec<&str> = text.lines().collect();
        let wrong = (0..lines.len()).filter(|at| is_wrong(&lines, *at));
        found.extend(wrong.map(|at| format!("{}:{}: {}", name(file), at + 1, lines[at].trim())));
    }
    found
}
