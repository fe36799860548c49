//! What was copied, on Linux: asked of the program that copied it, not decoded, and no more of it than is read.

use std::os::fd::AsFd;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use watchword_exchange::MAX_LIST_BYTES;
use watchword_scan::MAX_BYTES;
use zeroize::Zeroizing;

use super::wayland::Offer;
use super::window::WindowClipboard;
use super::x11::Selection;
use super::{ClipboardError, is_wayland};
use crate::address::Address;
use crate::source::{MAX_FILES, Source};

/// The names of forms that can be read, the best first.
const PICTURES: [&str; 7] =
    ["image/png", "image/webp", "image/bmp", "image/tiff", "image/gif", "image/jpeg", "image/svg+xml"];
const TEXTS: [&str; 4] = ["text/plain;charset=utf-8", "UTF8_STRING", "text/plain", "STRING"];
const ADDRESSES: [&str; 1] = ["text/uri-list"];

/// How long all of it may take.
const READ_WITHIN: Duration = Duration::from_secs(20);
/// How long the other program may be silent.
const ANSWERS_WITHIN: Duration = Duration::from_secs(4);

/// Something copied, which its owner offers in several forms.
pub(super) trait Copied {
    /// The forms' names.
    fn forms(&self) -> Result<Vec<String>, ClipboardError>;
    /// The bytes in one form; `most` and one more where there are more than `most`.
    fn read(&self, form: &str, most: usize) -> Result<Zeroizing<Vec<u8>>, ClipboardError>;
}

/// What accounts may be read from: files before a picture before text, since a copied file has text beside it.
pub(super) fn sources(window: Option<&dyn WindowClipboard>) -> Result<Vec<Source>, ClipboardError> {
    sources_of(&*connect(window)?)
}

fn sources_of(copied: &dyn Copied) -> Result<Vec<Source>, ClipboardError> {
    let forms = copied.forms()?;
    let addresses = read(copied, &forms, &ADDRESSES, MAX_LIST_BYTES)?;
    let files: Vec<_> = string(&addresses).lines().filter_map(file).take(MAX_FILES + 1).collect();
    if !files.is_empty() {
        return Ok(files);
    }
    let picture = read(copied, &forms, &PICTURES, MAX_BYTES as usize)?;
    if !picture.is_empty() {
        return Ok(vec![Source::Copied(picture)]);
    }
    let text = string(&read(copied, &forms, &TEXTS, MAX_LIST_BYTES)?);
    if text.trim().is_empty() { Err(ClipboardError::Empty) } else { Ok(vec![Source::Text(text)]) }
}

/// The text that was copied, cut off after more than `most` bytes; empty where there is none.
pub(super) fn text(most: usize, window: Option<&dyn WindowClipboard>) -> Result<Zeroizing<String>, ClipboardError> {
    let copied = connect(window)?;
    Ok(string(&read(&*copied, &copied.forms()?, &TEXTS, most)?))
}

/// Through the compositor, if it lets programs without a window see what was copied; else through X11, and else through the window.
fn connect(window: Option<&dyn WindowClipboard>) -> Result<Box<dyn Copied + '_>, ClipboardError> {
    let deadline = Deadline::after(READ_WITHIN);
    if is_wayland()
        && let Ok(offer) = Offer::see(deadline)
    {
        return Ok(Box::new(offer));
    }
    match (Selection::connect(None, deadline), window) {
        (Ok(selection), _) => Ok(Box::new(selection)),
        (Err(_), Some(window)) => Ok(Box::new(window)),
        (Err(_), None) if is_wayland() => Err(ClipboardError::OnlyWindows),
        (Err(error), None) => Err(error),
    }
}

/// The bytes in the first of `names` that is among `forms` and is given; none where none is. Owners refuse what they offer, also
/// arboard, which is the owner of a code that was copied here.
fn read(
    copied: &dyn Copied,
    forms: &[String],
    names: &[&str],
    most: usize,
) -> Result<Zeroizing<Vec<u8>>, ClipboardError> {
    for name in names.iter().filter(|name| forms.iter().any(|form| form == *name)) {
        let bytes = copied.read(name, most)?;
        if !bytes.is_empty() {
            return Ok(bytes);
        }
    }
    Ok(Zeroizing::default())
}

fn string(bytes: &[u8]) -> Zeroizing<String> {
    Zeroizing::new(String::from_utf8_lossy(bytes).trim_end_matches('\0').to_owned())
}

fn file(line: &str) -> Option<Source> {
    match Address::of(line.trim()) {
        Some(Address::File(path)) => Some(Source::File(path)),
        _ => None,
    }
}

