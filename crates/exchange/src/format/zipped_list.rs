//! Lists of URIs in a zip archive, with a password or without.

use crate::archive;
use crate::entry::Read;
use crate::file::File;
use crate::format::{Encrypted, Outcome, Sealed, uri_list};
use crate::refusal::Refusal;

/// Tells the list by its path in the archive.
pub(super) type IsList = fn(&str) -> bool;

pub(super) fn read(file: &File<'_>, is_list: IsList) -> Result<Outcome, Refusal> {
    match archive::entry(file.bytes(), is_list, None) {
        Ok(list) => uri_list::read(&list).map(Outcome::Read),
        Err(Refusal::WrongPassword) => {
            Ok(Outcome::Encrypted(Encrypted::new(Closed { archive: file.bytes().to_vec(), is_list })))
        }
        Err(why) => Err(why),
    }
}

/// An archive with a password.
struct Closed {
    archive: Vec<u8>,
    is_list: IsList,
}

impl Sealed for Closed {
    fn open(&self, password: &str) -> Result<Read, Refusal> {
        uri_list::read(&archive::entry(&self.archive, self.is_list, Some(password))?)
    }
}
