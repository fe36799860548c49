use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use serde::Serialize;
use watchword_exchange::{MAX_LIST_BYTES, Parsed, parse, parse_list};
use watchword_scan::{Found, MAX_BYTES, Shot, Unreadable, is_pdf, read_pdf};
use zeroize::Zeroizing;

use crate::intake::address::picture_in;
use crate::intake::{Contents, Dropped};
use crate::view::{ClipboardProblem, ImportProblem, Problem, ScanProblem, ScreenProblem, SystemProblem};

/// Files taken at once; more is a mistake of the hand.
pub const MAX_FILES: usize = 200;

/// The QR texts in one picture, or in one PDF.
pub struct Scanned {
    /// In reading order. They may hold seeds.
    pub texts: Vec<Zeroizing<String>>,
    /// Why there are none, or not all.
    pub problem: Option<Problem>,
}

/// Something that accounts may be in. Reading it takes a while and needs no vault, so it happens
/// outside the session.
pub enum Source {
    /// A picture, a PDF or a list of URIs.
    File(PathBuf),
    /// The bytes of a picture or a PDF, from standard input.
    Bytes(Zeroizing<Vec<u8>>),
    /// The bytes of a picture in the clipboard.
    Copied(Zeroizing<Vec<u8>>),
    /// A picture in the clipboard that its library has decoded: RGBA, row by row.
    Pixels {
        /// In pixels.
        width: u32,
        /// In pixels.
        height: u32,
        /// Four bytes a pixel.
        rgba: Zeroizing<Vec<u8>>,
    },
    /// Whatever the monitors show when it is read.
    Screen,
    /// One URI or several lines of them.
    Text(Zeroizing<String>),
    /// Something dropped onto the window that is no file.
    Dropped(Dropped),
}

/// Where something was read from, as the review tells it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Origin {
    /// A file.
    File {
        /// Its name, without its folder.
        name: String,
    },
    /// A picture in the clipboard.
    Clipboard,
    /// The screen.
    Screen,
    /// A camera.
    Camera,
    /// What was dropped onto the window and is no file.
    Drop,
    /// What was typed, pasted or piped in.
    Text,
}

/// One thing read from a source.
pub struct Item {
    /// Where from.
    pub origin: Origin,
    /// Where in it; `None` for the whole or the rest, of which nothing could be read.
    pub place: Option<Place>,
    /// An account or a part of an export, or why it is none.
    pub read: Result<Parsed, Problem>,
}

/// A place in a source, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// A line of a text.
    Line(usize),
    /// A QR code of a picture or a PDF, in reading order.
    Code(usize),
}

/// What was read, and where.
pub(crate) type Placed = (Option<Place>, Result<Parsed, Problem>);

/// The account, or the part of an export, that one URI is.
///
/// # Errors
/// Why it is none.
pub fn read_uri(uri: &str) -> Result<Parsed, Problem> {
    Ok(parse(uri)?)
}

impl Source {
    /// Reads everything in it, and breaks off what takes long once `goes_on` says no. What gives no
    /// account gives the reason.
    pub fn read(self, goes_on: impl Fn() -> bool + Send) -> Vec<Item> {
        let origin = self.origin();
        let read = match &self {
            Self::File(path) => read_file(path, goes_on),
            Self::Text(text) => lines(text, Problem::Clipboard(ClipboardProblem::Empty)),
            Self::Dropped(Dropped::Text(text)) => lines(text, Problem::Import(ImportProblem::DropEmpty)),
            picture => picture.codes(goes_on).map(placed),
        };
        let item = |place, read| Item { origin: origin.clone(), place, read };
        match read {
            Ok(placed) => placed.into_iter().map(|(place, read)| item(place, read)).collect(),
            Err(problem) => vec![item(None, Err(problem))],
        }
    }