/// When the other program is given up on.
#[derive(Clone, Copy)]
pub(super) struct Deadline(Instant);

impl Deadline {
    pub(super) fn after(time: Duration) -> Self {
        Self(Instant::now() + time)
    }

    /// Waits until there is something to be read.
    pub(super) fn wait(&self, file: &impl AsFd) -> Result<(), ClipboardError> {
        loop {
            let left = self.0.saturating_duration_since(Instant::now()).min(ANSWERS_WITHIN);
            let left = Timespec::try_from(left).map_err(|_| ClipboardError::Failed)?;
            match poll(&mut [PollFd::new(file, PollFlags::IN)], Some(&left)) {
                Ok(1..) if !self.has_passed() => return Ok(()),
                Err(Errno::INTR) => {}
                _ => return Err(ClipboardError::Failed),
            }
        }
    }

    pub(super) fn has_passed(&self) -> bool {
        Instant::now() >= self.0
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;
    use crate::problem::Problem;
    use crate::source::Origin;

    struct Given(HashMap<&'static str, Vec<u8>>);

    impl Copied for Given {
        fn forms(&self) -> Result<Vec<String>, ClipboardError> {
            Ok(self.0.keys().map(|form| (*form).to_owned()).collect())
        }

        fn read(&self, form: &str, most: usize) -> Result<Zeroizing<Vec<u8>>, ClipboardError> {
            let bytes = &self.0[form];
            Ok(Zeroizing::new(bytes[..bytes.len().min(most + 1)].to_vec()))
        }
    }

    fn sources(forms: &[(&'static str, &[u8])]) -> Result<Vec<Source>, ClipboardError> {
        sources_of(&Given(forms.iter().map(|(form, bytes)| (*form, bytes.to_vec())).collect()))
    }

    /// A PNG that says it is this wide and high, and holds one pixel (PNG, sections 5.3 and 11.2.2).
    fn png_of(side: u32) -> Vec<u8> {
        let mut png = crate::picture::qr_png("x").unwrap().to_vec();
        png[16..20].copy_from_slice(&side.to_be_bytes());
        png[20..24].copy_from_slice(&side.to_be_bytes());
        let crc = !png[12..29].iter().fold(u32::MAX, |crc, byte| {
            (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (0xedb8_8320 * (crc & 1)))
        });
        png[29..33].copy_from_slice(&crc.to_be_bytes());
        png
    }

    #[test]
    fn picture_is_refused_by_its_size_before_it_is_decoded() {
        let mut read = sources(&[("image/png", &png_of(13_000))]).unwrap().remove(0).read(|| true);
        let item = read.remove(0);
        assert_eq!(item.origin, Origin::Clipboard);
        assert!(matches!(item.read, Err(Problem::PictureTooLarge { .. })), "{:?}", item.read.err());
        let too_long = vec![0; MAX_BYTES as usize + 10];
        let read = sources(&[("image/png", &too_long)]).unwrap().remove(0).read(|| true);
        assert!(matches!(read[0].read, Err(Problem::PictureTooLarge { .. })));
    }

    #[test]
    fn files_come_before_a_picture_before_text() {
        let all: [(&str, &[u8]); 3] = [
            ("text/plain", b"text"),
            ("image/jpeg", b"a picture"),
            ("text/uri-list", b"# copied\r\nfile:///tmp/a%20b.png\r\nhttps://example.org\r\n"),
        ];
        let first = |forms: &[(&'static str, &[u8])]| sources(forms).unwrap().remove(0);
        assert!(matches!(first(&all), Source::File(path) if path.to_str() == Some("/tmp/a b.png")));
        assert!(matches!(first(&all[..2]), Source::Copied(bytes) if *bytes == b"a picture"));
        assert!(matches!(first(&all[..1]), Source::Text(text) if *text == "text"));
        // A form that is offered and refused.
        assert!(matches!(first(&[("text/plain;charset=utf-8", b""), all[0]]), Source::Text(text) if *text == "text"));
        // An address that leads off this computer is no file.
        assert!(matches!(first(&[("text/uri-list", b"https://x"), all[0]]), Source::Text(_)));
    }

    #[test]
    fn nothing_to_read() {
        assert!(matches!(sources(&[]), Err(ClipboardError::Empty)));
        for form in [("text/html", &b"<p>"[..]), ("text/plain", b" \n"), ("image/png", b"")] {
            assert!(matches!(sources(&[form]), Err(ClipboardError::Empty)), "{form:?}");
        }
    }
}
