use crate::scheme::Scheme;
use crate::{Parsed, Refusal, parse, trimmed};

/// The longest list [`parse_list`] looks at, in bytes.
pub const MAX_LIST_BYTES: usize = 8 << 20;

/// The most entries.
pub const MAX_LINES: usize = 10_000;

/// The number of a line, from 1, and what it holds.
pub type Line = (usize, Result<Parsed, Refusal>);

/// Reads a list of URIs and gives each with the number of its line, from 1. A line may hold several, with commas,
/// semicolons or space between them. Blank lines and lines that begin with `#` are passed over.
///
/// # Errors
/// [`Refusal::TooLarge`] beyond [`MAX_LIST_BYTES`], [`Refusal::TooMany`] beyond [`MAX_LINES`].
pub fn parse_list(text: &str) -> Result<Vec<Line>, Refusal> {
    if text.len() > MAX_LIST_BYTES {
        return Err(Refusal::TooLarge);
    }
    let lines = text.lines().map(trimmed).zip(1..).filter(|(line, _)| !line.starts_with('#'));
    let said: Vec<_> = lines
        .flat_map(|(line, number)| entries(line).into_iter().map(move |entry| (entry, number)))
        .take(MAX_LINES + 1)
        .collect();
    if said.len() > MAX_LINES {
        return Err(Refusal::TooMany);
    }
    Ok(said.into_iter().map(|(entry, number)| (number, parse(entry))).collect())
}

/// The URIs of a line, or all of a line that doesn't begin with one. A comma, a semicolon or space ends a URI only if
/// another one follows, or nothing does: names hold all three.
fn entries(line: &str) -> Vec<&str> {
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
