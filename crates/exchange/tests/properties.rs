//! Properties of every account and every text.

use proptest::prelude::*;
use watchword_exchange::{Format, MAX_NAME_CHARS, Read, clean_name, parse, to_uri};

use crate::strategies::account;

/// Files, or beginnings of files, in every format whose bytes have a structure of their own.
const FILES: [&[u8]; 12] = [
    br#"{"schemaVersion":4,"services":[{"name":"a","secret":"NBSWY3DP","otp":{"digits":6,"tokenType":"HOTP"}}]}"#,
    br#"{"schemaVersion":4,"services":[],"servicesEncrypted":"AAAA:AAAA:AAAA"}"#,
    br#"[{"secret":"NBSWY3DP","label":"a - b","type":"TOTP","digits":6,"period":30,"tags":["c"]}]"#,
    br#"{"Authenticators":[{"Type":2,"Secret":"NBSWY3DP","Algorithm":1,"Digits":6,"Period":30}]}"#,
    b"<p><code>otpauth://totp/a?secret=NBSWY3DP&digits=6</code></p><code>otpauth://hotp/b?secret=NBSWY3DP</code>",
    b"<map><string name='a:b'>\
    {&quot;issuerExt&quot;:&quot;a&quot;,&quot;type&quot;:&quot;TOTP&quot;,&quot;secret&quot;:[1,-2]}</string></map>",
    b"<map><string name='com.authy.storage.tokens.authenticator.key'>\
    [{&quot;decryptedSecret&quot;:&quot;NBSWY3DP&quot;}]</string></map>",
    b"\xac\xed\0\x05sr\0\x11java.util.HashMap\x05\x07\xda\xc1\xc3\x16\x60\xd1\x03\
    \0\x01F\0\nloadFactorxp?@\0\0w\x08\0\0\0\x10\0\0\0\x01t\0\x01at\0\x02{}x",
    b"STATUS | ACCOUNT | TOTP SECRET\n[ OK ] | a:b | NBSWY3DP\n[FAIL] | c | -\n",
    b"OTPClient\0\0\0\x02\0\0\0",
    b"OTPClient\0\0\0\x03",
    b"AUTHENTICATORPRO",
];
/// What zip archives and KeePass' databases begin with.
const STARTS: &[&[u8]] =
    &[b"", b"PK\x03\x04", b"\x03\xd9\xa2\x9a\x67\xfb\x4b\xb5\0\0\x03\0", b"\x03\xd9\xa2\x9a\x67\xfb\x4b\xb5\0\0\x04\0"];

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
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..200), start in prop::sample::select(STARTS)) {
        let bytes = [start, &bytes].concat();
        let _ = Format::detect(&bytes);
        for format in Format::ALL {
            let _ = format.read(&bytes);
        }
    }

    #[test]
    fn no_changed_file_panics(
        start in prop::sample::select(FILES.to_vec()),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..4),
        rest in prop::collection::vec(any::<u8>(), 0..200),
    ) {
        let mut bytes = [start, &rest].concat();
        for (place, byte) in changes {
            let place = place.index(start.len());
            bytes[place] = byte;
        }
        let _ = Format::detect(&bytes);
        for format in Format::ALL {
            let _ = format.read(&bytes);
            let _ = format.read(&bytes[..start.len()]);
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
