use percent_encoding::percent_decode_str;
use zeroize::Zeroizing;

use crate::limits::{MAX_GROUPS, MAX_NAME_CHARS};
use crate::refusal::Refusal;

/// Cleans a name for storage and display: trims it, and removes control characters and those that
/// reverse the direction of writing, which make a name read as another one.
///
/// # Errors
/// [`Refusal::NameTooLong`] beyond [`MAX_NAME_CHARS`] characters.
pub fn clean_name(text: &str) -> Result<String, Refusal> {
    if is_too_long(text) {
        return Err(Refusal::NameTooLong);
    }
    let visible: String = text.chars().filter(|c| !is_unseen(*c)).collect();
    let name = visible.trim();
    if name.chars().count() > MAX_NAME_CHARS {
        return Err(Refusal::NameTooLong);
    }
    Ok(name.to_owned())
}

/// Cleans a note for storage: trims it, and removes the same characters, except that every line end
/// becomes a line feed and a tab a space, so that what they separate stays apart.
pub(crate) fn clean_note(text: &str) -> Zeroizing<String> {
    let mut note = Zeroizing::new(String::with_capacity(text.len()));
    let mut after_return = false;
    for character in text.chars() {
        match character {
            '\n' if after_return => {}
            '\n' | '\r' | '\u{2028}' | '\u{2029}' => note.push('\n'),
            '\t' => note.push(' '),
            unseen if is_unseen(unseen) => {}
            visible => note.push(visible),
        }
        after_return = character == '\r';
    }
    Zeroizing::new(note.trim().to_owned())
}

/// Cleans the names of groups, and leaves out those that are empty, repeated or beyond
/// [`MAX_GROUPS`].
pub(crate) fn clean_groups(names: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut groups = Vec::new();
    for group in names.into_iter().map(|name| clean_group(&name)) {
        if groups.len() < MAX_GROUPS && !group.is_empty() && !groups.contains(&group) {
            groups.push(group);
        }
    }
    groups
}

/// Cleans the name of a group as [`clean_name`] does, but cuts one that is too long.
pub(crate) fn clean_group(name: &str) -> String {
    let visible = name.chars().take(64 * MAX_NAME_CHARS).filter(|c| !is_unseen(*c));
    let name: String = visible.skip_while(|c| c.is_whitespace()).take(MAX_NAME_CHARS).collect();
    name.trim_end().to_owned()
}

/// Whether a text is too long for a name, whatever is removed from it. One text in a file may be
/// the name of thousands of entries, so that this is asked before it is copied for each.
pub(crate) fn is_too_long(text: &str) -> bool {
    text.len() > 64 * MAX_NAME_CHARS
}

/// Whether a character is a control character, a line or paragraph separator, a byte order mark, or
/// a bidirectional embedding, override or isolate. Joiners and direction marks aren't: emoji,
/// Persian and Hebrew need them.
fn is_unseen(character: char) -> bool {
    character.is_control() || matches!(character, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Splits a label into issuer and account, given a separate issuer. Either may be empty.
///
/// The separate issuer wins. If the label repeats it before a colon, that part is dropped. Any
/// other prefix stays, so that both are visible: `Contoso:jane` with the issuer `Microsoft` is the
/// account `Contoso:jane` at Microsoft. Without a separate issuer, a label with exactly one colon
/// is split there; otherwise the whole label is the account.
pub(crate) fn split_label(label: &str, issuer: &str) -> Result<(String, String), Refusal> {
    split(label, sole_colon(label), &clean_name(issuer)?)
}

/// Does the same for a percent-encoded label. A single unencoded colon is the separator, whatever
/// encoded colons the names contain.
pub(crate) fn split_encoded_label(label: &str, issuer: &str) -> Result<(String, String), Refusal> {
    let whole = decode_lossy(label);
    let parts = sole_colon(label).map(|(left, right)| (decode_lossy(left), decode_lossy(right)));
    let parts = parts.as_ref().map(|(left, right)| (left.as_str(), right.as_str())).or_else(|| sole_colon(&whole));
    split(&whole, parts, &clean_name(issuer)?)
}

fn split(whole: &str, parts: Option<(&str, &str)>, issuer: &str) -> Result<(String, String), Refusal> {
    let Some((left, right)) = parts.filter(|_| issuer.is_empty()) else {
        return Ok((issuer.to_owned(), without_issuer(whole, parts, issuer)?));
    };
    Ok((clean_name(left)?, clean_name(right)?))
}

/// The account in a label, given a separate issuer: what follows the issuer, or the whole label.
fn without_issuer(whole: &str, parts: Option<(&str, &str)>, issuer: &str) -> Result<String, Refusal> {
    if let Some((left, right)) = parts {
        let left = clean_name(left)?;
        if left.is_empty() || left.to_lowercase() == issuer.to_lowercase() {
            return clean_name(right);
        }
    }
    let account = clean_name(whole)?;
    match account.strip_prefix(issuer).and_then(|rest| rest.strip_prefix(':')) {
        Some(rest) if !issuer.is_empty() => clean_name(rest),
        _ => Ok(account),
    }
}

/// Both sides of the colon, if there is exactly one.
fn sole_colon(text: &str) -> Option<(&str, &str)> {
    text.split_once(':').filter(|(_, right)| !right.contains(':'))
}

/// Percent-decodes a name, and replaces bytes that aren't UTF-8. Not for secrets.
fn decode_lossy(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// Shortens the name of a type or an algorithm for display, so that a seed in its place is never
/// repeated whole.
pub(crate) fn short_name(text: &str) -> String {
    text.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').take(12).collect()
}
