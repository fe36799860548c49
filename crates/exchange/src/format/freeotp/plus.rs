//! FreeOTP+'s JSON export: the same tokens in a list, never encrypted.

use serde::Deserialize;
use serde_json::Value;

use super::token;
use crate::entry::Read;
use crate::file::File;
use crate::format::{Outcome, Protection, Reader};
use crate::refusal::Refusal;

pub(crate) const READER: Reader =
    Reader { name: "freeotp-plus", title: "FreeOTP+", protection: Protection::Plain, is_in, read };

#[derive(Deserialize)]
struct Export {
    tokens: Vec<Value>,
}

fn is_in(file: &File<'_>) -> bool {
    file.has_keys(&["tokens", "tokenOrder"])
}

fn read(file: &File<'_>) -> Result<Outcome, Refusal> {
    let Export { tokens } = file.json_as()?;
    Read::of(tokens, |json| token::account(&json)).map(Outcome::Read)
}
