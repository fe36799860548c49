use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use watchword_capture::{DocumentKind, Shot, read_document};
use watchword_exchange::{Format, MAX_FILE_BYTES, Read, parse};
use watchword_scan::{Found, MAX_BYTES, Unreadable};
use zeroize::Zeroizing;

use crate::intake::address::picture_in;
use crate::intake::{Contents, Dropped, Item, Origin};
use crate::view::{ClipboardProblem, ImportProblem, Problem, ScanProblem, ScreenProblem, SystemProblem};

/// The most files read at once; more are likely a mistake.
pub const MAX_FILES: usize = 200;

/// The texts of the QR codes in one image or one document.
pub struct Scanned {
    /// The texts in reading order. They may contain seeds.
    pub texts: Vec<Zeroizing<String>>,
    /// Why there are none, or not all.
    pub problem: Option<Problem>,
}

/// Something that may contain accounts. Reading it takes a while and needs no vault, so it happens
/// outside the session.
pub enum Source {
    /// An image, a PDF, or a file in one of the formats.
    File(PathBuf),
    /// The bytes of an image or a PDF, from standard input.
    Bytes(Zeroizing<Vec<u8>>),
    /// The bytes of an image in the clipboard.
    Copied(Zeroizing<Vec<u8>>),
    /// An image from the clipboard that is already decoded: RGBA, row by row.
    Pixels {
        /// Width in pixels.
        width: u32,
        /// Height in pixels.
        height: u32,
        /// Four bytes a pixel, `width` × `height` pixels.
        rgba: Zeroizing<Vec<u8>>,
    },
    /// Whatever the monitors show when it is read.
    Screen,
    /// One URI, several, or a file's text.
    Text(Zeroizing<String>),
    /// Something other than a file, dropped onto the window.
    Dropped(Dropped),
}

/// Reads the account, or the part of an export, in one URI.
///
/// # Errors
/// Why the URI holds no account.
pub fn read_uri(uri: &str) -> Result<Read, Problem> {
    Ok(parse(uri)?)
}

impl Source {
    /// Reads everything in the source, and breaks off once `goes_on` returns `false`. Whatever
    /// yields no account yields the reason.
    pub fn read(self, goes_on: impl Fn() -> bool + Send) -> Vec<Item> {
        let origin = self.origin();
        let read = match &self {
            Self::File(path) => read_bytes(path).and_then(|bytes| read_any(&bytes, goes_on, &origin)),
            Self::Text(text) => read_text(text, Problem::Clipboard(ClipboardProblem::Empty), &origin),
            Self::Dropped(Dropped::Text(text)) => read_text(text, Problem::Import(ImportProblem::DropEmpty), &origin),
            Self::Dropped(Dropped::Picture(bytes)) => read_any(bytes, goes_on, &origin),
            picture => picture.codes(goes_on).map(|scanned| scanned.items(&origin)),
        };
        read.unwrap_or_else(|problem| vec![Item::unread(&origin, problem)])
    }

    /// Reads the QR codes in an image or a PDF, whatever their contents.
    pub fn scan(&self) -> Scanned {
        self.codes(|| true).unwrap_or_else(|problem| Scanned { texts: Vec::new(), problem: Some(problem) })
    }

    fn codes(&self, goes_on: impl Fn() -> bool + Send) -> Result<Scanned, Problem> {
        Ok(match self {
            Self::File(path) => scan(&read_bytes(path)?, goes_on)?,
            Self::Bytes(bytes) | Self::Copied(bytes) => scan(bytes, goes_on)?,
            Self::Pixels { width, height, rgba } => watchword_scan::read_rgba(*width, *height, rgba)?.into(),
            Self::Screen => codes_on_screen()?,
            Self::Dropped(Dropped::Picture(bytes)) => scan(bytes, goes_on)?,
            Self::Dropped(Dropped::Address(address)) => scan(&picture_in(address)?, goes_on)?,
            Self::Dropped(Dropped::Refused(problem)) => return Err(problem.clone()),
            Self::Text(_) | Self::Dropped(Dropped::Text(_)) => {
                return Err(ScanProblem::NotAPicture { what: Contents::Text }.into());
            }
        })
    }

