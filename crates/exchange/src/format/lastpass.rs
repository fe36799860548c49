//! LastPass Authenticator's export: JSON, always plain.
//!
//! Facts: the parsers of Bitwarden Authenticator and Stratum, checked against Bitwarden's test
//! files. Only time-based codes.
//!
//! Where importers disagree: the names are those that the user sees and may have changed, and the
//! original ones only where those are empty. Without any issuer it stays empty; Bitwarden takes the
//! user's name for it.

use serde::Deserialize;
use serde_json::Value;
use watchword_otp::Secret;
use zeroize::Zeroizing;

use crate::draft::{Draft, first_name};
use crate::entry::{Imported, Read};
use crate::file::File;
use crate::format::{Outcome, Protection, Reader};
use crate::groups::Groups;
use crate::json;
use crate::refusal::Refusal;

pub(crate) const READER: Reader =
    Reader { name: "lastpass", title: "LastPass Authenticator", protection: Protection::Plain, is_in, read };

#[derive(Deserialize)]
struct Export {
    accounts: Vec<Value>,
    folders: Option<Vec<Folder>>,
}

#[derive(Deserialize)]
struct Folder {
    id: Value,
    name: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Account {
    issuer_name: Option<String>,
    original_issuer_name: Option<String>,
    user_name: Option<String>,
    original_user_name: Option<String>,
    secret: Zeroizing<String>,
    time_step: Option<u64>,
    digits: Option<u64>,
    algorithm: Option<String>,
    folder_data: Option<FolderData>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct FolderData {
    folder_id: Value,
}

fn is_in(file: &File<'_>) -> bool {
    file.has_keys(&["version", "folders", "accounts"]) || file.has_keys(&["version", "folders", "deviceId"])
}

fn read(file: &File<'_>) -> Result<Outcome, Refusal> {
    let Export { accounts, folders } = file.json_as()?;
    let folders = folders.into_iter().flatten();
    let folders = Groups::of(folders.filter_map(|folder| Some((folder.id.to_string(), folder.name?))));
    Read::of(accounts, |json| account(&json, &folders)).map(Outcome::Read)
}

fn account(json: &Value, folders: &Groups) -> Result<Imported, Refusal> {
    let account: Account = json::fields(json)?;
    let folder = account.folder_data.and_then(|data| folders.name(&data.folder_id.to_string()));
    let draft = Draft {
        issuer: first_name([account.issuer_name, account.original_issuer_name]),
        account: first_name([account.user_name, account.original_user_name]),
        algorithm: account.algorithm,
        digits: account.digits,
        period: account.time_step,
        groups: folder.map(str::to_owned).into_iter().collect(),
        ..Draft::default()
    };
    draft.with(Secret::from_base32(&account.secret)?)
}
