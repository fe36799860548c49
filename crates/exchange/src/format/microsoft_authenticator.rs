//! Microsoft Authenticator's database on Android, `databases/PhoneFactor`, copied from a phone that
//! lets its user read an app's files: SQLite, with a table `accounts`.
//!
//! Facts: Aegis' `MicrosoftAuthImporter.java`, checked against the file in Aegis' tests, which has
//! accounts of other sites (type 0): base32, six digits. Microsoft's own (type 1) hold base64 and
//! have eight digits, according to importers alone. The app knows only SHA-1 and 30 seconds.
//!
//! Accounts at work or school (type 2) approve a sign-in, and are refused by their type; so is what
//! the app holds encrypted by the phone's key store.

use watchword_otp::Secret;

use crate::draft::Draft;
use crate::encoding::base64;
use crate::entry::{Imported, Read};
use crate::file::File;
use crate::format::{Outcome, Protection, Reader};
use crate::refusal::{Lock, Refusal};
use crate::sqlite::{Row, read_table, table};

pub(crate) const READER: Reader = Reader {
    name: "microsoft-authenticator",
    title: "Microsoft Authenticator",
    protection: Protection::Plain,
    is_in,
    read,
};

fn is_in(file: &File<'_>) -> bool {
    let columns = ["account_type", "oath_secret_key", "name", "username"];
    table(file.bytes(), "accounts").is_some_and(|table| table.has_columns(&columns))
}

fn read(file: &File<'_>) -> Result<Outcome, Refusal> {
    read_table(file.bytes(), "accounts", |rows| Read::of(rows, account)).map(Outcome::Read)
}

fn account(row: Row<'_>) -> Result<Imported, Refusal> {
    let text = |column| Ok::<_, Refusal>(row.get(column)?.text()?.unwrap_or_default().to_owned());
    let kind = row.get("account_type")?.integer()?.ok_or(Refusal::FileDamaged)?;
    let secret = row.get("oath_secret_key")?.text()?.unwrap_or_default();
    if secret.is_empty() && row.get("encrypted_oath_secret_key")?.text()?.is_some_and(|sealed| !sealed.is_empty()) {
        return Err(Refusal::Locked(Lock::Device));
    }
    let (digits, secret) = match kind {
        0 => (6, Secret::from_base32(secret)?),
        1 => (8, Secret::new(base64(secret)?)?),
        other => return Err(Refusal::UnsupportedType(other.to_string())),
    };
    let (issuer, account) = (text("name")?, text("username")?);
    Draft { issuer, account, digits: Some(digits), ..Draft::default() }.with(secret)
}