    fn origin(&self) -> Origin {
        match self {
            Self::File(path) => {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                Origin::File { name: name.chars().filter(|c| !c.is_control()).take(256).collect() }
            }
            Self::Copied(_) | Self::Pixels { .. } => Origin::Clipboard,
            Self::Screen => Origin::Screen,
            Self::Dropped(_) => Origin::Drop,
            Self::Bytes(_) | Self::Text(_) => Origin::Text,
        }
    }
}

impl Scanned {
    /// Parses the accounts in the texts, and adds why there are none or not all.
    pub fn items(self, origin: &Origin) -> Vec<Item> {
        let texts = (1..).zip(&self.texts);
        let read = texts.flat_map(|(number, text)| Item::of_code(number, parse(text), origin));
        read.chain(self.problem.map(|problem| Item::unread(origin, problem))).collect()
    }
}

impl From<Found> for Scanned {
    fn from(found: Found) -> Self {
        Self { texts: found.texts, problem: None }
    }
}

/// Reads a file as an image, recognized by its first bytes, or else as a document.
fn scan(bytes: &[u8], goes_on: impl Fn() -> bool + Send) -> Result<Scanned, Problem> {
    let unreadable = match watchword_scan::read(bytes) {
        Ok(found) => return Ok(found.into()),
        Err(unreadable) => unreadable,
    };
    let is_picture = !matches!(unreadable, Unreadable::NotAPicture | Unreadable::TooLarge);
    if let Some(kind) = DocumentKind::detect(bytes).filter(|_| !is_picture) {
        let document = read_document(kind, bytes, goes_on);
        return Ok(Scanned { texts: document.texts, problem: document.error.map(Problem::from) });
    }
    Err(match unreadable {
        Unreadable::NotAPicture => Problem::Scan(ScanProblem::NotAPicture { what: Contents::of(bytes) }),
        other => other.into(),
    })
}

fn codes_on_screen() -> Result<Scanned, Problem> {
    let shots = Shot::take()?;
    let texts: Vec<_> = shots.iter().filter_map(|shot| shot.read().ok()).flat_map(|found| found.texts).collect();
    if texts.is_empty() { Err(Problem::Screen(ScreenProblem::NoCode)) } else { Ok(Scanned { texts, problem: None }) }
}

/// Reads an image or a document, or else a file in one of the formats.
fn read_any(bytes: &[u8], goes_on: impl Fn() -> bool + Send, origin: &Origin) -> Result<Vec<Item>, Problem> {
    match scan(bytes, goes_on) {
        Ok(scanned) => Ok(scanned.items(origin)),
        Err(Problem::Scan(ScanProblem::NotAPicture { what })) if bytes.len() <= MAX_FILE_BYTES => {
            let format = Format::detect(bytes).ok_or(ScanProblem::NotAPicture { what })?;
            Ok(Item::all(format, bytes, origin))
        }
        Err(Problem::Scan(ScanProblem::NotAPicture { what })) if what.may_hold_accounts() => {
            Err(ImportProblem::FileTooLarge { megabytes: (MAX_FILE_BYTES >> 20) as u32 }.into())
        }
        Err(problem) => Err(problem),
    }
}

fn read_bytes(path: &Path) -> Result<Zeroizing<Vec<u8>>, Problem> {
    watchword_vault::read_file(path, MAX_BYTES).map(Zeroizing::new).map_err(|error| match error.kind() {
        ErrorKind::FileTooLarge => Unreadable::TooLarge.into(),
        _ => Problem::System(SystemProblem::FileUnreadable),
    })
}

