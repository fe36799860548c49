use std::collections::HashMap;

use serde_json::Value;

use crate::entry::Read;
use crate::item::Item;
use crate::refusal::Refusal;

/// Reads the items of a plain export, Bitwarden Authenticator's too. Those without a one-time
/// password are passed over.
pub(crate) fn items(json: &Value) -> Result<Read, Refusal> {
    let items = json["items"].as_array().ok_or(Refusal::FileDamaged)?;
    let folders = json["folders"].as_array().into_iter().flatten();
    let folders: HashMap<_, _> = folders.map(|folder| (text(&folder["id"]), text(&folder["name"]))).collect();
    let fields = items.iter().map(|item| (item, &item["login"]["totp"]));
    Read::of(fields.filter(|(_, field)| !field.is_null() && *field != ""), |(item, field)| {
        let groups = folders.get(text(&item["folderId"])).copied().into_iter().collect();
        let (title, username) = (text(&item["name"]), text(&item["login"]["username"]));
        let item = Item { title, username, groups, note: text(&item["notes"]) };
        item.account(field.as_str().ok_or(Refusal::FileDamaged)?)
    })
}

fn text(json: &Value) -> &str {
    json.as_str().unwrap_or_default()
}
