use std::borrow::Cow;

use data_encoding::{BASE64, HEXLOWER_PERMISSIVE};

use crate::refusal::Refusal;

/// Decodes base64 (RFC 4648, section 4) with its padding.
///
/// # Errors
/// [`Refusal::FileDamaged`] if it isn't base64.
pub(crate) fn base64(text: impl AsRef<[u8]>) -> Result<Vec<u8>, Refusal> {
    BASE64.decode(text.as_ref()).map_err(|_| Refusal::FileDamaged)
}

/// Decodes hexadecimal in either case.
///
/// # Errors
/// [`Refusal::FileDamaged`] if it isn't hexadecimal.
pub(crate) fn hex(text: impl AsRef<[u8]>) -> Result<Vec<u8>, Refusal> {
    HEXLOWER_PERMISSIVE.decode(text.as_ref()).map_err(|_| Refusal::FileDamaged)
}

/// The text in UTF-8 of a file that begins with a byte order mark of UTF-16, as some Windows
/// programs save one; any other bytes as they are.
pub(crate) fn utf_8(bytes: &[u8]) -> Cow<'_, [u8]> {
    let (from_bytes, units): (fn([u8; 2]) -> u16, _) = match bytes {
        [0xff, 0xfe, units @ ..] => (u16::from_le_bytes, units),
        [0xfe, 0xff, units @ ..] => (u16::from_be_bytes, units),
        _ => return Cow::Borrowed(bytes),
    };
    let (units, rest) = units.as_chunks();
    let text: Result<String, _> = char::decode_utf16(units.iter().copied().map(from_bytes)).collect();
    text.ok().filter(|_| rest.is_empty()).map_or(Cow::Borrowed(bytes), |text| Cow::Owned(text.into_bytes()))
}
