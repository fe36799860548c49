//! Authenticator Plus' export: a zip archive with a password, around a list of URIs. Its database,
//! encrypted as a whole with SQLCipher, is refused.
//!
//! Facts: Aegis' `AuthenticatorPlusImporter.java`, checked against a file of Aegis' tests.
//! SQLCipher's database has no mark of its own: pages of 1,024 bytes that look random.

use crate::archive;
use crate::file::File;
use crate::format::{Outcome, Protection, Reader, otp_auth, zipped_list};
use crate::noise::is_noise;
use crate::refusal::{Lock, Refusal};

pub(crate) const READER: Reader =
    Reader { name: "authenticator-plus", title: "Authenticator Plus", protection: Protection::Either, is_in, read };

/// The size of a database's page in bytes.
const PAGE: usize = 1024;
/// The smallest database in bytes: one with a page for each table. Keys of 4,096 bytes are common.
const SMALLEST: usize = 5 * PAGE;

fn is_in(file: &File<'_>) -> bool {
    file.zip_names().iter().any(|name| is_list(name)) || is_database(file)
}

pub(super) fn is_list(name: &str) -> bool {
    archive::base(name) == "Accounts.txt"
}

fn read(file: &File<'_>) -> Result<Outcome, Refusal> {
    if is_database(file) {
        return Err(Refusal::Locked(Lock::Database));
    }
    zipped_list::read(file, is_list)
}

/// Whether this may be a database of SQLCipher.
fn is_database(file: &File<'_>) -> bool {
    let bytes = file.bytes();
    // andOTP's encrypted backup has no mark either, but begins with a number up to ten million.
    let is_andotp = bytes.first() == Some(&0);
    bytes.len() >= SMALLEST
        && bytes.len().is_multiple_of(PAGE)
        && !is_andotp
        && is_noise(bytes)
        && !otp_auth::is_in(file)
}
