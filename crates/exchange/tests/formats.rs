//! Formats are detected by a file's bytes.

use std::collections::BTreeSet;

use watchword_exchange::{Format, MAX_LIST_BYTES, Outcome, Refusal};

const URI: &str = "otpauth://totp/Example:jane?secret=NBSWY3DP";

#[test]
fn formats_are_detected_by_content() {
    let (list, export) = (Some(Format::UriList), Some(Format::GoogleMigration));
    for (text, format) in [
        (URI.to_owned(), list),
        (format!("\u{feff}# mine\r\n\r\nsomething else\r\n  {URI},\r\n"), list),
        (format!("APPLE-{URI}"), list),
        ("steam://NBSWY3DPEB3W64TMMQ".to_owned(), list),
        // URIs of accounts and exports, even if they can't be read.
        ("otpauth://totp/a".to_owned(), list),
        ("motp://a:b?secret=00".to_owned(), list),
        ("otpauth-migration://offline?data=XXXX".to_owned(), export),
        ("apple-otpauth-migration://offline?data=XXXX".to_owned(), export),
        (format!("{URI}\notpauth-migration://offline?data=XXXX"), export),
        (format!("{URI}, otpauth-migration://offline?data=XXXX"), export),
        (String::new(), None),
        (" \n\u{feff}\n".to_owned(), None),
        (format!("# {URI}\n"), None),
        (format!("see {URI}\n"), None),
        (format!("{{\"uri\": \"{URI}\"}}"), None),
        ("steam://run/440".to_owned(), None),
        ("https://example.org".to_owned(), None),
        ("name,secret\nExample,NBSWY3DP\n".to_owned(), None),
    ] {
        assert_eq!(Format::detect(text.as_bytes()), format, "{text:?}");
    }
    let latin = [URI.as_bytes(), b"\ncaf\xe9"].concat();
    assert_eq!(Format::detect(&latin), None, "not UTF-8");
    let fits = format!("{URI}{}", "\n".repeat(MAX_LIST_BYTES - URI.len()));
    assert_eq!(Format::detect(fits.as_bytes()), list);
    assert_eq!(Format::detect(format!("{fits}\n").as_bytes()), None);
}

/// A caller may choose a format that the file's bytes contradict.
#[test]
fn bytes_in_another_format_are_refused() {
    for format in [Format::UriList, Format::GoogleMigration] {
        assert_eq!(format.read(b"\x89PNG\xff").unwrap_err(), Refusal::Malformed);
    }
    for format in Format::ALL {
        for text in ["text", "{}", "[]", "[1]", "{\"a\": {}}", "<a/>", "a,b\n1,2\n", "PK\u{3}\u{4}"] {
            match format.read(text.as_bytes()) {
                Ok(Outcome::Read(read)) => {
                    let is_refused = read.entries.iter().all(|entry| entry.content.is_err());
                    // An empty list is a file of some formats, without accounts.
                    assert!(is_refused && (text == "[]" || !read.entries.is_empty()), "{format:?}: {text}");
                }
                Ok(Outcome::Encrypted(_)) | Err(_) => {}
            }
        }
    }
}

#[test]
fn names_are_unique_and_fit_a_command_line() {
    let names: BTreeSet<_> = Format::ALL.into_iter().map(Format::name).collect();
    assert_eq!(names.len(), Format::ALL.len());
    let fits = |name: &str| name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    assert!(names.into_iter().all(fits));
}
