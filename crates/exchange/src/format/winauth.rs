//! WinAuth's export to a zip archive: a list of URIs, with a password or without. Its export to a
//! text file is the list itself ([`crate::Format::UriList`]).
//!
//! Facts: winauth/winauth (`WinAuthHelper.cs`); the list was checked against a file of
//! steamguard-cli's tests, the archive against the source only. The list has the archive's name
//! with the ending `.txt`, and is its only file. What Steam's accounts carry in `data` is read with
//! the URI.

use crate::archive;
use crate::file::File;
use crate::format::{Outcome, Protection, Reader, authenticator_plus, uri_list, zipped_list};
use crate::refusal::Refusal;

pub(crate) const READER: Reader =
    Reader { name: "winauth", title: "WinAuth", protection: Protection::Either, is_in, read };

fn is_in(file: &File<'_>) -> bool {
    matches!(file.zip_names(), [name] if is_list(name) && !authenticator_plus::is_list(name))
        && match archive::entry(file.bytes(), is_list, None) {
            Ok(list) => uri_list::is_list(&list),
            Err(why) => why == Refusal::WrongPassword,
        }
}

fn is_list(name: &str) -> bool {
    name.get(name.len().saturating_sub(4)..).is_some_and(|ending| ending.eq_ignore_ascii_case(".txt"))
}

fn read(file: &File<'_>) -> Result<Outcome, Refusal> {
    zipped_list::read(file, is_list)
}