/// The entries of a text that was typed, pasted or dropped. Text in no known format is read as a
/// list of URIs, so that each line reports what it is instead.
fn read_text(text: &str, empty: Problem, origin: &Origin) -> Result<Vec<Item>, Problem> {
    let format = Format::detect(text.as_bytes());
    let items = Item::all(format.unwrap_or(Format::UriList), text.as_bytes(), origin);
    let is_nothing = |item: &Item| item.read.as_ref().err() == Some(&ImportProblem::NoAccounts.into());
    if format.is_none() && items.iter().all(is_nothing) { Err(empty) } else { Ok(items) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A dropped path may name a device or a pipe.
    #[cfg(unix)]
    #[test]
    fn only_regular_files_are_opened() {
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("pipe");
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        for path in [
            folder.path(),
            &pipe,
            Path::new("/dev/zero"),
            &folder.path().join("none"),
            Path::new("/a\0b"),
            Path::new(""),
        ] {
            let items = Source::File(path.to_owned()).read(|| true);
            assert_eq!(
                items[0].read.as_ref().err(),
                Some(&Problem::System(SystemProblem::FileUnreadable)),
                "{}",
                path.display()
            );
        }
    }

    /// A PNG whose header claims `side` × `side` pixels (PNG, sections 5.3 and 11.2.2).
    fn png_of(side: u32) -> Vec<u8> {
        let mut png = crate::view::picture::qr_png("x").unwrap().to_vec();
        png[16..20].copy_from_slice(&side.to_be_bytes());
        png[20..24].copy_from_slice(&side.to_be_bytes());
        let crc = !png[12..29].iter().fold(u32::MAX, |crc, byte| {
            (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (0xedb8_8320 * (crc & 1)))
        });
        png[29..33].copy_from_slice(&crc.to_be_bytes());
        png
    }

    #[test]
    fn oversized_copied_image_is_refused_before_decoding() {
        for bytes in [png_of(13_000), vec![0; MAX_BYTES as usize + 1]] {
            let item = Source::Copied(Zeroizing::new(bytes)).read(|| true).remove(0);
            assert_eq!(item.origin, Origin::Clipboard);
            assert!(
                matches!(item.read, Err(Problem::Scan(ScanProblem::PictureTooLarge { .. }))),
                "{:?}",
                item.read.err()
            );
        }
    }

    /// Its bytes are too many, not its accounts: the sentence may not name a number of accounts.
    #[test]
    fn oversized_text_is_refused_as_text() {
        let text = "otpauth://totp/a?secret=GEZDGNBV\n".repeat(watchword_exchange::MAX_LIST_BYTES / 30);
        let item = Source::Text(Zeroizing::new(text)).read(|| true).remove(0);
        assert_eq!(item.read.err(), Some(Problem::Import(ImportProblem::TextTooLarge)));
    }

    #[test]
    fn drops_are_read_like_other_sources() {
        let read = |dropped| Source::Dropped(dropped).read(|| true).remove(0);
        let text = |text: &str| Zeroizing::new(text.to_owned());
        let account = read(Dropped::Text(text("otpauth://totp/Example:ayu?secret=GEZDGNBVGY3TQOJQ")));
        assert!(account.read.is_ok());
        assert_eq!(account.origin, Origin::Drop);
        let png = crate::view::picture::qr_png("otpauth://totp/Example:ayu?secret=GEZDGNBVGY3TQOJQ").unwrap();
        let address = format!("data:image/png;base64,{}", data_encoding::BASE64.encode(&png));
        assert!(read(Dropped::Address(text(&address))).read.is_ok());
        assert!(read(Dropped::Picture(png)).read.is_ok());
        let refused = read(Dropped::Refused(Problem::Import(ImportProblem::AddressNotFetched)));
        assert_eq!(refused.read.err(), Some(Problem::Import(ImportProblem::AddressNotFetched)));
    }

    /// Exports with pictures are larger than what is parsed; other large files keep their names.
    #[test]
    fn oversized_file_is_refused_by_its_kind() {
        let read = |start: &[u8]| {
            let bytes = [start, &vec![b' '; MAX_FILE_BYTES]].concat();
            Source::Dropped(Dropped::Picture(Zeroizing::new(bytes))).read(|| true).remove(0).read.err()
        };
        let too_large = Some(Problem::Import(ImportProblem::FileTooLarge { megabytes: 16 }));
        assert_eq!(read(b"{\"db\": {\"entries\": []}}"), too_large);
        assert_eq!(read(b"PK\x03\x04\x14\0export.data"), too_large);
        assert_eq!(read(b"OggS"), Some(Problem::Scan(ScanProblem::NotAPicture { what: Contents::Media })));
    }
}
