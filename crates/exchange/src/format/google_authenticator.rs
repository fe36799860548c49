//! Google Authenticator's database on Android, `databases/databases`, copied from a phone that lets
//! its user read an app's files: SQLite, with a table `accounts`.
//!
//! Facts: `AccountDb.java` and `OtpProvider.java` in google/google-authenticator-android and Aegis'
//! `GoogleAuthImporter.java`, checked against the file in Aegis' tests. Six digits, SHA-1 and 30
//! seconds are all that the app knows. `email` is the account, and may repeat the issuer.
//!
//! Where importers and the app disagree: the app adds 1 to the counter before each code, so the
//! counter is that of the last code. Every importer takes it as it is, as the app's own export
//! writes it, and so does this one: at worst the first code was used before, and the server asks
//! for the next. Newer versions of the app encrypt the secrets, which are refused as not base32.

use watchword_otp::Secret;

use crate::draft::{Draft, Stated};
use crate::entry::{Imported, Read};
use crate::file::File;
use crate::format::{Outcome, Protection, Reader};
use crate::refusal::Refusal;
use crate::sqlite::{Row, read_table, table};

pub(crate) const READER: Reader = Reader {
    name: "google-authenticator",
    title: "Google Authenticator’s database",
    protection: Protection::Plain,
    is_in,
    read,
};

fn is_in(file: &File<'_>) -> bool {
    table(file.bytes(), "accounts").is_some_and(|table| table.has_columns(&["email", "secret", "counter", "type"]))
}

fn read(file: &File<'_>) -> Result<Outcome, Refusal> {
    read_table(file.bytes(), "accounts", |rows| Read::of(rows, account)).map(Outcome::Read)
}

fn account(row: Row<'_>) -> Result<Imported, Refusal> {
    let text = |column| Ok::<_, Refusal>(row.get(column)?.text()?.unwrap_or_default().to_owned());
    let stated = match row.get("type")?.integer()?.ok_or(Refusal::FileDamaged)? {
        0 => Stated::Totp,
        1 => Stated::Hotp,
        other => return Err(Refusal::UnsupportedType(other.to_string())),
    };
    let counter = row.get("counter")?.integer()?.map(u64::try_from).transpose().map_err(|_| Refusal::Counter)?;
    let secret = Secret::from_base32(row.get("secret")?.text()?.unwrap_or_default())?;
    let (issuer, account) = (text("issuer")?, text("email")?);
    Draft { stated, issuer, account, counter, ..Draft::default() }.with(secret)
}
