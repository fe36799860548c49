/// `issuer: account`, or the one that is not empty.
pub(crate) fn name(issuer: &str, account: &str) -> String {
    match (issuer, account) {
        (issuer, "") => issuer.into(),
        ("", account) => account.into(),
        (issuer, account) => format!("{issuer}: {account}"),
    }
}
