//! 2FAuth's export: JSON of schema 1, always plain.
//!
//! Facts: 2FAuth's migrators and their test files, which were read. 2FAuth computes Steam's codes
//! with SHA-1, five letters and 30 seconds whatever the file states; other values are refused here,
//! because one of the two is wrong.

use serde::Deserialize;
use serde_json::Value;
use watchword_otp::Secret;
use zeroize::Zeroizing;

use crate::draft::{Draft, Stated};
use crate::entry::{Imported, Read};
use crate::file::File;
use crate::format::{Outcome, Protection, Reader};
use crate::json;
use crate::refusal::Refusal;

pub(crate) const READER: Reader =
    Reader { name: "2fauth", title: "2FAuth", protection: Protection::Plain, is_in, read };

/// The highest schema that is known.
const NEWEST: u32 = 1;

#[derive(Deserialize)]
struct Export {
    schema: u32,
    data: Vec<Value>,
}

#[derive(Deserialize)]
struct Account {
    otp_type: String,
    service: Option<String>,
    account: Option<String>,
    secret: Zeroizing<String>,
    algorithm: Option<String>,
    digits: Option<u64>,
    period: Option<u64>,
    counter: Option<u64>,
}

fn is_in(file: &File<'_>) -> bool {
    let app = file.json().and_then(|json| json["app"].as_str());
    app.is_some_and(|app| app.to_ascii_lowercase().starts_with("2fauth")) && file.has_keys(&["schema"])
}

fn read(file: &File<'_>) -> Result<Outcome, Refusal> {
    let Export { schema, data } = file.json_as()?;
    if schema > NEWEST {
        return Err(Refusal::NewerVersion);
    }
    Read::of(data, |json| account(&json)).map(Outcome::Read)
}

fn account(json: &Value) -> Result<Imported, Refusal> {
    let Account { otp_type, service, account, secret, algorithm, digits, period, counter } = json::fields(json)?;
    let stated = if otp_type == "steamtotp" { Stated::Steam } else { Stated::named(&otp_type)? };
    let (issuer, account) = (service.unwrap_or_default(), account.unwrap_or_default());
    let draft = Draft { stated, issuer, account, algorithm, digits, period, counter, ..Draft::default() };
    draft.with(Secret::from_base32(&secret)?)
}
