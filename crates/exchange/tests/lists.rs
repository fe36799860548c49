//! Lists of URIs, as files and as texts.

use watchword_exchange::{Entry, Format, MAX_ENTRIES, MAX_LIST_BYTES, Outcome, Refusal};

fn read(text: &str) -> Result<Vec<Entry>, Refusal> {
    let Outcome::Read(read) = Format::UriList.read(text.as_bytes())? else { panic!("encrypted") };
    Ok(read.entries)
}

#[test]
fn lists_are_read_by_line_within_limits() {
    let uri = "otpauth://totp/a?secret=NBSWY3DP";
    let text = format!("\u{feff}# a comment\r\n\r\n  {uri}\r\nsomething else\n#{uri}\n\t\n{uri}");
    let lines = read(&text).unwrap();
    assert_eq!(
        lines.iter().map(|entry| (entry.number, entry.content.is_ok())).collect::<Vec<_>>(),
        [(3, true), (4, false), (7, true)]
    );
    assert_eq!(read(""), Ok(Vec::new()));
    assert_eq!(read("# nothing\n\n"), Ok(Vec::new()));
    assert_eq!(read(&"a\n".repeat(MAX_ENTRIES)).map(|lines| lines.len()), Ok(MAX_ENTRIES));
    assert_eq!(read(&"a\n".repeat(MAX_ENTRIES + 1)), Err(Refusal::TooMany));
    assert_eq!(read(&"\n".repeat(MAX_LIST_BYTES)), Ok(Vec::new()));
    assert_eq!(read(&"\n".repeat(MAX_LIST_BYTES + 1)), Err(Refusal::TooLarge));
}

#[test]
fn several_uris_in_one_line_are_split() {
    let [a, b, c] = ["Alpha", "Acme%2C Inc.", "Gamma"]
        .map(|name| format!("otpauth://totp/{name}:ayu?secret=NBSWY3DP&issuer={}", name.replace("%2C", ",")));
    let steam = "steam://NBSWY3DPEB3W64TMMQ";
    let names = |text: &str| {
        let entries = read(text).unwrap().into_iter();
        entries.map(|entry| (entry.number, entry.content.expect(text).account.issuer)).collect::<Vec<_>>()
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
    // A repeated URI is two entries: the importer compares them.
    assert_eq!(names(&format!("{a},{a}\n{a}")).len(), 3);
    // Neither another scheme nor a scheme in the middle of a word starts an entry.
    for whole in [format!("{a}, https://example.org"), format!("{a},xotpauth://totp/b"), format!("{a},otpauth:b")] {
        assert_eq!(read(&whole).unwrap().len(), 1, "{whole}");
    }
    let some = read(&format!("{a},motp://x:y?secret=00,{b}")).unwrap();
    assert_eq!(some.iter().map(|entry| entry.content.is_ok()).collect::<Vec<_>>(), [true, false, true]);
    let many = format!("{steam},").repeat(MAX_ENTRIES);
    assert_eq!(read(&many).map(|lines| lines.len()), Ok(MAX_ENTRIES));
    assert_eq!(read(&format!("{many}{steam}")), Err(Refusal::TooMany));
}
