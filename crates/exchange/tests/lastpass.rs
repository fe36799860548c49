//! LastPass Authenticator's export.

use watchword_exchange::{Format, Refusal};

use crate::reading::{all, assert_cut_is_refused, plain};

const FORMAT: Format = Format::LastPass;

fn export(accounts: &str) -> Vec<u8> {
    let folders = r#"[{"id": 1, "name": "Work", "isOpened": true}, {"id": 2}]"#;
    format!(r#"{{"deviceId": "", "version": 3, "accounts": {accounts}, "folders": {folders}}}"#).into_bytes()
}

#[test]
fn accounts_are_read() {
    let file = export(
        r#"[{"accountID": "1", "issuerName": "Example", "originalIssuerName": "Else", "userName": "jane",
             "originalUserName": "joe", "secret": "NBSWY3DP", "timeStep": 60, "digits": 8, "algorithm": "SHA256",
             "folderData": {"folderId": 1, "position": 0}},
            {"issuerName": "", "originalIssuerName": "Example", "userName": " ", "originalUserName": "joe",
             "secret": "NBSWY3DP", "folderData": {"folderId": 2, "position": 0}},
            {"issuerName": "", "userName": "alone", "secret": "nbsw y3dp", "folderData": null}]"#,
    );
    let read = [
        "totp Example:jane NBSWY3DP SHA256 8 60 [Work]",
        "totp Example:joe NBSWY3DP SHA1 6 30",
        "totp :alone NBSWY3DP SHA1 6 30",
    ];
    assert_eq!(plain(FORMAT, &file), all(&read));
    assert_cut_is_refused(FORMAT, &file);
    assert_eq!(plain(FORMAT, &export("[]")), Ok(Vec::new()));
}

#[test]
fn a_refused_account_hides_no_other() {
    let file = export(
        r#"[{"secret": "NBSWY3DP", "algorithm": "MD5"}, {"secret": "NBSWY3DP", "digits": 11},
            {"secret": "NBSWY3DP", "timeStep": 0}, {"userName": "a"}, {"secret": "NBSWY3DP"}]"#,
    );
    let why = [Refusal::UnsupportedAlgorithm("MD5".into()), Refusal::Digits, Refusal::Period, Refusal::FileDamaged];
    let expected = why.into_iter().map(Err).chain([Ok("totp : NBSWY3DP SHA1 6 30".to_owned())]).collect();
    assert_eq!(plain(FORMAT, &file), Ok(expected));
}

#[test]
fn damaged_exports_are_refused_by_name() {
    let damaged = br#"{"deviceId": "", "version": 1, "folders": []}"#.to_vec();
    for file in [damaged, export("{}"), export("null")] {
        assert_eq!(plain(FORMAT, &file), Err(Refusal::FileDamaged));
    }
}
