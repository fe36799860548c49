//! Reads tables of SQLite 3 databases.
//!
//! This is a reader of our own instead of SQLite. `rusqlite` would bring about a megabyte of C into
//! programs whose packages are nearly at their size limit, and run a language that no import needs
//! on files that nobody vouches for. This reader only walks the b-trees of tables (SQLite's
//! "Database File Format"). It follows each page once, copies no more than the file holds, and runs
//! no SQL.
//!
//! It is strict: it refuses text in UTF-16, tables without row identifiers, generated columns and a
//! file that is shorter than it says. It also refuses a database with a write-ahead log, because
//! its latest changes are in a second file. A database that is encrypted as a whole (SQLCipher)
//! looks like random bytes.

mod pages;
mod record;
mod schema;

use zeroize::Zeroizing;

use crate::limits::MAX_ENTRIES;
use crate::refusal::{Lock, Refusal};
use pages::Pages;
use record::Value;
use schema::Column;

/// What every database begins with.
const MAGIC: &[u8] = b"SQLite format 3\0";

/// A database of SQLite 3, whole.
struct Database<'a> {
    pages: Pages<'a>,
    has_log: bool,
}

/// A table of a database.
pub(crate) struct Table {
    columns: Vec<Column>,
    root: u32,
}

/// A row of a table.
pub(crate) struct Row<'a> {
    columns: &'a [Column],
    record: Zeroizing<Vec<u8>>,
}

/// The table of this name, if the bytes are a database whose schema can be read and has it.
pub(crate) fn table(bytes: &[u8], name: &str) -> Option<Table> {
    Database::of(bytes)?.table(name).ok()?
}

/// Reads the rows of a table, in the order of their identifiers.
///
/// # Errors
/// [`Refusal::FileDamaged`] if the bytes are no database, have no such table or can't be read,
/// [`Refusal::TooMany`] beyond [`MAX_ENTRIES`], [`Lock::Log`] if there is a write-ahead log.
pub(crate) fn read_table<T>(
    bytes: &[u8],
    name: &str,
    read: impl FnOnce(Vec<Row<'_>>) -> Result<T, Refusal>,
) -> Result<T, Refusal> {
    let database = Database::of(bytes).ok_or(Refusal::FileDamaged)?;
    let table = database.table(name)?.ok_or(Refusal::FileDamaged)?;
    read(database.rows(&table)?)
}

impl<'a> Database<'a> {
    /// Reads the header. `None` if it isn't one of SQLite's.
    fn of(bytes: &'a [u8]) -> Option<Self> {
        let header: &[u8; 100] = bytes.first_chunk().filter(|header| header.starts_with(MAGIC))?;
        const UTF_8: [u8; 4] = [0, 0, 0, 1];
        let fractions = [64, 32, 32];
        let is_known = header[18..20].iter().all(|version| matches!(version, 1 | 2));
        if !is_known || header[21..24] != fractions || header[56..60] != UTF_8 {
            return None;
        }
        Some(Self { pages: Pages::of(bytes, header)?, has_log: header[18..20] != [1, 1] })
    }

    fn table(&self, name: &str) -> Result<Option<Table>, Refusal> {
        for record in self.pages.records(1, MAX_ENTRIES)? {
            let values = record::values(&record).ok_or(Refusal::FileDamaged)?;
            let [kind, stated, _, root, sql] = *values.as_slice() else { return Err(Refusal::FileDamaged) };
            if kind.text()? != Some("table") || !stated.text()?.is_some_and(|stated| stated.eq_ignore_ascii_case(name))
            {
                continue;
            }
            let root = root.integer()?.and_then(|root| root.try_into().ok());
            let (root, columns) = root.zip(sql.text()?.and_then(schema::columns)).ok_or(Refusal::FileDamaged)?;
            return Ok(Some(Table { columns, root }));
        }
        Ok(None)
    }

    fn rows<'t>(&self, table: &'t Table) -> Result<Vec<Row<'t>>, Refusal> {
        if self.has_log {
            return Err(Refusal::Locked(Lock::Log));
        }
        if self.pages.are_missing() {
            return Err(Refusal::FileDamaged);
        }
        let records = self.pages.records(table.root, MAX_ENTRIES)?;
        Ok(records.into_iter().map(|record| Row { columns: &table.columns, record }).collect())
    }
}

impl Table {
    pub(crate) fn has_columns(&self, names: &[&str]) -> bool {
        names.iter().all(|name| self.columns.iter().any(|column| column.name == *name))
    }
}

impl Row<'_> {
    /// The value in a column. Null for a column that the table doesn't have.
    ///
    /// # Errors
    /// [`Refusal::FileDamaged`] if the record can't be read, or was written before the column was
    /// added, with a default value that isn't null.
    pub(crate) fn get(&self, name: &str) -> Result<Value<'_>, Refusal> {
        let Some(place) = self.columns.iter().position(|column| column.name == name) else { return Ok(Value::Null) };
        let values = record::values(&self.record).ok_or(Refusal::FileDamaged)?;
        match values.get(place) {
            Some(value) => Ok(*value),
            None if self.columns[place].has_default => Err(Refusal::FileDamaged),
            None => Ok(Value::Null),
        }
    }
}
