use watchword_exchange::{MAX_NAME_CHARS, MAX_TEXT_BYTES, ParameterFault, Refusal, parse};

use crate::{SECRET, names, refused, totp};

#[test]
fn half_a_seed_is_refused() {
    for rest in [
        "&2step_salt=8&2step_output=20&2step_difficulty=10000",
        "&2step_output=20",
        "&2STEP_DIFFICULTY=10000",
        "&%32step_salt=8",
        "&amp;2step_salt=8",
        "&2step=True",
        "&2step",
        "&2step_salt",
    ] {
        for kind in ["totp", "hotp", "daypassword"] {
            let refusal = refused(&format!("otpauth://{kind}/TOTP0001?secret={SECRET}&issuer=Example{rest}"));
            assert_eq!(
                refusal,
                Refusal::Parameter { name: "2step".into(), fault: ParameterFault::HalfSecret },
                "{kind} {rest}"
            );
        }
    }
    assert!(parse(&format!("otpauth://totp/a?secret={SECRET}&2step=false")).is_ok());
}

#[test]
fn unknown_parameters_are_refused_by_name() {
    for (rest, name) in [
        ("pin=1234", "pin"),
        ("pin=GEZDGNBV", "pin"),
        ("pin_length=4", "pin_length"),
        ("encoding=hex", "encoding"),
        ("secret_encoding=base64", "secret_encoding"),
        ("encoder=other", "encoder"),
        ("t0=1700000000", "t0"),
        ("epoch=30", "epoch"),
        ("offset=-30", "offset"),
        ("drift=2", "drift"),
        ("time_offset=60", "time_offset"),
        ("type=hotp", "type"),
        ("tokentype=ocra", "tokentype"),
        ("ocrasuite=OCRA-1%3AHOTP-SHA1-6%3AQN08", "ocrasuite"),
        ("steam=perhaps", "steam"),
        ("key=GEZDGNBV", "key"),
        ("size=8", "size"),
        ("salt=AAAA", "salt"),
        ("otpHashMode=Sha256", "otphashmode"),
        ("truncation_offset=4", "truncation_offset"),
        ("%6bey=1", "key"),
        ("a%20b=1", "a?b"),
        ("%EF%BD%84igits=8", "?igits"),
        ("something_nobody_has_ever_thought_of_before=1", "something_nobody_has_ever_though"),
        ("somethingnobodyhasthoughtof=1", "somethingnob"),
    ] {
        let uri = format!("otpauth://totp/Example:jane?{rest}&secret={SECRET}");
        assert_eq!(refused(&uri), Refusal::Parameter { name: name.into(), fault: ParameterFault::Unknown }, "{rest}");
    }
}

#[test]
fn two_values_for_one_parameter_are_refused() {
    for (rest, name) in [
        ("&secret=GEZDGNBV", "secret"),
        ("&digits=6&digits=8", "digits"),
        ("&digits=5&digits=s", "digits"),
        ("&period=30&period=60", "period"),
        ("&period=30&step=60", "step"),
        ("&algorithm=SHA1&algorithm=SHA256", "algorithm"),
        ("&algorithm=SHA256&algo=SHA1", "algo"),
        ("&digits=6&%64igits=8", "digits"),
    ] {
        let refusal = refused(&format!("otpauth://totp/a?secret={SECRET}{rest}"));
        assert_eq!(refusal, Refusal::Parameter { name: name.into(), fault: ParameterFault::Twice }, "{rest}");
    }
    let refusal = refused(&format!("otpauth://hotp/a?secret={SECRET}&counter=1&counter=2"));
    assert_eq!(refusal, Refusal::Parameter { name: "counter".into(), fault: ParameterFault::Twice });
    for rest in [
        "&secret=nbsw+y3dp+eb3w+64tm+mq",
        "&digits=&digits=6",
        "&algorithm=SHA1&algorithm=HmacSHA1&algo=sha-1",
        "&period=30&interval=30&period=null",
        "&issuer=&issuer=",
    ] {
        assert_eq!(totp("a", rest), totp("a", ""), "{rest}");
    }
}

#[test]
fn digits_of_other_scripts_are_refused() {
    for (rest, why) in [
        ("&digits=%D9%A8", Refusal::Digits),
        ("&digits=%EF%BC%98", Refusal::Digits),
        ("&period=%EF%BC%93%EF%BC%90", Refusal::Period),
        ("&algorithm=SHA1%EF%BC%92", Refusal::UnsupportedAlgorithm("SHA1".into())),
        ("&algorithm=SHA%C2%B2%35%36", Refusal::UnsupportedAlgorithm("SHA56".into())),
    ] {
        assert_eq!(refused(&format!("otpauth://totp/a?secret={SECRET}{rest}")), why, "{rest}");
    }
    let counter = format!("otpauth://hotp/a?secret={SECRET}&counter=%E0%A5%A7");
    assert_eq!(refused(&counter), Refusal::Counter);
}

#[test]
fn values_out_of_range_are_refused() {
    for (rest, why) in [
        ("&digits=0", Refusal::Digits),
        ("&digits=3", Refusal::Digits),
        ("&digits=11", Refusal::Digits),
        ("&digits=six", Refusal::Digits),
        ("&digits=%2B6", Refusal::Digits),
        ("&digits=-6", Refusal::Digits),
        ("&digits=4294967302", Refusal::Digits),
        ("&period=0", Refusal::Period),
        ("&period=86401", Refusal::Period),
        ("&period=30s", Refusal::Period),
        ("&period=4294967326", Refusal::Period),
        ("&algorithm=MD5", Refusal::UnsupportedAlgorithm("MD5".into())),
        ("&algorithm=SHA384", Refusal::UnsupportedAlgorithm("SHA384".into())),
        ("&algorithm=HMAC-SHA-384", Refusal::UnsupportedAlgorithm("HMAC-SHA-384".into())),
        ("&algorithm=SHA-224", Refusal::UnsupportedAlgorithm("SHA-224".into())),
        ("&algorithm=%00%E2%80%AE", Refusal::UnsupportedAlgorithm(String::new())),
    ] {
        assert_eq!(refused(&format!("otpauth://totp/a?secret={SECRET}{rest}")), why, "{rest}");
    }
    for counter in ["x", "-1", "18446744073709551616"] {
        assert_eq!(
            refused(&format!("otpauth://hotp/a?secret={SECRET}&counter={counter}")),
            Refusal::Counter,
            "{counter}"
        );
    }
    let long = "a".repeat(MAX_NAME_CHARS);
    assert_eq!(names(&format!("{long}:{long}"), ""), (long.clone(), long.clone()));
    assert_eq!(refused(&format!("otpauth://totp/{long}a?secret={SECRET}")), Refusal::NameTooLong);
    assert_eq!(refused(&format!("otpauth://totp/a?secret={SECRET}&issuer={long}a")), Refusal::NameTooLong);
    assert_eq!(refused(&format!("otpauth://totp/{}", "a".repeat(MAX_TEXT_BYTES))), Refusal::TooLarge);
}
