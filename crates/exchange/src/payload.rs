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
    let (scheme, rest) = split(text)?;
    if scheme == Scheme::Migration {
        return google_migration::parse(rest);
    }
    Ok(Read { entries: vec![Entry { number: 1, part: None, content: Ok(account(text)?) }] })
}

/// Reads the URI of one account, where an export of several has no place.
pub(crate) fn account(text: &str) -> Result<Imported, Refusal> {
    match split(text)? {
        (Scheme::Otpauth, rest) => otpauth::parse(rest),
        (Scheme::Steam, rest) => otpauth::parse_steam(rest),
        (Scheme::Migration, _) => Err(Refusal::UnsupportedType("otpauth-migration".into())),
        (Scheme::Unsupported(name), _) => Err(Refusal::UnsupportedType(name.into())),
    }
}

/// Splits a URI after its scheme.
fn split(text: &str) -> Result<(Scheme, &str), Refusal> {
    let text = trimmed(text);
    if text.len() > MAX_TEXT_BYTES {
        return Err(Refusal::TooLarge);
    }
    let other = || Refusal::NotAnAccount(OtherText::of(text));
    let (scheme, rest) = text.split_once("://").ok_or_else(other)?;
    Ok((Scheme::of(scheme).ok_or_else(other)?, rest))
}
