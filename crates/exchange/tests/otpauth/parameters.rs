use watchword_exchange::{Refusal, to_uri_with_lock};
use watchword_otp::{Algorithm, Kind, Parameters};

use crate::{SECRET, account, account_of_hotp, imported, parameters, refused, totp};

#[test]
fn absent_parameters_have_defaults() {
    let account = totp("Example:jane", "");
    assert_eq!(account.parameters, Parameters::default());
    assert_eq!(account.secret.expose(), b"hello world");
    for nothing in ["&algorithm=null&digits=null&period=null", "&algorithm=&digits=&period=", "&digits&period"] {
        assert_eq!(totp("Example:jane", nothing).parameters, Parameters::default(), "{nothing}");
    }
    let hotp = account_of_hotp("");
    assert_eq!(hotp, parameters(Kind::Hotp { counter: 0 }, Algorithm::Sha1, 6), "a counter left out is 0");
}

#[test]
fn stated_parameters_are_kept() {
    let full = totp("Example:jane", "&algorithm=SHA512&digits=8&period=60").parameters;
    assert_eq!(full, parameters(Kind::Totp { period: 60 }, Algorithm::Sha512, 8));
    let hotp = account_of_hotp("&counter=18446744073709551615&period=0");
    assert_eq!(hotp, parameters(Kind::Hotp { counter: u64::MAX }, Algorithm::Sha1, 6), "HOTP has no period");
    for (name, algorithm) in [
        ("sha1", Algorithm::Sha1),
        ("SHA-1", Algorithm::Sha1),
        ("HmacSHA256", Algorithm::Sha256),
        ("sha-256", Algorithm::Sha256),
        ("HMAC-SHA-512", Algorithm::Sha512),
        ("sha_512", Algorithm::Sha512),
    ] {
        assert_eq!(totp("a", &format!("&algorithm={name}")).parameters.algorithm(), algorithm, "{name}");
    }
    // Other apps' parameters are ignored, and so are the order and the case of names.
    let proprietary = "&icon=x&image=https%3A%2F%2Fa.example%2Fb.png&lock=true&data=%7B%22a%22%3A1%7D&counter=x";
    assert_eq!(totp("Example:jane", proprietary), totp("Example:jane", ""));
    let shuffled = account(&format!("OtpAuth://TOTP/Example:jane?Digits=8&SECRET={SECRET}"));
    assert_eq!(shuffled, totp("Example:jane", "&digits=8"));
    assert_eq!(account(&format!("\u{feff}  otpauth://totp/a?secret={SECRET}\r\n")), totp("a", ""));
}

/// Real apps and sites add these, and no code depends on them.
#[test]
fn harmless_parameters_are_ignored() {
    for rest in [
        "image=https%3A%2F%2Fexample.org%2Flogo.png&icon=example&color=%23ff0000&b=032b75",
        "issuerInt=Example&issuerExt=Example&label=jane&user=jane&username=jane&uid=42&id=1&uuid=x",
        "creator=privacyidea&serial=TOTP00031A2F&pin=True&app_force_unlock=pin&tokentype=TOTP&enrollment=1&lock=true",
        "tags=a&tags=b&group=Work&note=some+text&pinned=true&favorite=1&created=1700000000&iconType=x&iconValue=y",
        "window=3&skew=1&encoding=base32&t0=0&offset=0&encoder=&type=totp&utm_source=mail",
        "codeDisplay=%7B%22pinned%22%3Atrue%2C%22note%22%3A%22otpauth%22%7D&counter=7",
        // A name without a value: sites append `&gone` for readers that lose the last parameter.
        "gone&other=&nothing=null&&",
    ] {
        assert_eq!(totp("Example:jane", &format!("&{rest}")), totp("Example:jane", ""), "{rest}");
    }
}

/// privacyIDEA and FreeOTP ask the app to lock each code.
#[test]
fn requests_for_a_lock_are_kept() {
    for (rest, asks) in [
        ("app_force_unlock=pin", true),
        ("app_force_unlock=biometric", true),
        ("App_Force_Unlock=any", true),
        ("pin=True", true),
        ("lock=true", true),
        ("lock=false", false),
        ("pin=0&app_force_unlock=none", false),
        ("app_force_unlock", false),
        ("app_force_unlock=", false),
        ("serial=pin", false),
    ] {
        let uri = format!("otpauth://totp/Example:jane?secret={SECRET}&{rest}");
        assert_eq!(imported(&uri).asks_for_pin, asks, "{rest}");
    }
    let asking = imported(&format!("otpauth://totp/Example:jane?secret={SECRET}&lock=1"));
    assert_eq!(imported(&to_uri_with_lock(&asking)), asking);
}

#[test]
fn parameters_have_synonyms() {
    for (rest, expected) in [
        ("&algo=SHA256", parameters(Kind::Totp { period: 30 }, Algorithm::Sha256, 6)),
        ("&hash=sha512", parameters(Kind::Totp { period: 30 }, Algorithm::Sha512, 6)),
        ("&digest=HMAC-SHA-256", parameters(Kind::Totp { period: 30 }, Algorithm::Sha256, 6)),
        ("&step=60", parameters(Kind::Totp { period: 60 }, Algorithm::Sha1, 6)),
        ("&interval=60&period=60", parameters(Kind::Totp { period: 60 }, Algorithm::Sha1, 6)),
        ("&%64igits=8&per%69od=60", parameters(Kind::Totp { period: 60 }, Algorithm::Sha1, 8)),
        ("&amp;digits=8&amp;algorithm=SHA256", parameters(Kind::Totp { period: 30 }, Algorithm::Sha256, 8)),
        ("&%20digits%20=8", parameters(Kind::Totp { period: 30 }, Algorithm::Sha1, 8)),
    ] {
        assert_eq!(totp("Example:jane", rest).parameters, expected, "{rest}");
    }
    assert_eq!(totp("a", "").parameters, account(&format!("otpauth://daypassword/a?secret={SECRET}")).parameters);
    assert_eq!(
        refused(&format!("otpauth://totp/a?secret={SECRET}&hash=deadbeef")),
        Refusal::UnsupportedAlgorithm("deadbeef".into())
    );
}
