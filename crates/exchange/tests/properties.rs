//! Properties of every account and every text.

#![allow(clippy::unwrap_used)]

mod strategies;

use proptest::prelude::*;
use watchword_exchange::{Format, MAX_NAME_CHARS, Read, clean_name, parse, to_uri};

use strategies::account;

proptest! {
    #[test]
    fn written_uris_are_read_back(account in account()) {
        prop_assert_eq!(parse(&to_uri(&account)).map(Read::into_account), Ok(Some(account)));
    }

    #[test]
    fn cleaning_a_name_is_idempotent(text in any::<String>()) {
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
        let _ = Format::detect(text.as_bytes());
        let _ = Format::UriList.read(text.as_bytes());
    }

    #[test]
    fn no_payload_panics(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = parse(&format!("otpauth-migration://offline?data={}", data_encoding::BASE64.encode(&bytes)));
    }

    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = Format::detect(&bytes);
        for format in Format::ALL {
            let _ = format.read(&bytes);
        }
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
