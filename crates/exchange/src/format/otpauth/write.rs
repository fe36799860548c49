use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use watchword_otp::{Account, Kind};
use zeroize::Zeroizing;

/// Everything but RFC 3986's unreserved characters. A space becomes `%20`, which every reader
/// takes, never `+`.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The `otpauth://` URI of an account, for a QR code or an export, with every parameter spelt out.
/// [`crate::parse`] gives the same account back, except for one whose name says that it is Steam's
/// and whose parameters aren't: that one is refused, or with five digits comes back as what it is,
/// a Steam account.
///
/// Steam accounts are written as `otpauth://steam/`: a reader that does not know them refuses,
/// instead of showing wrong codes.
pub fn to_uri(account: &Account) -> Zeroizing<String> {
    let encoded = |text: &str| utf8_percent_encode(text, RESERVED).to_string();
    let parameters = &account.parameters;
    let (name, moving) = match parameters.kind() {
        Kind::Totp { period } => ("totp", format!("period={period}")),
        Kind::Steam { period } => ("steam", format!("period={period}")),
        Kind::Hotp { counter } => ("hotp", format!("counter={counter}")),
    };
    let issuer = encoded(&account.issuer);
    // The one bare colon is the separator. Without an issuer it is only needed where the account
    // has one of its own.
    let prefix = if issuer.is_empty() && !account.account.contains(':') { String::new() } else { format!("{issuer}:") };
    let issuer = if issuer.is_empty() { issuer } else { format!("&issuer={issuer}") };
    // Longer than any URI of an account can get, so that the buffer never moves and leaves a seed
    // behind.
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
