//! The CSV: a row a token, with the columns `name`, `encrypted_seed` (base64), `salt` and `iv`
//! (hexadecimal), and perhaps `issuer` and `digits`.

use std::collections::HashMap;

use csv::{ReaderBuilder, StringRecord};

use super::sealed_secret::SealedSecret;
use crate::draft::Draft;
use crate::encoding::hex;
use crate::entry::{Imported, Read};
use crate::format::Sealed;
use crate::query::number;
use crate::refusal::Refusal;
use crate::table::first_row;

const COLUMNS: [&str; 4] = ["name", "encrypted_seed", "salt", "iv"];
const ITERATIONS: u32 = 100_000;
/// The most rows: each takes a key derivation of some 50 ms.
const MAX_ROWS: usize = 500;

/// The cells of a row by their columns.
type Row = HashMap<String, String>;

/// Whether a text begins with the columns' names.
pub(super) fn is_in(text: &str) -> bool {
    let columns = first_row(text).and_then(header).unwrap_or_default();
    COLUMNS.iter().all(|name| columns.iter().any(|column| column == name))
}

/// The columns' names, in lower case.
fn header(text: &str) -> Option<Vec<String>> {
    let record = records(text).next()?.ok()?;
    Some(record.iter().map(|name| name.trim().to_ascii_lowercase()).collect())
}

/// Rows with commas or, as spreadsheets in some languages save them, semicolons.
fn records(text: &str) -> impl Iterator<Item = Result<StringRecord, Refusal>> {
    let has_commas = text.lines().next().is_some_and(|line| line.contains(','));
    let delimiter = if has_commas { b',' } else { b';' };
    let reader =
        ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    reader.into_records().map(|record| record.map_err(|_| Refusal::FileDamaged))
}

/// The rows of the CSV, their secrets sealed.
pub(super) struct Closed(Vec<Row>);

impl Closed {
    pub(super) fn new(text: &str) -> Result<Self, Refusal> {
        let columns = first_row(text).and_then(header).ok_or(Refusal::FileDamaged)?;
        let row = |record: StringRecord| {
            let cells = record.iter().map(|cell| cell.trim().to_owned());
            columns.iter().cloned().zip(cells).collect()
        };
        let rows = records(text).skip(1).take(MAX_ROWS + 1).map(|record| record.map(row));
        let rows: Vec<Row> = rows.collect::<Result<_, _>>()?;
        if rows.len() > MAX_ROWS { Err(Refusal::TooCostly) } else { Ok(Self(rows)) }
    }
}

impl Sealed for Closed {
    fn open(&self, password: &str) -> Result<Read, Refusal> {
        Read::of(&self.0, |row| account(row, password))?.unless_none_opened(|_| true)
    }
}

fn account(row: &Row, password: &str) -> Result<Imported, Refusal> {
    let cell = |name: &str| row.get(name).map(String::as_str).unwrap_or_default();
    let iv = hex(cell("iv"))?;
    let iv = iv.try_into().map_err(|_| Refusal::FileDamaged)?;
    let sealed = SealedSecret { secret: cell("encrypted_seed"), salt: cell("salt"), iv, iterations: ITERATIONS };
    let draft = Draft {
        issuer: cell("issuer").to_owned(),
        account: cell("name").to_owned(),
        digits: Some(cell("digits"))
            .filter(|text| !text.is_empty())
            .map(|text| number(text, Refusal::Digits))
            .transpose()?,
        ..Draft::default()
    };
    draft.with(sealed.open(password)?)
}
