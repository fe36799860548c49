//! A picture to the QR texts in it (ISO/IEC 18004).
//!
//! Pure: bytes or pixels in, texts out. A picture may come from anywhere, so its size is checked before it is decoded, the
//! work spent on it is bounded by its pixels and not by a clock, and a panic in a decoder is a miss. What it shows is often
//! a seed, so pixels and texts are zeroized when dropped, and nothing here prints either.

mod budget;
mod decode;
mod detection;
mod finder;
mod found;
mod panics;
mod picture;
mod search;
mod unreadable;

pub use found::Found;
pub use panics::catch_panic;
pub use picture::{Picture, luminance};
pub use unreadable::Unreadable;

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

/// Reads every QR code in a picture.
///
/// # Errors
/// [`Unreadable::NothingFound`], [`Unreadable::TooSmall`], [`Unreadable::Unclear`], and [`Unreadable::Damaged`] if the
/// file that it was decoded from is incomplete.
pub fn read_picture(picture: &Picture) -> Result<Found, Unreadable> {
    search::search(picture)
}
