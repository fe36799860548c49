//! KeePass' and KeePassXC's databases (KDBX 3 and 4), and their exports to XML and CSV.
//!
//! Facts: KeePass' "KDBX file format" and its help on one-time passwords, its `EntryUtil.cs`,
//! KeePassXC's `Totp.cpp`, and KeeOtp 2's `OtpAuthUtils.cs`. Databases were checked against files
//! of KeePassXC's tests; these have no `otp`, `TimeOtp-` or `HmacOtp-`, which were checked against
//! the sources only, as were Twofish, Argon2id and the CSV.
//!
//! A database opens with a password alone. One that needs a key file or a hardware key as well
//! doesn't say so, and is refused as if the password were wrong.
//!
//! Where programs disagree: an entry may state its one-time password in several ways, each of which
//! becomes an account, unless two are equal. KeePassXC replaces what it can't read by a default,
//! and bounds what is out of range; this reader refuses the entry. It tries KeePass' fields for the
//! encodings of the secret in KeePass' order, and refuses what is in the recycle bin.

mod entry;
mod header;
mod kdbx;
mod key;
mod xml;

use crate::entry::Read;
use crate::file::File;
use crate::format::{Encrypted, Outcome, Protection, Reader};
use crate::item::Item;
use crate::refusal::Refusal;
use crate::table::{Table, has_columns};
use header::SIGNATURE;
use kdbx::Database;

pub(crate) const READER: Reader =
    Reader { name: "keepass", title: "KeePass", protection: Protection::Either, is_in, read };

/// The columns that make a table one of this app.
const COLUMNS: [&str; 4] = ["Group", "Title", "Username", "TOTP"];

fn is_in(file: &File<'_>) -> bool {
    let is_xml = |text: &str| text.starts_with('<') && text.contains("<KeePassFile>");
    file.bytes().starts_with(&SIGNATURE) || file.text().is_some_and(is_xml) || has_columns(file, &COLUMNS)
}

fn read(file: &File<'_>) -> Result<Outcome, Refusal> {
    if file.bytes().starts_with(&SIGNATURE) {
        return Ok(Outcome::Encrypted(Encrypted::new(Database::of(file.bytes())?)));
    }
    let text = file.text().ok_or(Refusal::FileDamaged)?;
    let read = if text.starts_with('<') { xml::read(text, None) } else { table(text) };
    read.map(Outcome::Read)
}

fn table(text: &str) -> Result<Read, Refusal> {
    let mut table = Table::of(text, &COLUMNS)?;
    Read::of(table.rows_with("TOTP"), |row| {
        let row = row?;
        // The first group is the database itself.
        let group = row.get("Group").rsplit_once('/').map(|(_, name)| name);
        let (title, username, groups) = (row.get("Title"), row.get("Username"), group.into_iter().collect());
        entry::otp(Item { title, username, groups, note: row.get("Notes") }, row.get("TOTP"))
    })
}
