//! KeePass' and KeePassXC's databases and exports.

#![allow(clippy::unwrap_used)]

#[path = "../reading/mod.rs"]
mod reading;

mod database;
mod fields;
mod sealing;

use watchword_exchange::{Format, Refusal};

const PASSWORD: &str = "correct horse";

/// The names and values of an entry's fields.
type Fields<'a> = &'a [(&'a str, &'a str)];

/// The XML of a database. Each entry is a title and fields, to which a user name is added.
fn xml(entries: &[(&str, Fields<'_>)]) -> String {
    let string = |key: &str, value: &str| format!("<String><Key>{key}</Key><Value>{value}</Value></String>");
    let entry = |(title, fields): &(&str, Fields<'_>)| {
        let fields: String = fields.iter().map(|(key, value)| string(key, value)).collect();
        format!("<Entry>{}{}{fields}</Entry>", string("Title", title), string("UserName", "jane"))
    };
    let entries: String = entries.iter().map(entry).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<KeePassFile><Meta><Generator>KeePass</Generator></Meta>\
         <Root><Group><UUID>AAAA</UUID><Name>Database</Name>{entries}</Group></Root></KeePassFile>"
    )
}

fn lines(text: &str) -> Result<Vec<String>, Refusal> {
    reading::uris(Format::KeePass, text.as_bytes(), PASSWORD)
}

/// A TOTP account's URI, named as [`xml`] names it.
fn totp(title: &str, secret: &str, parameters: &str) -> String {
    format!("otpauth://totp/{title}:jane?secret={secret}&issuer={title}&{parameters}")
}
