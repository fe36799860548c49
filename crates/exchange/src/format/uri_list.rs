//! A list of URIs, one per line: the text exports of Aegis ("txt"), Ente Auth, WinAuth and Stratum,
//! the notes that people keep, and a single URI.
//!
//! Facts: no standard, only these apps' exports. Files in the wild also separate URIs with commas,
//! semicolons or spaces, end lines with CRLF, begin with a byte order mark and contain comments
//! (`#`).

use crate::entry::{Entry, Read};
use crate::file::File;
use crate::format::{Outcome, Protection, Reader, otpauth};
use crate::limits::{MAX_ENTRIES, MAX_LIST_BYTES};
use crate::lines::{list, uris};
use crate::payload;
use crate::refusal::Refusal;
use crate::scheme::Scheme;

pub(crate) const READER: Reader = Reader {
    name: "uri",
    title: "otpauth links",
    protection: Protection::Plain,
    is_in: |file| is_list(file.bytes()),
    read: |file| read(file.bytes()).map(Outcome::Read),
};

/// A list in which Google Authenticator's export is: its QR codes' texts.
pub(crate) const MIGRATION: Reader = Reader {
    name: "google-migration",
    title: "Google Authenticator",
    protection: Protection::Plain,
    is_in: is_export,
    read: |file| read(file.bytes()).map(Outcome::Read),
};

/// Whether any line begins with the URI of an account, readable or not.
pub(crate) fn is_list(bytes: &[u8]) -> bool {
    list(bytes)
        .into_iter()
        .flat_map(uris)
        .any(|(_, uri)| Scheme::begins(uri).is_some() && !otpauth::is_link_into_steam(uri))
}

/// Whether any line begins with the URI of an export, readable or not.
fn is_export(file: &File<'_>) -> bool {
    list(file.bytes()).into_iter().flat_map(uris).any(|(_, uri)| Scheme::begins(uri) == Some(Scheme::Migration))
}

/// Reads every URI of a list. A URI that can't be read is refused in its own entry.
pub(crate) fn read(bytes: &[u8]) -> Result<Read, Refusal> {
    if bytes.len() > MAX_LIST_BYTES {
        return Err(Refusal::TooLarge);
    }
    let text = std::str::from_utf8(bytes).map_err(|_| Refusal::Malformed)?;
    // Counted first, so that a list that is too long is refused before any of it is read.
    if uris(text).nth(MAX_ENTRIES).is_some() {
        return Err(Refusal::TooMany);
    }
    let mut entries = Vec::new();
    for (number, text) in uris(text) {
        match payload::parse(text) {
            Ok(read) => entries.extend(read.entries.into_iter().map(|entry| Entry { number, ..entry })),
            Err(refusal) => entries.push(Entry { number, part: None, content: Err(refusal) }),
        }
        if entries.len() > MAX_ENTRIES {
            return Err(Refusal::TooMany);
        }
    }
    Ok(Read { entries })
}
