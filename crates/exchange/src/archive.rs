//! Zip archives, plain, or encrypted by WinZip's AES or by PKWARE's old cipher.

use std::io::{Cursor, Read};

use zeroize::Zeroizing;
use zip::ZipArchive;
use zip::result::ZipError;

use crate::limits::MAX_FILE_BYTES;
use crate::refusal::Refusal;

/// Whether a file is an archive with an entry of such a name.
pub(crate) fn holds(bytes: &[u8], name: impl Fn(&str) -> bool) -> bool {
    open(bytes).is_ok_and(|archive| position(&archive, name).is_some())
}

/// Unpacks the first entry of such a name, whatever size the archive states.
///
/// # Errors
/// [`Refusal::WrongPassword`] for an encrypted entry with another password or none,
/// [`Refusal::FileDamaged`] if there is no such entry or it can't be unpacked, and
/// [`Refusal::TooLarge`] beyond [`MAX_FILE_BYTES`].
pub(crate) fn entry(
    bytes: &[u8],
    name: impl Fn(&str) -> bool,
    password: Option<&str>,
) -> Result<Zeroizing<Vec<u8>>, Refusal> {
    let mut archive = open(bytes)?;
    let position = position(&archive, name).ok_or(Refusal::FileDamaged)?;
    let entry = match password {
        Some(password) => archive.by_index_decrypt(position, password.as_bytes()),
        None => archive.by_index(position),
    };
    let entry = entry.map_err(|why| match why {
        ZipError::InvalidPassword | ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Refusal::WrongPassword,
        _ => Refusal::FileDamaged,
    })?;
    // A wrong password passes the check of one or two bytes now and then: the contents show it.
    let damaged = if entry.encrypted() { Refusal::WrongPassword } else { Refusal::FileDamaged };
    let mut contents = Zeroizing::new(Vec::new());
    entry.take(MAX_FILE_BYTES as u64 + 1).read_to_end(&mut contents).map_err(|_| damaged)?;
    if contents.len() > MAX_FILE_BYTES { Err(Refusal::TooLarge) } else { Ok(contents) }
}

fn open(bytes: &[u8]) -> Result<ZipArchive<Cursor<&[u8]>>, Refusal> {
    let archive = bytes.starts_with(b"PK").then(|| ZipArchive::new(Cursor::new(bytes)).ok());
    archive.flatten().ok_or(Refusal::FileDamaged)
}

fn position(archive: &ZipArchive<Cursor<&[u8]>>, name: impl Fn(&str) -> bool) -> Option<usize> {
    archive.file_names().position(|stated| stated.is_ok_and(|stated| name(&stated)))
}
