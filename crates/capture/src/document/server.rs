//! The confined renderer's side of the [protocol](super::protocol).

use std::io::{self, Read, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use hayro::RenderCache;
use watchword_scan::MAX_BYTES;
use zeroize::Zeroizing;

use super::error::DocumentError;
use super::kind::DocumentKind;
use super::page::Page;
use super::protocol::{ARGUMENT, ENCRYPTED, take};
use super::{pdf, sandbox, svg};

static SERVES: AtomicBool = AtomicBool::new(false);

/// Renders a document and exits, if [`read_document`](crate::read_document) started this process
/// for that; returns at once otherwise. Call it at the start of `main`, once core dumps are off: a
/// renderer must hold nothing and open nothing.
pub fn serve_renderer() {
    if std::env::args_os().nth(1).is_some_and(|argument| argument == ARGUMENT) {
        sandbox::enter();
        // The asking process notices an error by the missing answer.
        let _ = serve(io::stdin().lock(), io::stdout().lock());
        std::process::exit(0);
    }
    SERVES.store(true, Ordering::Relaxed);
}

/// Whether this program, started again, would render. One that doesn't call [`serve_renderer`]
/// would start itself again and again instead.
pub(super) fn serves() -> bool {
    SERVES.load(Ordering::Relaxed)
}

/// Answers requests until the input ends.
pub(super) fn serve(mut input: impl Read, output: impl Write) -> io::Result<()> {
    let kind = DocumentKind::from_byte(take::<1>(&mut input)?[0]).ok_or(io::ErrorKind::InvalidInput)?;
    let length = u64::from_le_bytes(take(&mut input)?);
    let mut bytes = Zeroizing::new(vec![0; length.min(MAX_BYTES) as usize]);
    input.read_exact(&mut bytes)?;
    match kind {
        DocumentKind::Pdf => serve_pdf(bytes, input, output),
        DocumentKind::Svg => serve_svg(&bytes, input, output),
    }
}

fn serve_pdf(bytes: Zeroizing<Vec<u8>>, input: impl Read, mut output: impl Write) -> io::Result<()> {
    let opened = pdf::open(bytes);
    let pages = match &opened {
        Ok(pdf) => pdf.pages().len() as u32,
        Err(DocumentError::PdfEncrypted) => ENCRYPTED,
        Err(_) => 0,
    };
    send_count(&mut output, pages)?;
    let Ok(pdf) = opened else { return Ok(()) };
    let cache = RenderCache::new();
    send_pages(input, output, |number, side| Some(pdf::draw(pdf.pages().get(number as usize)?, &cache, side)))
}

fn serve_svg(bytes: &[u8], input: impl Read, mut output: impl Write) -> io::Result<()> {
    let opened = svg::open(bytes);
    send_count(&mut output, if opened.is_some() { svg::GROUNDS.len() as u32 } else { 0 })?;
    let Some(drawing) = opened else { return Ok(()) };
    send_pages(input, output, |number, side| svg::draw(&drawing, number, side))
}

fn send_count(output: &mut impl Write, pages: u32) -> io::Result<()> {
    output.write_all(&pages.to_le_bytes())?;
    output.flush()
}

/// Sends each page that is asked for, until one does not exist or the input ends.
fn send_pages(
    mut input: impl Read,
    mut output: impl Write,
    mut draw: impl FnMut(u32, u32) -> Option<Page>,
) -> io::Result<()> {
    loop {
        let number = u32::from_le_bytes(take(&mut input)?);
        let side = u32::from_le_bytes(take(&mut input)?);
        let page = draw(number, side).ok_or(io::ErrorKind::InvalidInput)?;
        output.write_all(&page.width.to_le_bytes())?;
        output.write_all(&page.height.to_le_bytes())?;
        output.write_all(&page.luma)?;
        output.flush()?;
    }
}
