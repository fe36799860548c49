//! Bitwarden's export: JSON, plain or encrypted with a password, and CSV.
//!
//! Facts: Stratum's `BitwardenBackupConverter.cs` and KeePassXC's tests, checked against plain and
//! encrypted files of KeePassXC's tests and plain ones of Aegis' and GNOME Authenticator's. A
//! login's field `totp` holds a URI or a secret alone; most logins have none. An export encrypted
//! with the key of the account at Bitwarden only opens there, and is refused.

mod items;
mod sealed;

use serde_json::Value;

use crate::entry::Read;
use crate::file::File;
use crate::format::{Encrypted, Outcome, Protection, Reader};
use crate::item::Item;
use crate::refusal::{Lock, Refusal};
use crate::table::{Table, has_columns};
pub(crate) use items::items;
use sealed::Closed;

pub(crate) const READER: Reader =
    Reader { name: "bitwarden", title: "Bitwarden", protection: Protection::Either, is_in, read };

/// The columns that make a table one of this app.
const COLUMNS: [&str; 3] = ["name", "login_username", "login_totp"];

/// Bitwarden Authenticator's JSON is the same without folders; an organisation's has collections.
/// Old exports don't state that they aren't encrypted.
fn is_in(file: &File<'_>) -> bool {
    let is_sorted = file.has_keys(&["folders"]) || file.has_keys(&["collections"]);
    let items = file.json().and_then(|json| json["items"].as_array());
    let is_login = |items: &Vec<Value>| items.iter().any(|item| item["login"].is_object());
    let is_plain = is_sorted && items.is_some_and(|items| file.has_keys(&["encrypted"]) || is_login(items));
    is_plain || file.has_keys(&["encrypted", "encKeyValidation_DO_NOT_EDIT"]) || has_columns(file, &COLUMNS)
}

fn read(file: &File<'_>) -> Result<Outcome, Refusal> {
    let Some(json) = file.json() else { return table(file.text().unwrap_or_default()).map(Outcome::Read) };
    if json["encrypted"] != true {
        return items(json).map(Outcome::Read);
    }
    if json["passwordProtected"] != true {
        return Err(Refusal::Locked(Lock::Account));
    }
    Ok(Outcome::Encrypted(Encrypted::new(file.json_as::<Closed>()?)))
}

fn table(text: &str) -> Result<Read, Refusal> {
    let mut table = Table::of(text, &COLUMNS)?;
    Read::of(table.rows_with("login_totp"), |row| {
        let row = row?;
        let (title, username) = (row.get("name"), row.get("login_username"));
        let item = Item { title, username, groups: vec![row.get("folder")], note: row.get("notes") };
        item.account(row.get("login_totp"))
    })
}
