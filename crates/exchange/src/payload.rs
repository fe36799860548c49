use crate::entry::{Entry, Imported, Read};
use crate::format::{google_migration, otpauth};
use crate::limits::MAX_TEXT_BYTES;
use crate::lines::trimmed;
use crate::refusal::{OtherText, Refusal};
use crate::scheme::Scheme;

/// Reads the text of one QR code, or one URI: an account (`otpauth://`, `apple-otpauth://`,
/// `steam://`) or one QR code of a Google Authenticator export (`otpauth-migration://`,
/// `apple-otpauth-migration://`). Ignores the case of the scheme and whitespace around the text.
/// Every entry has the number 1.
///
/// # Errors
/// Any [`Refusal`] for the text as a whole. An account of an export that cannot be read is refused
/// in its own entry.
pub fn parse(text: &str) -> Result<Read, Refusal> {
    let text = trimmed(text);
    if text.len() > MAX_TEXT_BYTES {
        return Err(Refusal::TooLarge);
    }
    let other = || Refusal::NotAnAccount(OtherText::of(text));
    let (scheme, rest) = text.split_once("://").ok_or_else(other)?;
    let account = match Scheme::of(scheme).ok_or_else(other)? {
        Scheme::Otpauth => otpauth::parse(rest)?,
        Scheme::Steam => otpauth::parse_steam(rest)?,
        Scheme::Migration => return google_migration::parse(rest),
        Scheme::Unsupported(name) => return Err(Refusal::UnsupportedType(name.into())),
    };
    Ok(Read { entries: vec![Entry { number: 1, part: None, content: Ok(account) }] })
}

/// Reads the URI of one account, for files that hold such URIs among other things.
///
/// # Errors
/// As [`parse`], and [`Refusal::NotAnAccount`] for a Google Authenticator export.
pub(crate) fn account(uri: &str) -> Result<Imported, Refusal> {
    let mut entries = parse(uri)?.entries.into_iter();
    match (entries.next(), entries.next()) {
        (Some(Entry { part: None, content, .. }), None) => content,
        _ => Err(Refusal::NotAnAccount(OtherText::Other)),
    }
}
