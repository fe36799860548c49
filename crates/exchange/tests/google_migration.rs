//! Google Authenticator exports, built byte by byte.

use data_encoding::{BASE64, BASE64URL_NOPAD};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use watchword_exchange::{
    Entry, ExportPart, Exports, Format, MAX_ENTRIES, MAX_EXPORT_PARTS, MAX_PART_ACCOUNTS, Outcome, ParameterFault,
    Refusal, parse,
};
use watchword_otp::{Account, Algorithm, InvalidSecret, Kind, Parameters};

/// A protocol buffer field with a number: a varint, ten bytes long if it is negative.
fn number(field: u8, value: i64) -> Vec<u8> {
    let mut bytes = vec![field << 3];
    let mut rest = value as u64;
    while rest >= 0x80 {
        bytes.push(rest as u8 | 0x80);
        rest >>= 7;
    }
    bytes.push(rest as u8);
    bytes
}

/// A field with bytes, a text or a message.
fn bytes(field: u8, value: &[u8]) -> Vec<u8> {
    let mut length = number(field, value.len() as i64);
    length[0] |= 2;
    [&length, value].concat()
}

fn entry(fields: &[Vec<u8>]) -> Vec<u8> {
    bytes(1, &fields.concat())
}

/// An ordinary entry with this name.
fn named(name: &str) -> Vec<u8> {
    entry(&[bytes(1, b"hello world"), bytes(2, name.as_bytes()), number(4, 1), number(5, 1), number(6, 2)])
}

fn part(entries: &[Vec<u8>], size: i64, index: i64, id: i64) -> Vec<u8> {
    [entries.concat(), number(2, 1), number(3, size), number(4, index), number(5, id)].concat()
}

fn uri(payload: &[u8]) -> String {
    format!("otpauth-migration://offline?data={}", utf8_percent_encode(&BASE64.encode(payload), NON_ALPHANUMERIC))
}

fn entries(text: &str) -> Vec<Entry> {
    parse(text).unwrap_or_else(|refusal| panic!("{text}: {refusal}")).entries
}

fn one(fields: &[Vec<u8>]) -> Result<Account, Refusal> {
    let mut entries = entries(&uri(&part(&[entry(fields)], 1, 0, 7)));
    assert_eq!(entries.len(), 1);
    entries.remove(0).content.map(|imported| imported.account)
}

#[test]
fn full_entries_are_read_and_empty_ones_get_defaults() {
    let full = one(&[
        bytes(1, b"hello world"),
        bytes(2, "Example:zoë".as_bytes()),
        bytes(3, b"Example"),
        number(4, 3),
        number(5, 2),
        number(6, 1),
        number(7, 41),
        bytes(8, b"an identifier"),
    ])
    .unwrap();
    assert_eq!((full.issuer.as_str(), full.account.as_str()), ("Example", "zoë"));
    assert_eq!(full.secret.expose(), b"hello world");
    assert_eq!(full.parameters, Parameters::new(Kind::Hotp { counter: 41 }, Algorithm::Sha512, 8).unwrap());
    let bare = one(&[bytes(1, b"hello world")]).unwrap();
    assert_eq!((bare.parameters, bare.issuer.as_str(), bare.account.as_str()), (Parameters::default(), "", ""));
}

#[test]
fn names_are_split_but_not_percent_decoded() {
    for (name, issuer, expected) in [
        ("Example:jane", "Example", ("Example", "jane")),
        ("Example: jane", "", ("Example", "jane")),
        ("jane", "Example", ("Example", "jane")),
        ("jane", "", ("", "jane")),
        ("Contoso:jane", "Microsoft", ("Microsoft", "Contoso:jane")),
        ("a:b:c", "", ("", "a:b:c")),
        // Not percent-encoded, so not decoded either.
        ("100%25 + 1", "A%20B", ("A%20B", "100%25 + 1")),
    ] {
        let read = one(&[bytes(1, b"x"), bytes(2, name.as_bytes()), bytes(3, issuer.as_bytes())]).unwrap();
        assert_eq!((read.issuer.as_str(), read.account.as_str()), expected, "{name} {issuer}");
    }
    let latin = one(&[bytes(1, b"x"), bytes(2, b"caf\xe9")]).unwrap();
    assert_eq!(latin.account, "caf\u{fffd}", "a name that isn't UTF-8 costs no account");
}

