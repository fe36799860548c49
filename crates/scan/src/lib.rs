//! Reads the texts of the QR codes in a picture (ISO/IEC 18004).
//!
//! Pure: bytes or pixels in, texts out. A picture may come from anywhere, so its size is checked
//! before it is decoded, the work spent on it is bounded in pixel reads and not by a clock, and a
//! panic in a decoder counts as a miss. It often shows a seed, so pixels and texts are zeroized
//! when dropped, and nothing here prints either.

mod budget;
mod decode;
mod detection;
mod finder;
mod found;
mod limits;
mod panics;
mod picture;
mod search;
mod unreadable;

pub use found::Found;
pub use limits::{MAX_BYTES, MAX_CODES, MAX_PIXELS};
pub use panics::catch_panic;
pub use picture::{Picture, luminance};
pub use search::read_picture;
pub use unreadable::Unreadable;

/// Reads every QR code in a picture: the bytes of a PNG, JPEG, WebP, GIF, BMP or TIFF file,
/// detected by content. Reads only the first frame of an animation.
///
/// # Errors
/// [`Unreadable`]: the errors of [`Picture::decode`] and [`read_picture`].
///
/// # Examples
/// ```
/// use image::{GrayImage, ImageFormat, Luma};
/// use qrcode::{Color, QrCode};
///
/// // A code as PNG, four pixels per module, with a quiet zone of four modules.
/// let text = "otpauth://totp/Example:ayu?secret=GEZDGNBVGY3TQOJQ";
/// let code = QrCode::new(text)?;
/// let side = code.width() as u32;
/// let picture = GrayImage::from_fn(4 * (side + 8), 4 * (side + 8), |x, y| {
///     let module = |pixel: u32| (pixel / 4).checked_sub(4).filter(|module| *module < side);
///     let is_dark = module(x).zip(module(y)).is_some_and(|(x, y)| {
///         code[(x as usize, y as usize)] == Color::Dark
///     });
///     Luma([if is_dark { 0 } else { 255 }])
/// });
/// let mut png = std::io::Cursor::new(Vec::new());
/// picture.write_to(&mut png, ImageFormat::Png)?;
///
/// let found = watchword_scan::read(png.get_ref())?;
/// assert_eq!(found.texts[0].as_str(), text);
///
/// let nothing = watchword_scan::read(b"otpauth://totp/").unwrap_err();
/// assert_eq!(nothing, watchword_scan::Unreadable::NotAPicture);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn read(bytes: &[u8]) -> Result<Found, Unreadable> {
    read_picture(&Picture::decode(bytes)?)
}

/// Reads every QR code in decoded pixels: red, green, blue and alpha, row by row from the top.
///
/// # Errors
/// [`Unreadable`]: the errors of [`Picture::from_rgba`] and [`read_picture`].
pub fn read_rgba(width: u32, height: u32, rgba: &[u8]) -> Result<Found, Unreadable> {
    read_picture(&Picture::from_rgba(width, height, rgba)?)
}
