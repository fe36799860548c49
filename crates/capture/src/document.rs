//! Reads the texts of the QR codes on the pages of documents.
//!
//! A renderer doesn't limit the time and the memory that a page takes. So a confined process draws:
//! this program, started again, under limits that the operating system enforces. It receives the
//! file, and sends back pixels.

mod error;
mod kind;
mod page;
mod pdf;
mod protocol;
mod renderer;
mod sandbox;
mod server;
mod svg;

use std::io::{Read, Write};

use watchword_scan::{Found, MAX_BYTES, Unreadable, read_picture};
use zeroize::Zeroizing;

pub use error::{DocumentError, MAX_PAGES};
pub use kind::DocumentKind;
use renderer::{Renderer, with_process};
pub use server::serve_renderer;

/// The longer side of a page, in pixels: 200 dpi for A4, rounded up.
const SIDE: u32 = 2400;

/// The same for the second pass, over pages with a code that the first pass couldn't read, and over
/// all pages if it read none.
const LONG_SIDE: u32 = 4800;

/// The texts read from a document, and why some are missing.
#[derive(Default)]
pub struct Document {
    /// The texts of all pages, page by page and each page's in reading order, without duplicates.
    /// They may hold seeds.
    pub texts: Vec<Zeroizing<String>>,
    /// Why there are no texts, or only those of the first pages; `None` if nothing went wrong.
    pub error: Option<DocumentError>,
}

/// Reads every QR code on the pages of a document, for as long as `keep_going` returns `true`.
/// Another thread calls it ten times a second.
///
/// # Panics
/// If the program didn't call [`serve_renderer`] at the start of `main`.
pub fn read_document(kind: DocumentKind, bytes: &[u8], keep_going: impl Fn() -> bool + Send) -> Document {
    let mut document = Document::default();
    let read = if bytes.len() as u64 > MAX_BYTES {
        Err(kind.damaged())
    } else {
        with_process(kind, keep_going, |renderer| document.read(kind, bytes, renderer))
    };
    document.error = read.err();
    document
}

impl Document {
    fn read(
        &mut self,
        kind: DocumentKind,
        bytes: &[u8],
        renderer: &mut Renderer<impl Write, impl Read>,
    ) -> Result<(), DocumentError> {
        let pages = renderer.open(bytes)?;
        let mut miss = self.read_pages(kind, pages, SIDE, renderer)?;
        if self.texts.is_empty()
            // The renderer may not last for the second pass. Then the first pass's reason counts.
            && let Ok(second) = self.read_pages(kind, pages, LONG_SIDE, renderer)
        {
            miss = second;
        }
        match miss {
            _ if pages > MAX_PAGES => Err(DocumentError::PdfTooLong),
            Some(miss) if self.texts.is_empty() => Err(miss.into()),
            _ => Ok(()),
        }
    }

    /// Searches the pages, and returns why a page gave nothing: the first reason of a page with an
    /// unreadable code, or else of any page.
    fn read_pages(
        &mut self,
        kind: DocumentKind,
        pages: u32,
        side: u32,
        renderer: &mut Renderer<impl Write, impl Read>,
    ) -> Result<Option<Unreadable>, DocumentError> {
        let mut miss = None;
        for page in 0..pages.min(MAX_PAGES) {
            if kind == DocumentKind::Svg && !self.texts.is_empty() {
                // The other pages are the same drawing on another background.
                break;
            }
            let mut read = read_picture(&renderer.draw(page, side)?);
            if matches!(read, Err(Unreadable::TooSmall | Unreadable::Unclear))
                && let Ok(picture) = renderer.draw(page, LONG_SIDE)
            {
                read = read_picture(&picture);
            }
            match read {
                Ok(found) => self.add(found),
                Err(unreadable) if matches!(miss, None | Some(Unreadable::NothingFound)) => miss = Some(unreadable),
                Err(_) => {}
            }
        }
        Ok(miss)
    }

    fn add(&mut self, found: Found) {
        for text in found.texts {
            if !self.texts.contains(&text) {
                self.texts.push(text);
            }
        }
    }
}

#[cfg(test)]
mod tests;
