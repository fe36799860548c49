//! What holds for every account and every text.

#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use watchword_exchange::{
    MAX_LINES, MAX_LIST_BYTES, MAX_NAME_CHARS, Parsed, Refusal, clean_name, parse, parse_list, to_uri,
};
use watchword_otp::{Account, Algorithm, Kind, MAX_PERIOD, MAX_SECRET_BYTES, Parameters, Secret};

prop_compose! {
    fn parameters()(
        kind in prop_oneof![
            (1..=MAX_PERIOD).prop_map(|period| Kind::Totp { period }),
            Just(Kind::Steam { period: 30 }),
            any::<u64>().prop_map(|counter| Kind::Hotp { counter }),
        ],
        algorithm in prop_oneof![Just(Algorithm::Sha1), Just(Algorithm::Sha256), Just(Algorithm::Sha512)],
        digits in 4u32..=10,
    ) -> Parameters {
        match kind {
            Kind::Steam { .. } => Parameters::new(kind, Algorithm::Sha1, 5).unwrap(),
            _ => Parameters::new(kind, algorithm, digits).unwrap(),
        }
    }
}

/// Any name that has been cleaned, many of them made of what means something in a URI.
fn name() -> impl Strategy<Value = String> {
    prop_oneof!["[a-z:%&#?=+/ @äß漢🔑]{0,20}", ".{0,40}", Just("null".to_owned())]
        .prop_map(|text| clean_name(&text).unwrap())
}

prop_compose! {
    fn account()(
        issuer in name(),
        account in name(),
        parameters in parameters(),
        secret in prop::collection::vec(any::<u8>(), 1..=MAX_SECRET_BYTES),
    ) -> Account {
        Account { issuer, account, parameters, secret: Secret::new(secret).unwrap() }
    }
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(account in account()) {
        prop_assert_eq!(parse(&to_uri(&account)), Ok(Parsed::Account(account)));
    }

    #[test]
    fn cleaning_twice_is_cleaning_once(text in any::<String>()) {
        if let Ok(name) = clean_name(&text) {
            prop_assert!(name.chars().count() <= MAX_NAME_CHARS);
            prop_assert_eq!(clean_name(&name), Ok(name));
        }
    }

    #[test]
    fn no_text_panics(text in any::<String>(), start in prop_oneof![
        Just(""), Just("otpauth://"), Just("otpauth://totp/"), Just("otpauth://hotp/a?secret=AA&"), Just("steam://"),
        Just("otpauth-migration://offline?data="),
    ]) {
        let _ = parse(&format!("{start}{text}"));
        let _ = parse_list(&text);
    }

    #[test]
    fn no_payload_panics(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = parse(&format!("otpauth-migration://offline?data={}", data_encoding::BASE64.encode(&bytes)));
    }

    #[test]
    fn no_refusal_repeats_a_secret(secret in "[A-Z2-7]{16,40}", place in 0usize..6) {
        let uri = match place {
            4 => format!("otpauth://totp/a?{secret}=1"),
            5 => format!("otpauth://totp/a?{secret}"),
            0 => format!("otpauth://{secret}/a"),
            1 => format!("otpauth://totp/a?algorithm={secret}&secret={secret}"),
            2 => format!("otpauth://totp/a?digits={secret}&secret={secret}"),
            _ => format!("otpauth://totp/a?secret={secret}!"),
        };
        let refusal = parse(&uri).unwrap_err();
        let said = format!("{refusal:?} {refusal}");
        prop_assert!(!said.contains(&secret));
    }
}

#[test]
fn lists() {
    let uri = "otpauth://totp/a?secret=NBSWY3DP";
    let text = format!("\u{feff}# a comment\r\n\r\n  {uri}\r\nsomething else\n#{uri}\n\t\n{uri}");
    let lines = parse_list(&text).unwrap();
    assert_eq!(
        lines.iter().map(|(number, line)| (*number, line.is_ok())).collect::<Vec<_>>(),
        [(3, true), (4, false), (7, true)]
    );
    assert_eq!(parse_list(""), Ok(Vec::new()));
    assert_eq!(parse_list("# nothing\n\n"), Ok(Vec::new()));
    assert_eq!(parse_list(&"a\n".repeat(MAX_LINES)).map(|lines| lines.len()), Ok(MAX_LINES));
    assert_eq!(parse_list(&"a\n".repeat(MAX_LINES + 1)), Err(Refusal::TooMany));
    assert_eq!(parse_list(&"\n".repeat(MAX_LIST_BYTES)), Ok(Vec::new()));
    assert_eq!(parse_list(&"\n".repeat(MAX_LIST_BYTES + 1)), Err(Refusal::TooLarge));
}

#[test]
fn several_in_one_line() {
    let [a, b, c] = ["Alpha", "Acme%2C Inc.", "Gamma"]
        .map(|name| format!("otpauth://totp/{name}:ayu?secret=NBSWY3DP&issuer={}", name.replace("%2C", ",")));
    let steam = "steam://NBSWY3DPEB3W64TMMQ";
    let names = |text: &str| {
        let lines = parse_list(text).unwrap().into_iter().map(|(number, read)| match read {
            Ok(Parsed::Account(account)) => (number, account.issuer),
            other => panic!("{text}: {other:?}"),
        });
        lines.collect::<Vec<_>>()
    };
    let expected = |numbers: [usize; 3]| {
        numbers.into_iter().zip(["Alpha", "Acme, Inc.", "Gamma"].map(str::to_owned)).collect::<Vec<_>>()
    };
    for text in [
        format!("{a},{b},{c}"),
        format!("{a}, {b} , {c}"),
        format!("{a};{b};{c}"),
        format!("{a} {b}\t{c}"),
        format!("{a},{b},{}", c.replace("otpauth", "APPLE-OTPAUTH")),
        format!("  {a},{b},{c},  "),
    ] {
        assert_eq!(names(&text), expected([1, 1, 1]), "{text}");
    }
    assert_eq!(names(&format!("{a},\r\n{b},\r\n\r\n{c};\r\n")), expected([1, 2, 4]));
    assert_eq!(names(&format!("# {a},{b}\n{a},{b}\n{c}")), expected([2, 2, 3]));
    assert_eq!(names(&format!("{steam},{a}")).len(), 2);
    // The same one twice is two entries: who takes them in compares them.
    assert_eq!(names(&format!("{a},{a}\n{a}")).len(), 3);
    // Neither another word with a colon, nor a scheme in the middle of one, starts an entry.
    for whole in [format!("{a}, https://example.org"), format!("{a},xotpauth://totp/b"), format!("{a},otpauth:b")] {
        assert_eq!(parse_list(&whole).unwrap().len(), 1, "{whole}");
    }
    let some = parse_list(&format!("{a},motp://x:y?secret=00,{b}")).unwrap();
    assert_eq!(some.iter().map(|(_, read)| read.is_ok()).collect::<Vec<_>>(), [true, false, true]);
    let many = format!("{steam},").repeat(MAX_LINES);
    assert_eq!(parse_list(&many).map(|lines| lines.len()), Ok(MAX_LINES));
    assert_eq!(parse_list(&format!("{many}{steam}")), Err(Refusal::TooMany));
}
