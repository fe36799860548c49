//! Proton Pass' export: a zip archive with `data.json`.
//!
//! Facts: protonpass/proton-pass-common (`parser/pass/mod.rs`), checked against a file of its
//! tests. An item has a one-time password of its own, and any number of extra fields with one. The
//! vaults have no order. The variant encrypted with OpenPGP is refused.
//!
//! Where importers disagree: for an item without a user name, Proton Pass writes `Proton Pass` for
//! the account in the URI. Proton Authenticator takes that for the issuer, and the item's title for
//! the account. Here the title stays the issuer, and the name of the extra field is the account:
//! an item's fields would have the same name otherwise.

use serde::Deserialize;
use serde_json::{Map, Value};

use crate::archive;
use crate::entry::{Imported, Read};
use crate::file::File;
use crate::format::{Outcome, Protection, Reader};
use crate::item::Item;
use crate::json;
use crate::name::clean_name;
use crate::refusal::{Lock, Refusal};

pub(crate) const READER: Reader =
    Reader { name: "proton-pass", title: "Proton Pass", protection: Protection::Plain, is_in, read };

const PLAIN: &str = "Proton Pass/data.json";
const PGP: &str = "Proton Pass/data.pgp";
/// The account of an item without a user name.
const UNNAMED: &str = "Proton Pass";
/// The state of an item in the trash.
const TRASHED: u64 = 2;

#[derive(Deserialize)]
struct Export {
    vaults: Map<String, Value>,
}

fn is_in(file: &File<'_>) -> bool {
    file.zip_names().iter().any(|name| [PLAIN, PGP].contains(&name.as_str()))
}

fn read(file: &File<'_>) -> Result<Outcome, Refusal> {
    if file.zip_names().iter().any(|name| name == PGP) {
        return Err(Refusal::Locked(Lock::Pgp));
    }
    let json = archive::entry(file.bytes(), |name| name == PLAIN, None)?;
    let export: Export = json::parse(&json)?;
    let items = export.vaults.values().flat_map(|vault| list(&vault["items"]).iter().map(move |item| (vault, item)));
    let fields = items.flat_map(|(vault, item)| {
        let is_trashed = item["state"] == TRASHED;
        // An item's note goes with its first account: a copy for each could fill the memory.
        let note = |at| if at == 0 { text(&item["data"]["metadata"]["note"]) } else { "" };
        fields(item).enumerate().map(move |(at, (name, field))| (is_trashed, of(vault, item, name, note(at)), field))
    });
    let read = Read::of(
        fields,
        |(is_trashed, item, field)| if is_trashed { Err(Refusal::Trashed) } else { account(item, field) },
    );
    read.map(Outcome::Read)
}

/// The one-time passwords of an item, each with the name of its field.
fn fields(item: &Value) -> impl Iterator<Item = (&str, &Value)> {
    let content = &item["data"]["content"];
    let sections = list(&content["sections"]).iter().flat_map(|section| list(&section["sectionFields"]));
    let extra = list(&item["data"]["extraFields"]).iter().chain(sections);
    let extra = extra.map(|field| (text(&field["fieldName"]), &field["data"]["totpUri"]));
    [("", &content["totpUri"])].into_iter().chain(extra).filter(|(_, uri)| !uri.is_null() && *uri != "")
}

/// The item of a field.
fn of<'a>(vault: &'a Value, item: &'a Value, field: &'a str, note: &'a str) -> Item<'a> {
    let content = &item["data"]["content"];
    let usernames = [text(&content["itemUsername"]), text(&content["itemEmail"]), field];
    let username = usernames.into_iter().find(|name| !name.is_empty()).unwrap_or_default();
    Item { title: text(&item["data"]["metadata"]["name"]), username, groups: vec![text(&vault["name"])], note }
}

fn account(item: Item<'_>, uri: &Value) -> Result<Imported, Refusal> {
    let username = item.username;
    let mut imported = item.account(uri.as_str().ok_or(Refusal::FileDamaged)?)?;
    if imported.account.account == UNNAMED {
        imported.account.account = clean_name(username)?;
    }
    Ok(imported)
}

fn list(json: &Value) -> &[Value] {
    json.as_array().map_or(&[], Vec::as_slice)
}

fn text(json: &Value) -> &str {
    json.as_str().unwrap_or_default()
}
