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
    /// Addresses, one a line: of files, of a page.
    Addresses,
    /// A picture's bytes.
    Picture,
    Text,
}

/// The forms by the names they are offered under, the most concrete first.
/// `application/octet-stream` is how Chromium calls a picture's bytes.
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

/// What a program offers when something is dragged out of it: one thing in several forms. They are
/// asked for one after the other until one of them is something to read.
pub struct Offer {
    /// Not asked for yet, the best first.
    left: VecDeque<(&'static str, Form)>,
    /// Asked for.
    asked: Option<Form>,
    /// Addresses that were given and lead to no file: read when nothing better comes.
    addresses: Vec<Source>,
}

/// What to do next about an offer.
pub enum Step {
    /// Ask for the form of this name.
    Ask(&'static str),
    /// This is what was dropped.
    Take(Vec<Source>),
}

impl Offer {
    /// The names of all forms that can be asked for.
    pub fn names() -> impl Iterator<Item = &'static str> {
        FORMS.into_iter().map(|(name, _)| name)
    }

    /// What is offered under `names`.
    pub fn of(names: &[impl AsRef<str>]) -> Self {
        let is_offered = |name: &str| names.iter().any(|offered| offered.as_ref() == name);
        let left = FORMS.into_iter().filter(|(name, _)| is_offered(name)).collect();
        Self { left, asked: None, addresses: Vec::new() }
    }

    /// Whether there is nothing in it that could be read.
    pub fn is_empty(&self) -> bool {
        self.left.is_empty()
    }

    /// The name to ask for, where text is all that is offered: it may be meant for a field.
    pub fn text_alone(&self) -> Option<&'static str> {
        self.left.front().filter(|(_, form)| *form == Form::Text).map(|(name, _)| *name)
    }

    /// Whether a text of so many bytes, which are copied only if they are not too many, holds
    /// accounts or addresses.
    pub fn is_told_by(length: usize, copy: impl FnOnce() -> Vec<u8>) -> bool {
        length > 0 && length <= MAX_LIST_BYTES && tells(&Zeroizing::new(copy()))
    }

    /// What to ask for first or, when nothing came of the last, next.
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

    /// Takes what was given for the form asked for: so many bytes, which are copied only if they
    /// are not too many.
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
        // Text is one address after the other, or it is text.
        let is_list = form == Form::Addresses || lines(text).all(Address::is_plain);
        if !is_list && (self.addresses.is_empty() || tells(&bytes)) {
            return Step::Take(vec![source_of_text(text)]);
        }
        // One too many is enough to be told so.
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

    /// What is taken of an offer of these forms: what was asked for, and what it came to.
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
            _ => panic!("nothing of a drop"),
        }
    }

    #[track_caller]
    fn assert_taken(forms: &[(&str, &[u8])], asked: usize, told: &[&str]) {
        let (names, sources) = taken(forms);
        assert_eq!((names.len(), sources), (asked, told.iter().map(|told| (*told).to_owned()).collect()), "{names:?}");
    }

    /// Only Linux hands over addresses of files, and these are of files there.
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

    /// As Firefox and Chromium offer a picture of a page.
    #[test]
    fn then_a_picture() {
        let address = b"https://example.org/code.png".as_slice();
        let firefox =
            [("text/uri-list", address), ("text/plain", address), ("text/html", b"<img>"), ("image/png", b"png")];
        assert_taken(&firefox, 2, &["3 bytes"]);
        let chromium =
            [("text/x-moz-url", b"h\0".as_slice()), ("UTF8_STRING", address), ("application/octet-stream", b"jpeg")];
        assert_taken(&chromium, 1, &["4 bytes"]);
        assert_taken(&[("text/uri-list", LINK.as_bytes()), ("image/png", b"png")], 2, &["3 bytes"]);
        assert_taken(&[("image/svg+xml", b"<svg>"), ("text/plain", b"a title")], 1, &["5 bytes"]);
        // One that was promised and did not come.
        assert_taken(&[("image/jpeg", b"jpeg"), ("image/png", b"")], 2, &["4 bytes"]);
    }

    #[test]
    fn then_addresses_and_text() {
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
    fn nothing_is_fetched() {
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
    fn what_says_nothing_is_said_to() {
        for nothing in [b"".as_slice(), b" \n", b"\0\0", b"\xff\xfe", b"# only a comment"] {
            assert_taken(&[("text/uri-list", nothing), ("text/plain", nothing)], 2, &["problem-drop-empty"]);
        }
        assert!(Offer::of(&["text/html", "application/x-color"]).is_empty());
        assert_eq!(Offer::of(&["text/html", "text/plain"]).text_alone(), Some("text/plain"));
        assert_eq!(Offer::of(&["image/png", "text/plain"]).text_alone(), None);
    }

    #[test]
    fn what_is_too_much_is_not_copied() {
        for (name, length) in
            [("image/png", MAX_BYTES as usize), ("text/uri-list", MAX_LIST_BYTES), ("text/plain", MAX_LIST_BYTES)]
        {
            let mut offer = Offer::of(&[name]);
            let Step::Ask(_) = offer.ask() else { panic!("{name} is asked for") };
            let Step::Take(sources) = offer.answer(length + 1, || panic!("copied")) else {
                panic!("{name} is refused")
            };
            assert!(!sources.iter().any(is_readable), "{name}");
        }
        assert!(!Offer::is_told_by(MAX_LIST_BYTES + 1, || panic!("copied")));
        let many = "file:///a.png\n".repeat(MAX_LIST_BYTES / 14);
        assert_eq!(taken(&[("text/uri-list", many.as_bytes())]).1.len(), MAX_FILES + 1);
    }
}
