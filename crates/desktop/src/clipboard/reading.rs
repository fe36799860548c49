//! The clipboard's contents on Linux: requested from the program that copied them, not decoded, and
//! cut off at the limits.

use std::time::Duration;

use zeroize::Zeroizing;

use super::contents::{ClipboardContents, Readable};
use super::copied::{Copied, Deadline};
use super::error::ClipboardError;
use super::wayland::Offer;
use super::window::WindowClipboard;
use super::x11::Selection;
use crate::wayland::is_wayland;

/// The names of readable forms, best first.
const PICTURES: [&str; 7] =
    ["image/png", "image/webp", "image/bmp", "image/tiff", "image/gif", "image/jpeg", "image/svg+xml"];
const TEXTS: [&str; 4] = ["text/plain;charset=utf-8", "UTF8_STRING", "text/plain", "STRING"];
const ADDRESSES: [&str; 1] = ["text/uri-list"];

/// How long reading the contents may take in total.
const READ_WITHIN: Duration = Duration::from_secs(20);

/// Reads the copied files, or else the picture, or else the text. Files come first because they are
/// offered as text too.
pub(super) fn contents(
    readable: &Readable,
    window: Option<&dyn WindowClipboard>,
) -> Result<ClipboardContents, ClipboardError> {
    contents_of(&*connect(window)?, readable)
}

fn contents_of(copied: &dyn Copied, readable: &Readable) -> Result<ClipboardContents, ClipboardError> {
    let forms = copied.forms()?;
    let addresses = read(copied, &forms, &ADDRESSES, readable.max_text_bytes)?;
    let files = string(&addresses).lines().map(str::trim).filter_map(readable.file).collect::<Vec<_>>();
    if !files.is_empty() {
        return Ok(ClipboardContents::Files(files));
    }
    let picture = read(copied, &forms, &PICTURES, readable.max_picture_bytes)?;
    if !picture.is_empty() {
        return Ok(ClipboardContents::Picture(picture));
    }
    let text = string(&read(copied, &forms, &TEXTS, readable.max_text_bytes)?);
    if text.trim().is_empty() { Err(ClipboardError::Empty) } else { Ok(ClipboardContents::Text(text)) }
}

/// Reads the copied text, cut off at one byte more than `most`; empty if there is none.
pub(super) fn text(most: usize, window: Option<&dyn WindowClipboard>) -> Result<Zeroizing<String>, ClipboardError> {
    let copied = connect(window)?;
    Ok(string(&read(&*copied, &copied.forms()?, &TEXTS, most)?))
}

/// Connects through the compositor if it shows the clipboard to programs without a window, or else
/// through X11, or else through the window.
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

/// The bytes in the first of `names` that is among `forms` and that the owner provides; empty if
/// there is none. Owners may refuse what they offer, as arboard does, which owns a code copied
/// here.
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

#[cfg(test)]
mod tests {
    use std::collections::HashMap;
    use std::path::PathBuf;

    use super::*;

    /// A program that offers these forms.
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

    fn readable() -> Readable {
        Readable {
            file: |line| line.strip_prefix("file://").map(Into::into),
            max_picture_bytes: 64,
            max_text_bytes: 256,
        }
    }

    fn contents(forms: &[(&'static str, &[u8])]) -> Result<ClipboardContents, ClipboardError> {
        let given = forms.iter().map(|(form, bytes)| (*form, bytes.to_vec())).collect();
        contents_of(&Given(given), &readable())
    }

    #[test]
    fn files_precede_a_picture_and_a_picture_precedes_text() {
        let all: [(&str, &[u8]); 3] = [
            ("text/plain", b"text"),
            ("image/jpeg", b"a picture"),
            ("text/uri-list", b"# copied\r\nfile:///tmp/a.png\r\nhttps://example.org\r\n file:///b.png\r\n"),
        ];
        let first = |forms: &[(&'static str, &[u8])]| contents(forms).unwrap();
        let paths = ["/tmp/a.png", "/b.png"].map(PathBuf::from);
        assert!(matches!(first(&all), ClipboardContents::Files(files) if files == paths));
        assert!(matches!(first(&all[..2]), ClipboardContents::Picture(bytes) if *bytes == b"a picture"));
        assert!(matches!(first(&all[..1]), ClipboardContents::Text(text) if *text == "text"));
        // A form that is offered but refused.
        let refused = first(&[("text/plain;charset=utf-8", b""), all[0]]);
        assert!(matches!(refused, ClipboardContents::Text(text) if *text == "text"));
        // An address on another computer is not a file here.
        let elsewhere = first(&[("text/uri-list", b"https://x"), all[0]]);
        assert!(matches!(elsewhere, ClipboardContents::Text(_)));
    }

    #[test]
    fn oversized_picture_is_cut_off_after_its_limit() {
        let picture = contents(&[("image/png", &[b'x'; 1000])]).unwrap();
        assert!(matches!(picture, ClipboardContents::Picture(bytes) if bytes.len() == 65));
    }

    #[test]
    fn unreadable_contents_report_empty() {
        assert!(matches!(contents(&[]), Err(ClipboardError::Empty)));
        for form in [("text/html", &b"<p>"[..]), ("text/plain", b" \n"), ("image/png", b"")] {
            assert!(matches!(contents(&[form]), Err(ClipboardError::Empty)), "{form:?}");
        }
    }
}
