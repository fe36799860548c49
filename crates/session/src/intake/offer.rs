use std::collections::VecDeque;

use watchword_exchange::MAX_LIST_BYTES;
use watchword_scan::{MAX_BYTES, Unreadable};
use zeroize::Zeroizing;

use crate::intake::address::{Address, lines, tells};
use crate::intake::{Dropped, MAX_FILES, Source};
use crate::view::{ImportProblem, Problem};

/// A form in which a program offers what is dragged out of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// Addresses of files or pages, one a line (RFC 2483).
    Addresses,
    /// The bytes of an image.
    Picture,
    Text,
}

/// The forms by the names they are offered under, the most specific first. Chromium calls an
/// image's bytes `application/octet-stream`.
const FORMS: [(&str, Form); 12] = [
    ("text/uri-list", Form::Addresses),
    ("image/png", Form::Picture),
    ("image/webp", Form::Picture),
    ("image/bmp", Form::Picture),
    ("image/tiff", Form::Picture),
    ("image/gif", Form::Picture),
    ("image/jpeg", Form::Picture),
    ("image/svg+xml", Form::Picture),
    ("application/octet-stream", Form::Picture),
    ("text/plain;charset=utf-8", Form::Text),
    ("UTF8_STRING", Form::Text),
    ("text/plain", Form::Text),
];

/// The forms in which a program offers one thing that is dragged out of it. They are requested one
/// after the other until one can be read.
pub struct Offer {
    /// The forms not requested yet, the best first.
    left: VecDeque<(&'static str, Form)>,
    /// The form requested last.
    asked: Option<Form>,
    /// Addresses received that name no file: used when no better form arrives.
    addresses: Vec<Source>,
}

/// The next step in handling an offer.
pub enum Step {
    /// Request the form of this name.
    Ask(&'static str),
    /// Read these sources: the drop is complete.
    Take(Vec<Source>),
}

impl Offer {
    /// Returns the names of all forms that can be requested.
    pub fn names() -> impl Iterator<Item = &'static str> {
        FORMS.into_iter().map(|(name, _)| name)
    }

    /// Makes an offer of the forms in `names`, ignoring unknown ones.
    pub fn of(names: &[impl AsRef<str>]) -> Self {
        let is_offered = |name: &str| names.iter().any(|offered| offered.as_ref() == name);
        let left = FORMS.into_iter().filter(|(name, _)| is_offered(name)).collect();
        Self { left, asked: None, addresses: Vec::new() }
    }

    /// Whether the offer has no form that can be read.
    pub fn is_empty(&self) -> bool {
        self.left.is_empty()
    }

    /// Returns the name to request when text is all that is offered: it may be meant for a field.
    pub fn text_alone(&self) -> Option<&'static str> {
        self.left.front().filter(|(_, form)| *form == Form::Text).map(|(name, _)| *name)
    }

    /// Whether a text of `length` bytes contains accounts or addresses. Calls `copy` only if
    /// `length` is at most [`MAX_LIST_BYTES`].
    pub fn is_told_by(length: usize, copy: impl FnOnce() -> Vec<u8>) -> bool {
        length > 0 && length <= MAX_LIST_BYTES && tells(&Zeroizing::new(copy()))
    }

    /// Returns the first step, or the next one after a form that gave nothing.
    pub fn ask(&mut self) -> Step {
        let Some((name, form)) = self.left.pop_front() else {
            let addresses = std::mem::take(&mut self.addresses);
            return Step::Take(if addresses.is_empty() {
                refused(Problem::Import(ImportProblem::DropEmpty))
            } else {
                addresses
            });
        };
        self.asked = Some(form);
        Step::Ask(name)
    }

    /// Handles the `length` bytes received for the requested form. Calls `copy` only if they are
    /// within the form's limit.
    pub fn answer(&mut self, length: usize, copy: impl FnOnce() -> Vec<u8>) -> Step {
        let too_large = match self.asked.take() {
            Some(Form::Picture) if length as u64 > MAX_BYTES => Problem::from(Unreadable::TooLarge),
            Some(Form::Addresses | Form::Text) if length > MAX_LIST_BYTES => {
                watchword_exchange::Refusal::TooLarge.into()
            }
            Some(form) if length > 0 => return self.judge(form, Zeroizing::new(copy())),
            _ => return self.ask(),
        };
        Step::Take(refused(too_large))
    }

