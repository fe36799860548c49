//! 1Password's exports: `.1pux`, a zip archive with JSON, and CSV.
//!
//! Facts: 1Password's description of the 1PUX format, checked against a file of KeePassXC's tests;
//! the CSV was checked against its description only. Apple's Passwords writes the same columns. A
//! field for a one-time password holds a URI or the secret alone, and an item may have several.

use serde::Deserialize;
use serde_json::Value;

use crate::archive;
use crate::entry::Read;
use crate::file::File;
use crate::format::{Outcome, Protection, Reader};
use crate::item::Item;
use crate::json;
use crate::limits::MAX_GROUPS;
use crate::refusal::Refusal;
use crate::table::{Table, has_columns};

pub(crate) const READER: Reader =
    Reader { name: "1password", title: "1Password", protection: Protection::Plain, is_in, read };

/// The columns that make a table one of this app.
const COLUMNS: [&str; 3] = ["Title", "Username", "OTPAuth"];

/// The file in the archive.
const DATA: &str = "export.data";

#[derive(Deserialize)]
struct Export {
    accounts: Vec<Account>,
}

#[derive(Deserialize)]
struct Account {
    vaults: Vec<Vault>,
}

#[derive(Deserialize)]
struct Vault {
    attrs: Value,
    items: Vec<Value>,
}

fn is_in(file: &File<'_>) -> bool {
    has_columns(file, &COLUMNS) || file.zip_names().iter().any(|name| name == DATA)
}

fn read(file: &File<'_>) -> Result<Outcome, Refusal> {
    if file.zip_names().is_empty() {
        return table(file.text().unwrap_or_default()).map(Outcome::Read);
    }
    let json = archive::entry(file.bytes(), |name| name == DATA, None)?;
    let export: Export = json::parse(&json)?;
    let vaults = export.accounts.iter().flat_map(|account| &account.vaults);
    let items = vaults.flat_map(|vault| vault.items.iter().map(move |item| (vault, item)));
    let fields = items.flat_map(|(vault, item)| {
        let item_of = item_of(vault, item);
        fields(item).enumerate().map(move |(at, field)| {
            // An item's note goes with its first account: a copy for each could fill the memory.
            let note = if at == 0 { item_of.note } else { "" };
            (Item { note, ..item_of.clone() }, field)
        })
    });
    let account = |(item, field): (Item<'_>, &Value)| item.account(field.as_str().ok_or(Refusal::FileDamaged)?);
    Read::of(fields, account).map(Outcome::Read)
}

/// The one-time passwords of an item.
fn fields(item: &Value) -> impl Iterator<Item = &Value> {
    let fields = list(&item["details"]["sections"]).flat_map(|section| list(&section["fields"]));
    fields.filter_map(|field| field["value"].get("totp")).filter(|totp| !totp.is_null() && *totp != "")
}

fn item_of<'a>(vault: &'a Vault, item: &'a Value) -> Item<'a> {
    let text = |value: &'a Value| value.as_str().unwrap_or_default();
    let (details, overview) = (&item["details"], &item["overview"]);
    let username = list(&details["loginFields"]).find(|field| field["designation"] == "username");
    let groups = [&vault.attrs["name"]].into_iter().chain(list(&overview["tags"])).take(MAX_GROUPS).map(text).collect();
    let username = username.map(|field| text(&field["value"])).unwrap_or_default();
    Item { title: text(&overview["title"]), username, groups, note: text(&details["notesPlain"]) }
}

fn list(json: &Value) -> impl Iterator<Item = &Value> {
    json.as_array().into_iter().flatten()
}

fn table(text: &str) -> Result<Read, Refusal> {
    let mut table = Table::of(text, &COLUMNS)?;
    Read::of(table.rows_with("OTPAuth"), |row| {
        let row = row?;
        let groups = row.get("Tags").split([',', ';']).collect();
        let item = Item { title: row.get("Title"), username: row.get("Username"), groups, note: row.get("Notes") };
        item.account(row.get("OTPAuth"))
    })
}
