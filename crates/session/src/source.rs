use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use watchword_exchange::{MAX_LIST_BYTES, Parsed, parse, parse_list};
use watchword_scan::{Found, MAX_BYTES, Unreadable};
use zeroize::Zeroizing;

use crate::problem::Problem;

/// Files taken at once; more is a mistake of the hand.
pub const MAX_FILES: usize = 200;

/// The QR texts in one picture.
pub struct Scanned {
    /// In reading order. They may hold seeds.
    pub texts: Vec<Zeroizing<String>>,
    /// Why there are none.
    pub problem: Option<Problem>,
}

/// Reads the QR codes of a picture, whatever is in them.
pub fn scan(path: &Path) -> Scanned {
    match read_bytes(path).and_then(|bytes| Ok(watchword_scan::read(&bytes)?)) {
        Ok(found) => Scanned { texts: found.texts, problem: None },
        Err(problem) => Scanned { texts: Vec::new(), problem: Some(problem) },
    }
}

/// Something that accounts may be in. Reading it takes a while and needs no vault, so it happens outside the session.
pub enum Source {
    /// A picture or a list of URIs.
    File(PathBuf),
    /// RGBA, row by row.
    Pixels {
        /// In pixels.
        width: u32,
        /// In pixels.
        height: u32,
        /// Four bytes a pixel.
        rgba: Zeroizing<Vec<u8>>,
    },
    /// One URI or several lines of them.
    Text(Zeroizing<String>),
}

/// One thing read from a source.
pub struct Item {
    /// A file's name; empty for what has none.
    pub source: String,
    /// An account or a part of an export, or why it is none.
    pub read: Result<Parsed, Problem>,
}

impl Source {
    /// Reads everything in it. What gives no account gives the reason.
    pub fn read(self) -> Vec<Item> {
        match self {
            Self::File(path) => {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                let name: String = name.chars().filter(|c| !c.is_control()).take(256).collect();
                named(&name, read_file(&path))
            }
            Self::Pixels { width, height, rgba } => {
                named("", watchword_scan::read_rgba(width, height, &rgba).map_err(Problem::from).map(texts))
            }
            Self::Text(text) => named("", Ok(lines(&text))),
        }
    }
}

fn named(source: &str, read: Result<Vec<Result<Parsed, Problem>>, Problem>) -> Vec<Item> {
    let read = read.unwrap_or_else(|problem| vec![Err(problem)]);
    read.into_iter().map(|read| Item { source: source.to_owned(), read }).collect()
}

fn read_file(path: &Path) -> Result<Vec<Result<Parsed, Problem>>, Problem> {
    let bytes = read_bytes(path)?;
    match watchword_scan::read(&bytes) {
        Ok(found) => Ok(texts(found)),
        Err(Unreadable::NotAPicture) => uri_list(&bytes).ok_or(Problem::NotAPicture),
        Err(unreadable) => Err(unreadable.into()),
    }
}

fn read_bytes(path: &Path) -> Result<Zeroizing<Vec<u8>>, Problem> {
    let file = File::open(path).map_err(|_| Problem::FileUnreadable)?;
    // A pipe or a device would never end.
    if !file.metadata().is_ok_and(|metadata| metadata.is_file()) {
        return Err(Problem::FileUnreadable);
    }
    let mut bytes = Zeroizing::new(Vec::new());
    file.take(MAX_BYTES + 1).read_to_end(&mut bytes).map_err(|_| Problem::FileUnreadable)?;
    Ok(bytes)
}

fn texts(found: Found) -> Vec<Result<Parsed, Problem>> {
    found.texts.iter().map(|text| parse(text).map_err(Problem::from)).collect()
}

/// The accounts in a text file, if there is one in it at all.
fn uri_list(bytes: &[u8]) -> Option<Vec<Result<Parsed, Problem>>> {
    if bytes.len() > MAX_LIST_BYTES {
        return None;
    }
    let lines = lines(std::str::from_utf8(bytes).ok()?);
    lines.iter().any(|line| !matches!(line, Err(Problem::UriNotAccount { .. }))).then_some(lines)
}

fn lines(text: &str) -> Vec<Result<Parsed, Problem>> {
    match parse_list(text) {
        Ok(lines) if lines.is_empty() => vec![Err(Problem::ClipboardEmpty)],
        Ok(lines) => lines.into_iter().map(|(_, parsed)| parsed.map_err(Problem::from)).collect(),
        Err(refusal) => vec![Err(refusal.into())],
    }
}
