use watchword_agent::AccountName;

/// Returns the accounts of a vault with `count` accounts.
pub(crate) fn accounts(count: usize) -> Vec<AccountName> {
    (0..count).map(|number| named(&format!("id-{number}"), &format!("Site{number}"), &format!("ada{number}"))).collect()
}

pub(crate) fn named(id: &str, issuer: &str, account: &str) -> AccountName {
    AccountName { id: id.into(), issuer: issuer.into(), account: account.into() }
}

/// Returns accounts whose names would do harm where a program doesn't take them as they are: access
/// keys, markup, overrides of the direction of writing, line ends, and no end.
pub(crate) fn hostile() -> Vec<AccountName> {
    vec![
        named("1", "_Quit", "a__b"),
        named("2", "<b>&amp;</b>", "<img src='https://example.org'>"),
        named("3", "bank\u{202e}knab", "\u{2066}x\u{2069}"),
        named("4", "one\r\ntwo\tthree\u{0}", "\u{1b}[2J"),
        named("5", &"long".repeat(100), &"\u{1f512}".repeat(300)),
        named("6", "\u{202e}", ""),
        named("7", "", "&only"),
    ]
}
