use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use watchword_otp::{Account, Kind};
use zeroize::Zeroizing;

use crate::entry::Imported;

/// Everything except RFC 3986's unreserved characters (section 2.3). A space becomes `%20`, which
/// every reader accepts, never `+`.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The `otpauth://` URI of an account, for a QR code or an export, with every parameter spelt out.
/// [`crate::parse`] returns the same account, with one exception: an account named after Steam
/// without Steam's parameters is refused or, with five digits, read as a Steam account.
///
/// Steam accounts are written as `otpauth://steam/`: a reader that doesn't know this type refuses
/// it instead of showing wrong codes.
pub fn to_uri(account: &Account) -> Zeroizing<String> {
    let encoded = |text: &str| utf8_percent_encode(text, RESERVED).to_string();
    let parameters = &account.parameters;
    let (name, moving) = match parameters.kind() {
        Kind::Totp { period } => ("totp", format!("period={period}")),
        Kind::Steam { period } => ("steam", format!("period={period}")),
        Kind::Hotp { counter } => ("hotp", format!("counter={counter}")),
    };
    let issuer = encoded(&account.issuer);
    // The only unencoded colon is the separator. Without an issuer it is needed only if the account
    // name contains a colon.
    let prefix = if issuer.is_empty() && !account.account.contains(':') { String::new() } else { format!("{issuer}:") };
    let issuer = if issuer.is_empty() { issuer } else { format!("&issuer={issuer}") };
    // Longer than any account's URI, so that the buffer never moves and leaves a seed behind.
    let mut uri = Zeroizing::new(String::with_capacity(32 << 10));
    let label = encoded(&account.account);
    let secret = account.secret.to_base32();
    let (algorithm, digits) = (parameters.algorithm().name(), parameters.digits());
    for piece in ["otpauth://", name, "/", &prefix, &label, "?secret=", &secret, &issuer, "&algorithm=", algorithm] {
        uri.push_str(piece);
    }
    uri.push_str(&format!("&digits={digits}&{moving}"));
    uri
}

/// The same, with privacyIDEA's request for the PIN if each of the account's codes needs it.
pub fn to_uri_with_lock(imported: &Imported) -> Zeroizing<String> {
    let mut uri = to_uri(&imported.account);
    if imported.asks_for_pin {
        uri.push_str("&app_force_unlock=pin");
    }
    uri
}