    /// Reads the QR codes of a picture or a PDF, whatever is in them.
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

impl From<Found> for Scanned {
    fn from(found: Found) -> Self {
        Self { texts: found.texts, problem: None }
    }
}

/// What is in a file: a picture by its first bytes, or else a PDF.
fn scan(bytes: &[u8], goes_on: impl Fn() -> bool + Send) -> Result<Scanned, Problem> {
    match watchword_scan::read(bytes) {
        Err(Unreadable::NotAPicture | Unreadable::TooLarge) if is_pdf(bytes) => {
            let document = read_pdf(bytes, goes_on);
            Ok(Scanned { texts: document.texts, problem: document.unread.map(Problem::from) })
        }
        Err(Unreadable::NotAPicture) => Err(Problem::Scan(ScanProblem::NotAPicture { what: Contents::of(bytes) })),
        read => Ok(read?.into()),
    }
}

fn codes_on_screen() -> Result<Scanned, Problem> {
    let shots = Shot::take()?;
    let texts: Vec<_> = shots.iter().filter_map(|shot| shot.read().ok()).flat_map(|found| found.texts).collect();
    if texts.is_empty() { Err(Problem::Screen(ScreenProblem::NoCode)) } else { Ok(Scanned { texts, problem: None }) }
}

fn read_file(path: &Path, goes_on: impl Fn() -> bool + Send) -> Result<Vec<Placed>, Problem> {
    let bytes = read_bytes(path)?;
    match scan(&bytes, goes_on) {
        Ok(scanned) => Ok(placed(scanned)),
        Err(Problem::Scan(ScanProblem::NotAPicture { .. })) => uri_list(&bytes),
        Err(problem) => Err(problem),
    }
}

fn read_bytes(path: &Path) -> Result<Zeroizing<Vec<u8>>, Problem> {
    watchword_vault::read_file(path, MAX_BYTES).map(Zeroizing::new).map_err(|error| match error.kind() {
        ErrorKind::FileTooLarge => Unreadable::TooLarge.into(),
        _ => Problem::System(SystemProblem::FileUnreadable),
    })
}

pub(crate) fn placed(scanned: Scanned) -> Vec<Placed> {
    let parsed = scanned.texts.iter().map(|text| parse(text).map_err(Problem::from));
    let codes = (1..).map(|number| Some(Place::Code(number))).zip(parsed);
    codes.chain(scanned.problem.map(|problem| (None, Err(problem)))).collect()
}

/// The accounts in a text file, if there is one in it at all.
fn uri_list(bytes: &[u8]) -> Result<Vec<Placed>, Problem> {
    let none = || Problem::Scan(ScanProblem::NotAPicture { what: Contents::of(bytes) });
    let text = std::str::from_utf8(bytes).ok().filter(|text| text.len() <= MAX_LIST_BYTES);
    let lines = lines(text.ok_or_else(none)?, none())?;
    let any = lines.iter().any(|(_, read)| !matches!(read, Err(Problem::Import(ImportProblem::NotAccount { .. }))));
    if any { Ok(lines) } else { Err(none()) }
}

fn lines(text: &str, empty: Problem) -> Result<Vec<Placed>, Problem> {
    let lines = parse_list(text)?;
    if lines.is_empty() {
        return Err(empty);
    }
    Ok(lines.into_iter().map(|(number, parsed)| (Some(Place::Line(number)), parsed.map_err(Problem::from))).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whoever drops a name chooses what is behind it.
    #[cfg(unix)]
    #[test]
    fn only_a_file_is_opened() {
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

    /// A PNG that says it is this wide and high, and holds one pixel (PNG, sections 5.3 and
    /// 11.2.2).
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
    fn copied_picture_is_refused_by_its_size_before_it_is_decoded() {
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

    #[test]
    fn what_is_dropped_is_read_like_the_rest() {
        let read = |dropped| Source::Dropped(dropped).read(|| true).remove(0);
        let text = |text: &str| Zeroizing::new(text.to_owned());
        let account = read(Dropped::Text(text("otpauth://totp/Example:ayu?secret=GEZDGNBVGY3TQOJQ")));
        assert!(matches!(account.read, Ok(Parsed::Account(_))));
        assert_eq!(account.origin, Origin::Drop);
        let png = crate::view::picture::qr_png("otpauth://totp/Example:ayu?secret=GEZDGNBVGY3TQOJQ").unwrap();
        let address = format!("data:image/png;base64,{}", data_encoding::BASE64.encode(&png));
        assert!(matches!(read(Dropped::Address(text(&address))).read, Ok(Parsed::Account(_))));
        assert!(matches!(read(Dropped::Picture(png)).read, Ok(Parsed::Account(_))));
        let refused = read(Dropped::Refused(Problem::Import(ImportProblem::AddressNotFetched)));
        assert_eq!(refused.read.err(), Some(Problem::Import(ImportProblem::AddressNotFetched)));
    }
}