#[test]
fn refusals_affect_only_their_entry() {
    let secret = || bytes(1, b"x");
    for (fields, why) in [
        (vec![], Refusal::Secret(InvalidSecret::Empty)),
        (vec![bytes(1, &[0; 1025])], Refusal::Secret(InvalidSecret::TooLong)),
        (vec![secret(), number(4, 4)], Refusal::UnsupportedAlgorithm("MD5".into())),
        (vec![secret(), number(4, 9)], Refusal::UnsupportedAlgorithm("9".into())),
        (vec![secret(), number(4, -1)], Refusal::UnsupportedAlgorithm("-1".into())),
        (vec![secret(), number(5, 3)], Refusal::Digits),
        (vec![secret(), number(5, -1)], Refusal::Digits),
        (vec![secret(), number(6, 3)], Refusal::UnsupportedType("3".into())),
        (vec![secret(), bytes(3, b"Steam"), number(5, 2)], Refusal::SteamParameters),
        (vec![secret(), bytes(3, b"Steam"), number(4, 2)], Refusal::SteamParameters),
        (vec![secret(), bytes(2, b"Steam:jane"), number(6, 1)], Refusal::SteamParameters),
        (vec![secret(), number(6, 1), number(7, -1)], Refusal::Counter),
        (vec![secret(), bytes(2, "a".repeat(257).as_bytes())], Refusal::NameTooLong),
        (vec![secret(), vec![0xff; 3]], Refusal::ExportDamaged),
    ] {
        assert_eq!(one(&fields), Err(why));
    }
    let mixed = entries(&uri(&part(&[named("first"), entry(&[vec![0xff]]), named("last")], 1, 0, 1)));
    assert_eq!(mixed.iter().map(|entry| entry.content.is_ok()).collect::<Vec<_>>(), [true, false, true]);
}

/// The format has only six and eight digits, and an app that doesn't know Steam reads its links as
/// six.
#[test]
fn accounts_named_steam_get_steam_parameters() {
    for names in [bytes(3, b"Steam"), bytes(2, b"steam:jane"), bytes(2, b"Steam")] {
        for digits in [number(5, 0), number(5, 1)] {
            let read = one(&[bytes(1, b"x"), names.clone(), digits, number(6, 2)]).unwrap();
            assert_eq!(read.parameters, Parameters::steam(), "{names:?}");
        }
    }
    let other = one(&[bytes(1, b"x"), bytes(2, b"Steam"), bytes(3, b"Example"), number(5, 1)]).unwrap();
    assert_eq!(other.parameters, Parameters::default());
}

#[test]
fn base64_is_read_in_either_alphabet() {
    // Bytes that need both characters in which the two alphabets differ.
    let payload = part(&[entry(&[bytes(1, &[0xfb, 0xef, 0xbe, 0xff, 0xff]), bytes(2, b"abc")])], 1, 0, -5);
    let plain = BASE64.encode(&payload);
    assert!(plain.contains('+') && plain.contains('/') && plain.ends_with('='));
    let expected = entries(&uri(&payload));
    let ExportPart { id, index, size, entry, .. } = expected[0].part.unwrap();
    assert_eq!((id, index, size, entry), (-5, 0, 1, 1));
    for data in [
        plain.clone(),
        plain.trim_end_matches('=').to_owned(),
        plain.replace('+', " "),
        BASE64URL_NOPAD.encode(&payload),
    ] {
        assert_eq!(entries(&format!("otpauth-migration://offline?data={data}")), expected, "{data}");
    }
    assert_eq!(entries(&format!("OTPAUTH-MIGRATION://Offline/?x=y&data={plain}")), expected);
    assert_eq!(entries(&format!("apple-otpauth-migration://offline?data={plain}&data={plain}")), expected);
    let other = format!("otpauth-migration://offline?data={plain}&data={}", plain.to_lowercase());
    assert_eq!(parse(&other), Err(Refusal::Parameter { name: "data".into(), fault: ParameterFault::Twice }));
}

