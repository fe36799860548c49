use crate::{Parsed, Refusal, parse, trimmed};

/// The longest list [`parse_list`] looks at, in bytes.
pub const MAX_LIST_BYTES: usize = 8 << 20;

/// The most lines that say something.
pub const MAX_LINES: usize = 10_000;

/// The number of a line, from 1, and what it holds.
pub type Line = (usize, Result<Parsed, Refusal>);

/// Reads a list of URIs, one a line, and gives each with the number of its line, from 1. Blank lines and lines that
/// begin with `#` are passed over.
///
/// # Errors
/// [`Refusal::TooLarge`] beyond [`MAX_LIST_BYTES`], [`Refusal::TooMany`] beyond [`MAX_LINES`].
pub fn parse_list(text: &str) -> Result<Vec<Line>, Refusal> {
    if text.len() > MAX_LIST_BYTES {
        return Err(Refusal::TooLarge);
    }
    let lines = text.lines().map(trimmed).zip(1..);
    let said: Vec<_> =
        lines.filter(|(line, _)| !line.is_empty() && !line.starts_with('#')).take(MAX_LINES + 1).collect();
    if said.len() > MAX_LINES {
        return Err(Refusal::TooMany);
    }
    Ok(said.into_iter().map(|(line, number)| (number, parse(line))).collect())
}
