//! Tables in CSV (RFC 4180) whose first row names the columns.

use csv::{Reader, ReaderBuilder, StringRecord};

use crate::file::File;
use crate::refusal::Refusal;

/// A table, with its rows unread.
pub(crate) struct Table<'a> {
    header: StringRecord,
    reader: Reader<&'a [u8]>,
}

/// One row, with its table's columns.
pub(crate) struct Row<'a> {
    header: &'a StringRecord,
    cells: StringRecord,
}

/// The longest first row of a known table, in bytes, and its most columns, with room to spare.
const MAX_HEADER_BYTES: usize = 4096;
const MAX_COLUMNS: usize = 256;

/// Whether the file is a table with all of these columns.
pub(crate) fn has_columns(file: &File<'_>, columns: &[&str]) -> bool {
    file.text().and_then(first_row).is_some_and(|row| Table::of(row, columns).is_ok())
}

/// The first line of a text, unless it is too long for the columns' names.
pub(crate) fn first_row(text: &str) -> Option<&str> {
    text.lines().next().filter(|line| line.len() <= MAX_HEADER_BYTES)
}

fn position(header: &StringRecord, column: &str) -> Option<usize> {
    header.iter().position(|name| name.trim().eq_ignore_ascii_case(column))
}

impl<'a> Table<'a> {
    /// A table with all of these columns.
    ///
    /// # Errors
    /// [`Refusal::FileDamaged`] if one is missing, or there are far too many.
    pub(crate) fn of(text: &'a str, columns: &[&str]) -> Result<Self, Refusal> {
        let mut reader = ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
        let header = reader.headers().map_err(|_| Refusal::FileDamaged)?.clone();
        let is_whole = columns.iter().all(|column| position(&header, column).is_some());
        if is_whole && header.len() <= MAX_COLUMNS { Ok(Self { header, reader }) } else { Err(Refusal::FileDamaged) }
    }

    /// The rows below the first one.
    pub(crate) fn rows(&mut self) -> impl Iterator<Item = Result<Row<'_>, Refusal>> {
        let Self { header, reader } = self;
        let header = &*header;
        reader.records().map(move |cells| Ok(Row { header, cells: cells.map_err(|_| Refusal::FileDamaged)? }))
    }

    /// The rows whose cell in this column isn't empty.
    pub(crate) fn rows_with(&mut self, column: &str) -> impl Iterator<Item = Result<Row<'_>, Refusal>> {
        self.rows().filter(move |row| row.as_ref().map_or(true, |row| !row.get(column).trim().is_empty()))
    }
}

impl Row<'_> {
    /// The cell in this column. Empty if the row has no such cell.
    pub(crate) fn get(&self, column: &str) -> &str {
        position(self.header, column).and_then(|at| self.cells.get(at)).unwrap_or_default()
    }

    /// Every cell, those beyond the named columns included.
    pub(crate) fn cells(&self) -> impl Iterator<Item = &str> {
        self.cells.iter()
    }
}
