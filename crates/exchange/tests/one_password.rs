//! 1Password's exports.

use serde_json::{Value, json};
use watchword_exchange::{Format, Refusal};

use crate::reading::{damage, read, totp, uris, zip};

const URI: &str = "otpauth://totp/Shop:jane?secret=NBSWY3DP&issuer=Shop&digits=8";

fn item(title: &str, totps: &[Value]) -> Value {
    let fields = totps.iter().map(|totp| json!({"title": "one-time password", "value": {"totp": totp}}));
    json!({
        "details": {
            "loginFields": [{"value": "x", "designation": "password"}, {"value": "joe", "designation": "username"}],
            "notesPlain": "a note",
            "sections": [
                {"fields": [{"title": "x", "value": {"string": "y"}}]},
                {"fields": fields.collect::<Vec<_>>()},
            ],
        },
        "overview": {"title": title, "tags": ["one", "two"]},
    })
}

fn export() -> Vec<u8> {
    let items = json!([
        item("Example", &[json!("nbsw y3dp"), json!(URI)]),
        item("No code", &[]),
        item("No code", &[json!(""), json!(null)]),
        {"details": null, "overview": {}},
        item("Damaged", &[json!("no secret!"), json!(7)]),
    ]);
    let data = json!({"accounts": [{"attrs": {}, "vaults": [{"attrs": {"name": "Personal"}, "items": items}]}]});
    zip(&[("export.attributes", b"{}"), ("export.data", data.to_string().as_bytes()), ("files/x.png", b"x")], None)
}

#[test]
fn the_archives_fields_are_read() {
    let read_back = uris(Format::OnePassword, &export(), "").unwrap();
    let uri = totp("Shop:jane", "NBSWY3DP", "Shop").replace("digits=6", "digits=8");
    assert_eq!(read_back[..2], [totp("Example:joe", "NBSWY3DP", "Example"), uri]);
    assert!(read_back[2].starts_with("Secret(NotBase32") && read_back[3] == "FileDamaged" && read_back.len() == 4);
    let first = read(Format::OnePassword, &export(), "").unwrap().remove(0).unwrap();
    assert_eq!((first.groups.join(" "), first.note.as_str()), ("Personal one two".into(), "a note"));
    damage(Format::OnePassword, &export(), "");
}

/// A name or a note is bounded before it is copied for each of an item's accounts.
#[test]
fn long_texts_are_not_multiplied() {
    let totps = vec![json!("NBSWY3DP"); 5000];
    let mut long_note = item("Example", &totps);
    long_note["details"]["notesPlain"] = json!("x".repeat(1 << 20));
    let mut long_name = item(&"x".repeat(1 << 20), &totps);
    long_name["overview"]["tags"] = json!(["x".repeat(1 << 20)]);
    let data = json!({"accounts": [{"vaults": [{"attrs": {}, "items": [long_note, long_name]}]}]});
    let file = zip(&[("export.data", data.to_string().as_bytes())], None);
    let read = read(Format::OnePassword, &file, "").unwrap();
    let notes = read.iter().filter(|account| account.as_ref().is_ok_and(|account| !account.note.is_empty())).count();
    assert_eq!((read.len(), notes), (10_000, 1));
    assert_eq!(read[9999], Err(Refusal::NameTooLong));
}

#[test]
fn damaged_archives_are_refused() {
    for data in ["", "{}", "[]", "{\"accounts\": 7}"] {
        let file = zip(&[("export.data", data.as_bytes())], None);
        assert_eq!(uris(Format::OnePassword, &file, ""), Err(Refusal::FileDamaged), "{data}");
    }
}

#[test]
fn csv_is_read() {
    let table = format!(
        "Title,Url,Username,Password,OTPAuth,Favorite,Archived,Tags,Notes\n\
         Example,https://example.org,joe,x,NBSWY3DP,false,false,\"one,two\",a note\n\
         No code,,joe,x,,false,false,,\n\
         Shop,,,,{URI},false,false,,\n\
         Bad,,,,otpauth://push/a,false,false,,\n"
    );
    let read_back = uris(Format::OnePassword, table.as_bytes(), "").unwrap();
    let uri = totp("Shop:jane", "NBSWY3DP", "Shop").replace("digits=6", "digits=8");
    assert_eq!(read_back, [totp("Example:joe", "NBSWY3DP", "Example"), uri, "UnsupportedType(\"push\")".into()]);
    let first = read(Format::OnePassword, table.as_bytes(), "").unwrap().remove(0).unwrap();
    assert_eq!((first.groups.join(" "), first.note.as_str()), ("one two".into(), "a note"));
    damage(Format::OnePassword, table.as_bytes(), "");
}
