use percent_encoding::percent_decode_str;

use crate::limits::MAX_NAME_CHARS;
use crate::refusal::Refusal;

/// A name as it is kept and shown: trimmed, without control characters and without what turns the
/// direction of writing around (a name that reads as another one).
///
/// # Errors
/// [`Refusal::NameTooLong`] beyond [`MAX_NAME_CHARS`] characters.
pub fn clean_name(text: &str) -> Result<String, Refusal> {
    let visible: String = text.chars().filter(|c| !is_unseen(*c)).collect();
    let name = visible.trim();
    if name.chars().count() > MAX_NAME_CHARS {
        return Err(Refusal::NameTooLong);
    }
    Ok(name.to_owned())
}

/// A note as it is kept: trimmed, and without the same characters, except that it may have several
/// lines.
pub(crate) fn clean_note(text: &str) -> String {
    let visible: String = text.chars().filter(|c| *c == '\n' || !is_unseen(*c)).collect();
    visible.trim().to_owned()
}

/// Control characters, line and paragraph separators, byte order marks, bidirectional embeddings,
/// overrides and isolates. Joiners and direction marks stay: emoji, Persian and Hebrew need them.
fn is_unseen(character: char) -> bool {
    character.is_control() || matches!(character, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Issuer and account out of a label and an issuer that was given beside it (either may be empty).
///
/// The issuer beside it wins. A label that begins with it and a colon repeats it, and loses it. A
/// label that begins with something else keeps it, so that both are seen: `Contoso:jane` beside
/// `Microsoft` is the account `Contoso:jane` at Microsoft. Without an issuer beside it the label is
/// split at its colon, if there is exactly one. Otherwise all of it is the account.
pub(crate) fn split_label(label: &str, issuer: &str) -> Result<(String, String), Refusal> {
    split(label, sole_colon(label), &clean_name(issuer)?)
}

/// The same for a label that is percent-encoded. A single colon that is not, then, is the
/// separator, whatever other ones the names hold.
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

/// The account in a label beside an issuer: what follows the issuer, or all of it.
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

/// Percent-decoded; bytes that are no UTF-8 are replaced. For names only.
fn decode_lossy(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// A type's or an algorithm's name, fit to be shown: short enough that no seed put in its place is
/// repeated whole.
pub(crate) fn short_name(text: &str) -> String {
    text.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').take(12).collect()
}
