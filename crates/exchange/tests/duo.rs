//! Duo Mobile's accounts.

use watchword_exchange::{Format, Refusal};

use crate::reading::{all, assert_cut_is_refused, plain};

#[test]
fn accounts_are_read() {
    let file = br#"[
        {"version": 1.0, "accountType": "OtpAccount", "name": "jane", "otpGenerator": {"otpSecret": "NBSWY3DP"},
         "pkey": "9a011a29"},
        {"accountType": "OtpAccount", "name": "Example:joe", "otpGenerator": {"otpSecret": "NBSWY3DP", "counter": 3}}
    ]"#;
    let read = all(&["totp :jane NBSWY3DP SHA1 6 30", "hotp Example:joe NBSWY3DP SHA1 6 3"]);
    assert_eq!(plain(Format::Duo, file), read);
    assert_cut_is_refused(Format::Duo, file);
}

#[test]
fn a_refused_account_hides_no_other() {
    let file = br#"[
        {"accountType": "DuoAccount", "name": "push", "pkey": "9a011a29"},
        {"accountType": "OtpAccount", "otpGenerator": {"otpSecret": "NBSWY3DP", "counter": "3"}},
        {"accountType": "OtpAccount", "otpGenerator": {}},
        {"accountType": "OtpAccount", "otpGenerator": {"otpSecret": "NBSWY3DP"}}
    ]"#;
    let damaged = || Err(Refusal::FileDamaged);
    let push = Err(Refusal::UnsupportedType("DuoAccount".into()));
    let good = Ok("totp : NBSWY3DP SHA1 6 30".to_owned());
    assert_eq!(plain(Format::Duo, file), Ok(vec![push, damaged(), damaged(), good]));
}
