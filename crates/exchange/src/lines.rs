//! The lines of a list of URIs.

use crate::limits::MAX_LIST_BYTES;
use crate::scheme::Scheme;

/// The text of a file that may be a list of URIs: UTF-8, of at most [`MAX_LIST_BYTES`].
pub(crate) fn list(bytes: &[u8]) -> Option<&str> {
    std::str::from_utf8(bytes).ok().filter(|text| text.len() <= MAX_LIST_BYTES)
}

/// The URIs of a text, each with its line number, from 1. A line may hold several, separated by
/// commas, semicolons or whitespace. Skips blank lines and comments, which begin with `#`; returns
/// a line that doesn't begin with a URI whole.
pub(crate) fn uris(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let lines = (1..).zip(text.lines().map(trimmed)).filter(|(_, line)| !line.starts_with('#'));
    lines.flat_map(|(number, line)| split(line).into_iter().map(move |uri| (number, uri)))
}

/// Trims whitespace and byte order marks from both ends.
pub(crate) fn trimmed(text: &str) -> &str {
    text.trim_matches(|character: char| character.is_whitespace() || character == '\u{feff}')
}

/// The URIs of a line, or the whole line if it doesn't begin with one. A comma, a semicolon or
/// whitespace ends a URI only before another one and at the end of the line, because names contain
/// all three.
fn split(line: &str) -> Vec<&str> {
    if Scheme::begins(line).is_none() {
        return Some(line).filter(|line| !line.is_empty()).into_iter().collect();
    }
    let is_separator = |character: char| matches!(character, ',' | ';') || character.is_whitespace();
    let mut bounds = vec![0];
    let mut separated = false;
    for (at, character) in line.char_indices() {
        if separated && Scheme::begins(&line[at..]).is_some() {
            bounds.push(at);
        }
        separated = is_separator(character);
    }
    bounds.push(line.len());
    bounds.windows(2).map(|bounds| line[bounds[0]..bounds[1]].trim_end_matches(is_separator)).collect()
}
