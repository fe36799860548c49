//! The text of a QR code, or a list of URIs.

use watchword_exchange::{Format, MAX_ENTRIES, MAX_NAME_CHARS, Outcome, Read, parse, to_uri};
use watchword_otp::Account;

pub(crate) fn run(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    if let Some(account) = parse(&text).ok().and_then(Read::into_account) {
        check(&account);
    }
    let format = Format::detect(bytes);
    let Ok(Outcome::Read(read)) = format.unwrap_or(Format::UriList).read(text.as_bytes()) else { return };
    assert!(read.entries.len() <= MAX_ENTRIES && (format.is_none() || !read.entries.is_empty()));
    for imported in read.entries.iter().flat_map(|entry| &entry.content) {
        check(&imported.account);
    }
}

/// Checks that names fit, that a code has the account's digits, and that the account survives the
/// round trip through a URI.
pub(super) fn check(account: &Account) {
    assert!(account.issuer.chars().count() <= MAX_NAME_CHARS && account.account.chars().count() <= MAX_NAME_CHARS);
    let code = account.parameters.code(&account.secret, u64::MAX);
    assert_eq!(code.as_str().len(), usize::from(account.parameters.digits()));
    for at in [0, 1_700_000_000, u64::MAX] {
        let _ = account.parameters.timed(&account.secret, at);
    }
    assert_eq!(parse(&to_uri(account)).map(Read::into_account), Ok(Some(account.clone())));
}
