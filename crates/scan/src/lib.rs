//! A picture, or a PDF's pages, to the QR texts in it (ISO/IEC 18004).
//!
//! Pure: bytes or pixels in, texts out; but for [`Shot`], which is taken of the screen, [`Camera`], and [`read_pdf`], which has
//! another process draw. A picture may come from anywhere,
//! so its size is checked before it is decoded, the work spent on it is bounded by its pixels and not by a clock, and a
//! panic in a decoder is a miss. What it holds is a seed as often as not, so pixels and texts are wiped, and nothing here
//! prints either.

mod bent;
mod binary;
mod camera;
mod corners;
mod fence;
mod found;
mod hit;
mod jpeg;
mod luma;
mod memory;
mod model1;
mod pdf;
mod picture;
mod rqrr;
mod rxing;
mod screen;
mod search;
mod skeleton;
mod unreadable;
mod work;

pub use camera::{Camera, Frame, NoCamera, Stream};
pub use found::Found;
pub use pdf::{Document, MAX_PAGES, is_pdf, read_pdf, serve_pages};
pub use screen::{NoScreen, Shot};
pub use unreadable::Unreadable;

use picture::Picture;

/// The most pixels a picture may have. Of kinds that take more memory than others it may have fewer.
pub const MAX_PIXELS: u64 = 50_000_000;

/// The longest file that is looked at, in bytes.
pub const MAX_BYTES: u64 = 64 << 20;

/// The most codes that are taken from one picture.
pub const MAX_CODES: usize = 256;

/// Reads every QR code in a picture: the bytes of a PNG, JPEG, WebP, GIF, BMP or TIFF file, told apart by their content.
/// Of an animation the first frame counts.
///
/// # Errors
/// Any [`Unreadable`].
pub fn read(bytes: &[u8]) -> Result<Found, Unreadable> {
    search::search(&Picture::decode(bytes)?)
}

/// Reads every QR code in pixels that are already in memory: red, green, blue and alpha, row by row from the top.
///
/// # Errors
/// [`Unreadable::TooManyPixels`], [`Unreadable::NothingFound`], and [`Unreadable::Damaged`] where `rgba` is not
/// `width` × `height` × 4 bytes long.
pub fn read_rgba(width: u32, height: u32, rgba: &[u8]) -> Result<Found, Unreadable> {
    search::search(&Picture::from_rgba(width, height, rgba)?)
}
