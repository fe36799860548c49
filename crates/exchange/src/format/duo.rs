//! Duo Mobile's `accounts.json`, from a rooted phone or a backup of its storage.
//!
//! Facts: the importers of Aegis and android-otp-extractor, checked against a file of Duo Mobile.
//! Six digits, SHA-1 and 30 seconds; a counter means counter-based codes. Accounts have a name and
//! no issuer. An entry without a secret, such as one for push approval, is refused by its type.

use serde::Deserialize;
use serde_json::Value;
use watchword_otp::Secret;
use zeroize::Zeroizing;

use crate::draft::{Draft, Stated};
use crate::entry::{Imported, Read};
use crate::file::File;
use crate::format::{Outcome, Protection, Reader};
use crate::json;
use crate::name::short_name;
use crate::refusal::Refusal;

pub(crate) const READER: Reader =
    Reader { name: "duo", title: "Duo Mobile", protection: Protection::Plain, is_in, read };

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Account {
    account_type: String,
    name: Option<String>,
    otp_generator: Option<Generator>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Generator {
    otp_secret: Zeroizing<String>,
    counter: Option<u64>,
}

fn is_in(file: &File<'_>) -> bool {
    file.first().is_some_and(|account| {
        account["accountType"].is_string() && (account["otpGenerator"].is_object() || account["pkey"].is_string())
    })
}

fn read(file: &File<'_>) -> Result<Outcome, Refusal> {
    Read::of(file.json_as::<Vec<Value>>()?, |json| account(&json)).map(Outcome::Read)
}

fn account(json: &Value) -> Result<Imported, Refusal> {
    let Account { account_type, name, otp_generator } = json::fields(json)?;
    let Generator { otp_secret, counter } =
        otp_generator.ok_or_else(|| Refusal::UnsupportedType(short_name(&account_type)))?;
    let stated = if counter.is_some() { Stated::Hotp } else { Stated::Totp };
    let draft = Draft { stated, account: name.unwrap_or_default(), counter, ..Draft::default() };
    draft.with(Secret::from_base32(&otp_secret)?)
}
