//! Authenticator Plus' export: a zip archive with a password, around a list of URIs. Its database,
//! encrypted as a whole with SQLCipher, is refused.
//!
//! Facts: Aegis' `AuthenticatorPlusImporter.java`, checked against a file of Aegis' tests.
//! SQLCipher's database has no mark of its own: pages of 1,024 bytes, each of which looks random.

use crate::archive;
use crate::file::File;
use crate::format::{Outcome, Protection, Reader, zipped_list};
use crate::refusal::{Lock, Refusal};

pub(crate) const READER: Reader =
    Reader { name: "authenticator-plus", title: "Authenticator Plus", protection: Protection::Either, is_in, read };

/// The size of a database's page in bytes.
const PAGE: usize = 1024;
/// The fewest different bytes of a page that looks random. The mean is 251, and fewer than 225 are
/// as good as impossible.
const VARIETY: usize = 225;

fn is_in(file: &File<'_>) -> bool {
    file.zip_names().iter().any(|name| is_list(name)) || is_database(file.bytes())
}

pub(super) fn is_list(name: &str) -> bool {
    archive::base(name) == "Accounts.txt"
}

fn read(file: &File<'_>) -> Result<Outcome, Refusal> {
    if is_database(file.bytes()) {
        return Err(Refusal::Locked(Lock::Database));
    }
    zipped_list::read(file, is_list)
}

/// Whether this may be a database of SQLCipher.
fn is_database(bytes: &[u8]) -> bool {
    let (pages, rest) = bytes.as_chunks::<PAGE>();
    let looks_random = |page: &[u8; PAGE]| {
        let mut seen = [false; 256];
        page.iter().for_each(|byte| seen[usize::from(*byte)] = true);
        seen.into_iter().filter(|seen| *seen).count() >= VARIETY
    };
    // andOTP's encrypted backup has no mark either, but begins with a number up to ten million.
    let is_andotp = bytes.first() == Some(&0);
    pages.len() > 1 && rest.is_empty() && !is_andotp && pages.iter().all(looks_random)
}