    fn judge(&mut self, form: Form, bytes: Zeroizing<Vec<u8>>) -> Step {
        let text = match form {
            Form::Picture => return Step::Take(vec![Source::Dropped(Dropped::Picture(bytes))]),
            Form::Addresses | Form::Text => std::str::from_utf8(&bytes).unwrap_or_default().trim_end_matches('\0'),
        };
        // Text counts as a list only if every line is an address.
        let is_list = form == Form::Addresses || lines(text).all(Address::is_plain);
        if !is_list && (self.addresses.is_empty() || tells(&bytes)) {
            return Step::Take(vec![source_of_text(text)]);
        }
        // One more than the limit is enough for the reader to refuse them.
        let sources: Vec<_> = lines(text).filter(|_| is_list).map(source).take(MAX_FILES + 1).collect();
        if sources.iter().any(|source| matches!(source, Source::File(_))) {
            return Step::Take(sources);
        }
        if self.addresses.is_empty() || sources.iter().any(is_readable) {
            self.addresses = sources;
        }
        if self.addresses.iter().any(is_readable) {
            self.left.retain(|(_, form)| *form == Form::Picture);
        }
        self.ask()
    }
}

fn source(address: &str) -> Source {
    match Address::of(address) {
        Some(Address::File(path)) => Source::File(path),
        Some(Address::Data) => Source::Dropped(Dropped::Address(Zeroizing::new(address.to_owned()))),
        Some(Address::Accounts) => source_of_text(address),
        Some(Address::Elsewhere) | None => {
            Source::Dropped(Dropped::Refused(Problem::Import(ImportProblem::AddressNotFetched)))
        }
    }
}

fn source_of_text(text: &str) -> Source {
    Source::Dropped(Dropped::Text(Zeroizing::new(text.to_owned())))
}

fn is_readable(source: &Source) -> bool {
    !matches!(source, Source::Dropped(Dropped::Refused(_)))
}

