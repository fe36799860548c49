//! A PDF (ISO 32000) to the QR texts on its pages.
//!
//! Nothing inside a renderer bounds the time and the memory that a page takes. So a process of its own draws: this program,
//! started once more, with limits that the operating system holds it to. It gets the file, and gives back pixels.

mod pdf;
mod renderer;
mod sandbox;
mod server;

use std::io::{Read, Write};

use watchword_scan::{Found, MAX_BYTES, MAX_PAGES, Unreadable, search};
use zeroize::Zeroizing;

use renderer::{Renderer, with_process};

pub use server::serve_pages;

/// Pixels in the longer side of a page: 200 to the inch of a sheet that is printed on.
const SIDE: u32 = 2400;

/// For a second look: at a page with a code that the first one could not read, and at all of them if it read none.
const LONG_SIDE: u32 = 4800;

/// What was read of a PDF.
#[derive(Default)]
pub struct Document {
    /// The texts of all pages, page by page and each page's in reading order, none twice. They may hold seeds.
    pub texts: Vec<Zeroizing<String>>,
    /// Why there are none, or not those of all pages.
    pub unread: Option<Unreadable>,
}

/// Whether a file that is no picture is a PDF. Anything may stand before its header in the first 1,024 bytes.
pub fn is_pdf(bytes: &[u8]) -> bool {
    bytes.windows(5).take(1024).any(|window| window == b"%PDF-")
}

/// Reads every QR code on the pages of a PDF, for as long as `goes_on` says so: it is asked ten times a second, from another
/// thread.
///
/// # Panics
/// Where the program has not called [`serve_pages`] first thing in `main`.
pub fn read_pdf(bytes: &[u8], goes_on: impl Fn() -> bool + Send) -> Document {
    let mut document = Document::default();
    let read = if bytes.len() as u64 > MAX_BYTES {
        Err(Unreadable::PdfDamaged)
    } else {
        with_process(goes_on, |renderer| document.read(bytes, renderer))
    };
    document.unread = read.err();
    document
}

impl Document {
    fn read(&mut self, bytes: &[u8], renderer: &mut Renderer<impl Write, impl Read>) -> Result<(), Unreadable> {
        let pages = renderer.open(bytes)?;
        let mut miss = self.look(pages, SIDE, renderer)?;
        if self.texts.is_empty()
            // It may not last for so much: the first look has told why there is nothing, then.
            && let Ok(second) = self.look(pages, LONG_SIDE, renderer)
        {
            miss = second;
        }
        match miss {
            _ if pages > MAX_PAGES => Err(Unreadable::PdfTooLong),
            Some(miss) if self.texts.is_empty() => Err(miss),
            _ => Ok(()),
        }
    }

    /// Looks at the pages, and tells the first reason why one gave nothing; one with a code on it before one without.
    fn look(
        &mut self,
        pages: u32,
        side: u32,
        renderer: &mut Renderer<impl Write, impl Read>,
    ) -> Result<Option<Unreadable>, Unreadable> {
        let mut miss = None;
        for page in 0..pages.min(MAX_PAGES) {
            let mut seen = search(&renderer.draw(page, side)?);
            if matches!(seen, Err(Unreadable::TooSmall | Unreadable::Unclear))
                && let Ok(drawn) = renderer.draw(page, LONG_SIDE)
            {
                seen = search(&drawn);
            }
            match seen {
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
