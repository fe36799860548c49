//! The drawing process's side. Numbers are little-endian. It is asked with
//!
//! ```text
//! u64 length, the PDF            → u32 pages; 0 for none that could be found, u32::MAX where a password is missing
//! u32 page, u32 longer side      → u32 width, u32 height, width × height shades of grey
//! ```
//!
//! the second as often as wanted, and ends with its input.

use std::io::{self, Read, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use hayro::RenderCache;
use watchword_scan::{MAX_BYTES, Unreadable};
use zeroize::Zeroizing;

use super::pdf::{draw, open};
use super::sandbox;

/// The argument that makes a drawing process of the program.
pub(super) const ARGUMENT: &str = "--draw-pages-for-watchword";

/// In place of a number of pages.
pub(super) const ENCRYPTED: u32 = u32::MAX;

static SERVES: AtomicBool = AtomicBool::new(false);

/// Where this process was started by [`read_pdf`](crate::read_pdf) to draw pages, does that and ends. To be called first
/// thing in `main`, once core dumps are off: a drawing process is to hold nothing and open nothing.
pub fn serve_pages() {
    if std::env::args_os().nth(1).is_some_and(|argument| argument == ARGUMENT) {
        sandbox::enter();
        // Whoever asks notices by the missing answer.
        let _ = serve(io::stdin().lock(), io::stdout().lock());
        std::process::exit(0);
    }
    SERVES.store(true, Ordering::Relaxed);
}

/// Whether this program, started once more, would draw pages; another would begin anew, and start itself again and again.
pub(super) fn serves() -> bool {
    SERVES.load(Ordering::Relaxed)
}

/// Answers until the input ends.
pub(super) fn serve(mut input: impl Read, mut output: impl Write) -> io::Result<()> {
    let length = u64::from_le_bytes(take(&mut input)?);
    let mut bytes = Zeroizing::new(vec![0; length.min(MAX_BYTES) as usize]);
    input.read_exact(&mut bytes)?;
    let opened = open(bytes);
    let pages = match &opened {
        Ok(pdf) => pdf.pages().len() as u32,
        Err(Unreadable::PdfEncrypted) => ENCRYPTED,
        Err(_) => 0,
    };
    output.write_all(&pages.to_le_bytes())?;
    output.flush()?;
    let Ok(pdf) = opened else { return Ok(()) };
    let cache = RenderCache::new();
    loop {
        let number = u32::from_le_bytes(take(&mut input)?);
        let side = u32::from_le_bytes(take(&mut input)?);
        let page = pdf.pages().get(number as usize).ok_or(io::ErrorKind::InvalidInput)?;
        let drawn = draw(page, &cache, side);
        output.write_all(&u32::from(drawn.width).to_le_bytes())?;
        output.write_all(&u32::from(drawn.height).to_le_bytes())?;
        output.write_all(&drawn.pixels)?;
        output.flush()?;
    }
}

/// The next bytes of a number.
pub(super) fn take<const BYTES: usize>(input: &mut impl Read) -> io::Result<[u8; BYTES]> {
    let mut bytes = [0; BYTES];
    input.read_exact(&mut bytes)?;
    Ok(bytes)
}
