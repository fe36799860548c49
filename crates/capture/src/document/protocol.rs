//! The messages between the asking process and the confined renderer. Numbers are little-endian.
//! The first request is sent once, the second any number of times:
//!
//! ```text
//! u8 kind, u64 length, document   → u32 pages
//! u32 page, u32 longer side       → u32 width, u32 height, width × height bytes of luma
//! ```
//!
//! The number of pages is 0 if the document can't be opened, and `u32::MAX` if it needs a password.
//! An SVG drawing has a page for each background that it is drawn on.

use std::io::{self, Read};

/// The argument that starts the program as a confined renderer.
pub(super) const ARGUMENT: &str = "--render-documents-for-watchword";

/// Sent in place of a number of pages.
pub(super) const ENCRYPTED: u32 = u32::MAX;

/// The most pixels in a drawn page.
pub(super) const MAX_PAGE_PIXELS: u32 = 16_000_000;

/// Reads the bytes of the next number.
pub(super) fn take<const BYTES: usize>(input: &mut impl Read) -> io::Result<[u8; BYTES]> {
    let mut bytes = [0; BYTES];
    input.read_exact(&mut bytes)?;
    Ok(bytes)
}
