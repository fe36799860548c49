/// `issuer: account`, or the one there is.
pub(crate) fn name(issuer: &str, account: &str) -> String {
    match (issuer, account) {
        (issuer, "") => issuer.into(),
        ("", account) => account.into(),
        (issuer, account) => format!("{issuer}: {account}"),
    }
}
