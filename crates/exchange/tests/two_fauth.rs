//! 2FAuth's export.

use watchword_exchange::{Format, Refusal};

use crate::reading::{all, assert_cut_is_refused, plain};

const FORMAT: Format = Format::TwoFAuth;

fn export(schema: u32, data: &str) -> Vec<u8> {
    format!(r#"{{"app": "2fauth_v5.2.0", "schema": {schema}, "datetime": "2026-01-01T00:00:00Z", "data": {data}}}"#)
        .into_bytes()
}

#[test]
fn accounts_are_read() {
    let file = export(
        1,
        r#"[{"otp_type": "totp", "account": "jane", "service": "Example", "icon": null, "secret": "NBSWY3DP",
             "digits": 8, "algorithm": "sha256", "period": 60, "counter": null, "legacy_uri": "otpauth://totp/"},
            {"otp_type": "hotp", "account": "joe", "service": null, "secret": "NBSWY3DP", "digits": 7,
             "algorithm": "sha512", "period": null, "counter": 5},
            {"otp_type": "steamtotp", "account": "ada", "service": "Steam", "secret": "NBSWY3DP", "digits": 5,
             "algorithm": "sha1", "period": 30}]"#,
    );
    let read = [
        "totp Example:jane NBSWY3DP SHA256 8 60",
        "hotp :joe NBSWY3DP SHA512 7 5",
        "steam Steam:ada NBSWY3DP SHA1 5 30",
    ];
    assert_eq!(plain(FORMAT, &file), all(&read));
    assert_cut_is_refused(FORMAT, &file);
}

#[test]
fn a_refused_account_hides_no_other() {
    let account = |fields: &str| format!(r#"{{"account": "a", "secret": "NBSWY3DP", {fields}}}"#);
    let refusals = [
        (account(r#""otp_type": "Xotp""#), Refusal::UnsupportedType("Xotp".into())),
        (account(r#""otp_type": "totp", "algorithm": "md5""#), Refusal::UnsupportedAlgorithm("md5".into())),
        (account(r#""otp_type": "steamtotp", "period": 40"#), Refusal::SteamParameters),
        (account(r#""otp_type": "steamtotp", "algorithm": "sha256""#), Refusal::SteamParameters),
        (account(r#""digits": 6"#), Refusal::FileDamaged),
    ];
    let data: Vec<_> =
        refusals.iter().map(|(json, _)| json.clone()).chain([account(r#""otp_type": "totp""#)]).collect();
    let expected = refusals.map(|(_, why)| Err(why)).into_iter().chain([Ok("totp :a NBSWY3DP SHA1 6 30".into())]);
    assert_eq!(plain(FORMAT, &export(1, &format!("[{}]", data.join(",")))), Ok(expected.collect()));
}

#[test]
fn newer_and_damaged_exports_are_refused_by_name() {
    assert_eq!(plain(FORMAT, &export(2, "[]")), Err(Refusal::NewerVersion));
    assert_eq!(plain(FORMAT, &export(1, "{}")), Err(Refusal::FileDamaged));
}