fn refused(problem: Problem) -> Vec<Source> {
    vec![Source::Dropped(Dropped::Refused(problem))]
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINK: &str = "otpauth://totp/Example:ayu?secret=GEZDGNBVGY3TQOJQ";

    /// The names requested from an offer of these forms, and the sources that it yields.
    fn taken(forms: &[(&str, &[u8])]) -> (Vec<&'static str>, Vec<String>) {
        let mut offer = Offer::of(&forms.iter().map(|(name, _)| *name).collect::<Vec<_>>());
        let mut asked = Vec::new();
        let mut step = offer.ask();
        loop {
            match step {
                Step::Ask(name) => {
                    asked.push(name);
                    let bytes = forms.iter().find(|(offered, _)| *offered == name).unwrap().1;
                    step = offer.answer(bytes.len(), || bytes.to_vec());
                }
                Step::Take(sources) => return (asked, sources.iter().map(told).collect()),
            }
        }
    }

    fn told(source: &Source) -> String {
        match source {
            Source::File(path) => path.display().to_string(),
            Source::Dropped(Dropped::Picture(bytes)) => format!("{} bytes", bytes.len()),
            Source::Dropped(Dropped::Address(address) | Dropped::Text(address)) => address.to_string(),
            Source::Dropped(Dropped::Refused(problem)) => problem.message(),
            _ => panic!("not a source of a drop"),
        }
    }

    #[track_caller]
    fn assert_taken(forms: &[(&str, &[u8])], asked: usize, told: &[&str]) {
        let (names, sources) = taken(forms);
        assert_eq!((names.len(), sources), (asked, told.iter().map(|told| (*told).to_owned()).collect()), "{names:?}");
    }

    /// Only Linux hands over file addresses, and only there do these name files.
    #[cfg(unix)]
    #[test]
    fn files_come_first() {
        let files = b"# copied\r\nfile:///a.png\r\n\r\nfile://localhost/b.png\r\n";
        assert_taken(
            &[("text/plain", b"/a.png"), ("image/png", b"png"), ("text/uri-list", files)],
            1,
            &["/a.png", "/b.png"],
        );
        assert_taken(&[("text/uri-list", b"file:///a.png\nhttp://x/")], 1, &["/a.png", "problem-address-not-fetched"]);
        assert_taken(&[("UTF8_STRING", b"file:///a.png\nfile:///b.png\n")], 1, &["/a.png", "/b.png"]);
    }

    /// As Firefox and Chromium offer an image on a page.
    #[test]
    fn image_bytes_come_second() {
        let address = b"https://example.org/code.png".as_slice();
        let firefox =
            [("text/uri-list", address), ("text/plain", address), ("text/html", b"<img>"), ("image/png", b"png")];
        assert_taken(&firefox, 2, &["3 bytes"]);
        let chromium =
            [("text/x-moz-url", b"h\0".as_slice()), ("UTF8_STRING", address), ("application/octet-stream", b"jpeg")];
        assert_taken(&chromium, 1, &["4 bytes"]);
        assert_taken(&[("text/uri-list", LINK.as_bytes()), ("image/png", b"png")], 2, &["3 bytes"]);
        assert_taken(&[("image/svg+xml", b"<svg>"), ("text/plain", b"a title")], 1, &["5 bytes"]);
        // An image that was offered and never sent.
        assert_taken(&[("image/jpeg", b"jpeg"), ("image/png", b"")], 2, &["4 bytes"]);
    }

    #[test]
    fn addresses_and_text_come_last() {
        let data = "data:image/png;base64,iVBORw==";
        assert_taken(&[("text/uri-list", data.as_bytes()), ("text/plain", b"a title")], 1, &[data]);
        assert_taken(&[("text/plain", data.as_bytes())], 1, &[data]);
        assert_taken(&[("text/uri-list", LINK.as_bytes()), ("text/plain", b"a title")], 1, &[LINK]);
        let list = format!("{LINK}\n{LINK}");
        assert_taken(&[("text/plain;charset=utf-8", list.as_bytes())], 1, &[&list]);
        assert_taken(&[("text/uri-list", b"https://x/"), ("text/plain", list.as_bytes())], 2, &[&list]);
        assert_taken(&[("text/plain", b"no account: none")], 1, &["no account: none"]);
    }

    #[test]
    fn web_addresses_are_not_fetched() {
        for address in [
            "http://example.org/code.png",
            "https://x/",
            "ftp://x/",
            "smb://x/y.png",
            "file://server/y.png",
            "about:blank",
        ] {
            assert_taken(
                &[("text/uri-list", address.as_bytes()), ("text/plain", b"a title")],
                2,
                &["problem-address-not-fetched"],
            );
        }
        assert_taken(&[("text/plain", b"https://example.org/code.png")], 1, &["problem-address-not-fetched"]);
    }

    #[test]
    fn empty_drop_reports_drop_empty() {
        for nothing in [b"".as_slice(), b" \n", b"\0\0", b"\xff\xfe", b"# only a comment"] {
            assert_taken(&[("text/uri-list", nothing), ("text/plain", nothing)], 2, &["problem-drop-empty"]);
        }
        assert!(Offer::of(&["text/html", "application/x-color"]).is_empty());
        assert_eq!(Offer::of(&["text/html", "text/plain"]).text_alone(), Some("text/plain"));
        assert_eq!(Offer::of(&["image/png", "text/plain"]).text_alone(), None);
    }

    #[test]
    fn oversized_forms_are_not_copied() {
        for (name, length) in
            [("image/png", MAX_BYTES as usize), ("text/uri-list", MAX_LIST_BYTES), ("text/plain", MAX_LIST_BYTES)]
        {
            let mut offer = Offer::of(&[name]);
            let Step::Ask(_) = offer.ask() else { panic!("{name} was not requested") };
            let Step::Take(sources) = offer.answer(length + 1, || panic!("copied")) else {
                panic!("{name} was not refused")
            };
            assert!(!sources.iter().any(is_readable), "{name}");
        }
        assert!(!Offer::is_told_by(MAX_LIST_BYTES + 1, || panic!("copied")));
        let many = "file:///a.png\n".repeat(MAX_LIST_BYTES / 14);
        assert_eq!(taken(&[("text/uri-list", many.as_bytes())]).1.len(), MAX_FILES + 1);
    }
}
