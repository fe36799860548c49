use watchword_exchange::{MAX_NAME_CHARS, Refusal, parse};

use crate::{SECRET, imported};

#[test]
fn trashed_ente_accounts_are_refused() {
    let with = |json: &str| parse(&format!("otpauth://totp/a?secret={SECRET}&codeDisplay={json}"));
    assert_eq!(with("%7B%22trashed%22%3Atrue%252C%22tags%22%3A7%7D"), Err(Refusal::Trashed));
    assert_eq!(with("%7B%22pinned%22%3Atrue%2C%22trashed%22%3Atrue%7D"), Err(Refusal::Trashed));
    for kept in ["%7B%22trashed%22%3Afalse%2C%22tags%22%3A%5B%22a%22%5D%7D", "%7B%7D", "%7Bdamaged", ""] {
        assert!(with(kept).is_ok(), "{kept}");
    }
}

/// Ente Auth's tags are groups. A value of the wrong type doesn't affect the account.
#[test]
fn ente_tags_and_note_are_kept() {
    let read = |json: &str| {
        let json = percent_encoding::utf8_percent_encode(json, percent_encoding::NON_ALPHANUMERIC);
        let read = imported(&format!("otpauth://totp/a?secret={SECRET}&codeDisplay={json}"));
        (read.groups, read.note)
    };
    let groups = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    for (json, tags, note) in [
        (r#"{"tags":["Work"," Home\u202e ","",7],"note":" one\ntwo\u0000 "}"#, &["Work", "Home"][..], "one\ntwo"),
        // Ente Auth encodes commas twice.
        (r#"{"pinned":true%2C"tags":["a"%2C"b"],"note":"c%2C d"}"#, &["a", "b"], "c, d"),
        (r#"{"tags":null,"note":null}"#, &[], ""),
        (r#"{"tags":"a","note":["b"]}"#, &[], ""),
        ("[]", &[], ""),
        // What separates recovery codes is kept.
        (r#"{"note":"1\t2\r\n3\r4\n\r\n5\u20286"}"#, &[], "1 2\n3\n4\n\n5\n6"),
    ] {
        assert_eq!(read(json), (groups(tags), note.to_owned().into()), "{json}");
    }
    let many = serde_json::json!({ "tags": vec!["é".repeat(MAX_NAME_CHARS + 1); 33] }).to_string();
    assert_eq!(read(&many).0, ["é".repeat(MAX_NAME_CHARS)]);
    let many = serde_json::json!({ "tags": (0..33).map(|tag| tag.to_string()).collect::<Vec<_>>() }).to_string();
    assert_eq!(read(&many).0.len(), 32);
    let said =
        format!("{:?}", imported(&format!("otpauth://totp/a?secret={SECRET}&codeDisplay=%7B%22note%22:%22NOTE%22%7D")));
    assert!(!said.contains("NOTE"), "a note may hold recovery codes");
}
