//! Bitwarden Authenticator's export: JSON, which is Bitwarden's without folders, and CSV.
//!
//! Facts: bitwarden/android, whose tests' JSON was checked; the CSV was checked against its
//! description only. The app's own CSV has nine cells in a row under six names, and quotes none of
//! them, so that a comma in a name moves the URI to another column: it is looked for in every cell.

use crate::entry::Read;
use crate::file::File;
use crate::format::{Outcome, Protection, Reader, bitwarden};
use crate::item::Item;
use crate::refusal::Refusal;
use crate::scheme::Scheme;
use crate::table::{Table, has_columns};

pub(crate) const READER: Reader = Reader {
    name: "bitwarden-authenticator",
    title: "Bitwarden Authenticator",
    protection: Protection::Plain,
    is_in,
    read,
};

/// The columns that make a table one of this app, unless it has Bitwarden's.
const COLUMNS: [&str; 2] = ["name", "login_totp"];

fn is_in(file: &File<'_>) -> bool {
    let is_table = has_columns(file, &COLUMNS) && !has_columns(file, &["login_username"]);
    let is_json = file.json().is_some_and(|json| json["encrypted"] == false && json["items"].is_array());
    is_table || is_json && !file.has_keys(&["folders"]) && !file.has_keys(&["collections"])
}

fn read(file: &File<'_>) -> Result<Outcome, Refusal> {
    let read = match file.json() {
        Some(json) => bitwarden::items(json),
        None => table(file.text().unwrap_or_default()),
    };
    read.map(Outcome::Read)
}

fn table(text: &str) -> Result<Read, Refusal> {
    let mut table = Table::of(text, &COLUMNS)?;
    Read::of(table.rows(), |row| {
        let row = row?;
        let uri = row.cells().find(|cell| Scheme::begins(cell).is_some());
        let item = Item { title: row.get("name"), ..Item::default() };
        item.account(uri.unwrap_or_else(|| row.get("login_totp")))
    })
}
