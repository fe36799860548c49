//! Text: of a QR code, or a list of URIs.

use watchword_exchange::{MAX_NAME_CHARS, Parsed, parse, parse_list, to_uri};
use watchword_otp::Account;

pub(crate) fn run(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    if let Ok(Parsed::Account(account)) = parse(&text) {
        check(&account);
    }
    for (_, parsed) in parse_list(&text).into_iter().flatten() {
        if let Ok(Parsed::Account(account)) = parsed {
            check(&account);
        }
    }
}

/// Names that fit, codes as long as they should be, and nothing lost on the way to a URI and back.
pub(super) fn check(account: &Account) {
    assert!(account.issuer.chars().count() <= MAX_NAME_CHARS && account.account.chars().count() <= MAX_NAME_CHARS);
    let code = account.parameters.code(&account.secret, u64::MAX);
    assert_eq!(code.as_str().len(), usize::from(account.parameters.digits()));
    for at in [0, 1_700_000_000, u64::MAX] {
        let _ = account.parameters.timed(&account.secret, at);
    }
    assert_eq!(parse(&to_uri(account)).as_ref(), Ok(&Parsed::Account(account.clone())));
}
