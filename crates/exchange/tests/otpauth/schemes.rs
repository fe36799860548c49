use watchword_exchange::{OtherText, Refusal, parse};

use crate::{SECRET, account, refused};

/// Only Apple's app opens these, and they hold the same URIs.
#[test]
fn apple_schemes_are_read_like_the_others() {
    let rest = format!("totp/Example:jane?secret={SECRET}&digits=8");
    for scheme in ["apple-otpauth", "Apple-OTPAuth"] {
        assert_eq!(account(&format!("{scheme}://{rest}")), account(&format!("otpauth://{rest}")), "{scheme}");
    }
    assert_eq!(refused("apple-otpauth-migration://offline?data=XXXX"), Refusal::ExportDamaged);
    assert_eq!(refused(&format!("apple-steam://{SECRET}")), Refusal::NotAnAccount(OtherText::Other));
}

#[test]
fn other_texts_are_named() {
    for (text, nature) in [
        ("https://example.org/?secret=NBSWY3DP", OtherText::Web),
        ("HTTP://EXAMPLE.ORG", OtherText::Web),
        ("www.example.org", OtherText::Web),
        ("MEBKM:URL:http\\://example.org;;", OtherText::Web),
        ("WIFI:T:WPA;S:house;P:secret;;", OtherText::Wifi),
        ("BEGIN:VCARD\r\nN:Jane\r\nEND:VCARD", OtherText::Contact),
        ("mailto:jane@example.org", OtherText::Contact),
        ("tel:+390000000", OtherText::Contact),
        ("QR-Code:otpauth-migration://offline?data=CgA", OtherText::Other),
        ("ftp://example.org", OtherText::Other),
        (SECRET, OtherText::Other),
        ("", OtherText::Other),
        ("é", OtherText::Other),
    ] {
        assert_eq!(refused(text), Refusal::NotAnAccount(nature), "{text}");
    }
}

#[test]
fn unsupported_types_are_named() {
    for (uri, name) in [
        ("otpauth://yaotp/a?secret=AA&pin=1234", "yaotp"),
        ("motp://a:b?secret=00", "motp"),
        ("otpauth://ocra/a?secret=AA&ocrasuite=x", "ocra"),
        ("otpauth://push/a?secret=AA", "push"),
        ("pia://PIPU0001?url=https%3A%2F%2Fexample.org&nonce=x", "pia"),
        ("PushAuth://push/a?s=x", "pushauth"),
        ("lpaauth-migration://offline?data=x", "lpaauth-migration"),
        ("otpauth://totp2/a", "totp2"),
    ] {
        assert_eq!(refused(uri), Refusal::UnsupportedType(name.into()), "{uri}");
    }
    assert_eq!(refused("otpauth:///a?secret=NBSWY3DP"), Refusal::Malformed);
    assert_eq!(refused("otpauth://"), Refusal::Malformed);
    // A seed in the wrong place is not repeated whole.
    for uri in [
        "otpauth://NBSWY3DPEB3W64TMMQ",
        "otpauth://totp/a?secret=AA&algorithm=NBSWY3DPEB3W64TMMQ",
        "otpauth://totp/a?secret=NBSWY3DPEB3W64TMMQ!",
    ] {
        let refusal = refused(uri);
        assert!(!format!("{refusal:?} {refusal}").contains(SECRET), "{refusal:?}");
    }
    assert!(!format!("{:?}", parse(&format!("otpauth://totp/a?secret={SECRET}"))).contains(SECRET));
}