#[test]
fn damaged_exports_are_refused() {
    for (text, why) in [
        ("otpauth-migration://offline?data=", Refusal::ExportDamaged),
        ("otpauth-migration://offline", Refusal::ExportDamaged),
        ("otpauth-migration://offline?data=XXXX", Refusal::ExportDamaged),
        ("otpauth-migration://offline?data=%FF", Refusal::ExportDamaged),
        ("otpauth-migration://offline?data=A", Refusal::ExportDamaged),
        ("otpauth-migration://online?data=CgA", Refusal::Malformed),
    ] {
        assert_eq!(parse(text), Err(why), "{text}");
    }
    for (size, index) in [(2, 2), (1, -1), (i64::from(MAX_EXPORT_PARTS) + 1, 0), (-1, 1)] {
        assert_eq!(parse(&uri(&part(&[named("a")], size, index, 1))), Err(Refusal::ExportDamaged), "{index} of {size}");
    }
    assert_eq!(parse(&uri(&part(&[], 1, 0, 1))), Err(Refusal::ExportDamaged), "no accounts");
    let crowd = vec![entry(&[]); MAX_PART_ACCOUNTS + 1];
    assert_eq!(parse(&uri(&part(&crowd, 1, 0, 1))), Err(Refusal::TooMany));
    assert!(!format!("{:?}", entries(&uri(&part(&[named("a")], 1, 0, 1)))).contains("hello"));
}

fn added(exports: &mut Exports, payload: &[u8]) -> Vec<String> {
    let new = entries(&uri(payload)).into_iter().filter(|entry| exports.add(entry.part.unwrap()));
    new.map(|entry| entry.content.unwrap().account.account).collect()
}

#[test]
fn parts_are_collected_in_any_order() {
    let mut exports = Exports::default();
    assert_eq!(exports.progress(), None);
    assert_eq!(added(&mut exports, &part(&[named("c")], 3, 2, -9)), ["c"]);
    assert_eq!(exports.progress(), Some((1, 3)));
    assert_eq!(added(&mut exports, &part(&[named("a"), named("a")], 3, 0, -9)), ["a", "a"], "an account may repeat");
    assert_eq!(added(&mut exports, &part(&[named("c")], 3, 2, -9)), [""; 0], "the same image twice");
    assert_eq!(exports.progress(), Some((2, 3)));
    // Another export in between, of two codes.
    assert_eq!(added(&mut exports, &part(&[named("x")], 2, 1, 4)), ["x"]);
    assert_eq!(exports.progress(), Some((3, 5)));
    assert_eq!(added(&mut exports, &part(&[named("y")], 2, 0, 4)), ["y"]);
    assert_eq!(added(&mut exports, &part(&[named("b")], 3, 1, -9)), ["b"]);
    assert_eq!(exports.progress(), None);
    // From writers that give no id: unrelated single codes.
    assert_eq!(added(&mut exports, &part(&[named("p")], 1, 0, 0)), ["p"]);
    assert_eq!(added(&mut exports, &part(&[named("q")], 1, 0, 0)), ["q"]);
    assert_eq!(exports.progress(), None);
    assert!(!format!("{exports:?}").contains("hello"));
}

/// Each line of a file is a QR code: each entry has its line number, and its index in the code.
#[test]
fn entries_of_a_file_keep_line_and_index() {
    let codes = [part(&[named("a"), named("b")], 2, 0, 3), part(&[named("c")], 2, 1, 3)];
    let text = format!("# saved\n{}\n\n{}\n", uri(&codes[0]), uri(&codes[1]));
    assert_eq!(Format::detect(text.as_bytes()), Some(Format::GoogleMigration));
    let Outcome::Read(read) = Format::GoogleMigration.read(text.as_bytes()).unwrap() else { panic!("encrypted") };
    let places = read.entries.iter().map(|entry| (entry.number, entry.part.map(|part| (part.index, part.entry))));
    assert_eq!(places.collect::<Vec<_>>(), [(2, Some((0, 1))), (2, Some((0, 2))), (4, Some((1, 1)))]);
    let crowd = format!("{}\n", uri(&part(&vec![entry(&[]); MAX_PART_ACCOUNTS], 1, 0, 1)));
    let most = MAX_ENTRIES / MAX_PART_ACCOUNTS;
    let read = |lines: usize| Format::GoogleMigration.read(crowd.repeat(lines).as_bytes());
    assert!(matches!(read(most), Ok(Outcome::Read(read)) if read.entries.len() == MAX_ENTRIES));
    assert_eq!(read(most + 1).unwrap_err(), Refusal::TooMany);
}
