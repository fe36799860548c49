//! Zip archives, plain, or encrypted by WinZip's AES or by PKWARE's old cipher, within limits: what
//! unpacks to more than [`MAX_FILE_BYTES`] is refused while it is unpacked, whatever the archive's
//! headers state.

use std::io::{Cursor, Read as _};

use zeroize::Zeroizing;
use zip::ZipArchive;
use zip::result::ZipError;

use crate::limits::{MAX_ENTRIES, MAX_FILE_BYTES};
use crate::refusal::Refusal;

fn open(bytes: &[u8]) -> Option<ZipArchive<Cursor<&[u8]>>> {
    let is_zip = bytes.starts_with(b"PK\x03\x04") && !states_too_many(bytes);
    let archive = is_zip.then(|| ZipArchive::new(Cursor::new(bytes)).ok());
    archive.flatten().filter(|archive| archive.len() <= MAX_ENTRIES)
}

/// Whether a directory's end in the 64-bit format states more than [`MAX_ENTRIES`] files: the `zip`
/// crate makes room for as many.
fn states_too_many(bytes: &[u8]) -> bool {
    let ends = bytes.windows(40).filter(|window| window.starts_with(b"PK\x06\x06"));
    ends.filter_map(|end| end.last_chunk()).any(|count| u64::from_le_bytes(*count) > MAX_ENTRIES as u64)
}

/// The folder in which macOS keeps its own data on an archive's files.
const FORKS: &str = "__MACOSX/";

/// The paths of an archive's files, without its folders and what macOS adds. Empty if the bytes
/// aren't an archive.
pub(crate) fn names(bytes: &[u8]) -> Vec<String> {
    let names =
        |archive: &ZipArchive<_>| archive.file_names().filter_map(|name| Some(name.ok()?.into_owned())).collect();
    let mut names: Vec<_> = open(bytes).as_ref().map(names).unwrap_or_default();
    names.retain(|name| !name.ends_with('/') && !name.starts_with(FORKS));
    names
}

/// The name of a file without its folders.
pub(crate) fn base(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

/// Unpacks the first file whose path `name` accepts.
///
/// # Errors
/// [`Refusal::WrongPassword`] if the password doesn't fit, or the file has one and none is given;
/// [`Refusal::FileDamaged`] if there is no such file or it can't be unpacked, and
/// [`Refusal::TooLarge`] if it is larger than [`MAX_FILE_BYTES`].
pub(crate) fn entry(
    bytes: &[u8],
    name: impl Fn(&str) -> bool,
    password: Option<&str>,
) -> Result<Zeroizing<Vec<u8>>, Refusal> {
    let mut archive = open(bytes).ok_or(Refusal::FileDamaged)?;
    let at = archive.file_names().position(|path| path.is_ok_and(|path| name(&path))).ok_or(Refusal::FileDamaged)?;
    let entry = match password {
        Some(password) => archive.by_index_decrypt(at, password.as_bytes()),
        None => archive.by_index(at),
    };
    let entry = entry.map_err(|why| match why {
        ZipError::InvalidPassword | ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Refusal::WrongPassword,
        _ => Refusal::FileDamaged,
    })?;
    // One wrong password in 256 is only noticed here.
    let damaged = if entry.encrypted() { Refusal::WrongPassword } else { Refusal::FileDamaged };
    // Room for all of it, so that the buffer never moves and leaves secrets behind.
    let room = usize::try_from(entry.size()).map_or(MAX_FILE_BYTES, |size| size.min(MAX_FILE_BYTES)) + 1;
    let mut unpacked = Zeroizing::new(Vec::with_capacity(room));
    entry.take(MAX_FILE_BYTES as u64 + 1).read_to_end(&mut unpacked).map_err(|_| damaged)?;
    if unpacked.len() > MAX_FILE_BYTES { Err(Refusal::TooLarge) } else { Ok(unpacked) }
}
