//! `docs/formats.md` lists every format. `WATCHWORD_WRITE_DOCS=1` writes what the code knows.

use std::fs;
use std::path::Path;

use watchword_exchange::{Format, Protection};

/// The row above the table of formats' own.
const HEAD: &str = "|---|---|---|---|---|---|\n";
/// What a format has in the cells that a person writes, until they do.
const UNWRITTEN: &str = " … | … | … |";

/// A format's row: three cells from the code, and those of the row that it has in the document.
fn row(format: Format, rows: &str) -> String {
    let name = format!("| `{}` |", format.name());
    let written = rows.lines().find(|row| row.contains(&name));
    let cells = written.and_then(|row| row.splitn(5, '|').nth(4)).unwrap_or(UNWRITTEN);
    let protection = match format.protection() {
        Protection::Plain => "plain",
        Protection::Encrypted => "encrypted",
        Protection::Either => "either",
    };
    format!("| {} {name} {protection} |{cells}\n", format.title())
}

#[test]
fn every_format_is_in_the_documentation() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/formats.md");
    let text = fs::read_to_string(&path).unwrap().replace("\r\n", "\n");
    let (before, rest) = text.split_once(HEAD).unwrap();
    let (rows, after) = rest.split_once("\n\n").unwrap();
    let mut formats = Format::ALL;
    formats.sort_by_key(|format| format.title().to_lowercase());
    let made: String = formats.map(|format| row(format, rows)).concat();
    let made = format!("{before}{HEAD}{made}\n{after}");
    if std::env::var_os("WATCHWORD_WRITE_DOCS").is_some() {
        fs::write(&path, &made).unwrap();
    }
    assert!(made == text, "stale: WATCHWORD_WRITE_DOCS=1 cargo test -p watchword-exchange documentation");
    assert!(!made.contains(UNWRITTEN), "cells to be written are left");
}
