//! The memory that a picture takes until only its luma is left: the file, its pixels, and what its
//! decoder keeps in addition.

use image::{ColorType, ImageFormat};

use super::jpeg;
use crate::unreadable::Unreadable;

/// The most memory for one picture, in bytes. With the process's own memory it is 256 MiB.
const MOST: u64 = 248 << 20;

/// The most data besides pixels that a file may hold, in bytes: a colour profile, metadata.
pub(crate) const EXTRAS: u64 = 16 << 20;

/// The memory for one picture, in bytes.
pub(crate) struct Memory {
    count: u64,
    file: u64,
    pixels: u64,
    extra: u64,
}

impl Memory {
    /// Estimates the memory for a picture of `count` pixels with this format and colour type.
    pub(crate) fn of(format: ImageFormat, file: &[u8], count: u64, colour: ColorType) -> Self {
        let pixels = count * u64::from(colour.bytes_per_pixel());
        let length = file.len() as u64;
        let decoder = match format {
            // The decoder copies the file.
            ImageFormat::Jpeg => length + jpeg::kept_coefficients(file).unwrap_or(8 * count),
            ImageFormat::WebP => count * webp_extra(file, colour),
            // The decoder keeps a second copy of the samples, and CMYK has four of them for every
            // three.
            ImageFormat::Tiff => pixels * 4 / 3,
            _ => 0,
        };
        let light_and_alpha = count * (1 + u64::from(colour.has_alpha()));
        Self { count, file: length, pixels, extra: decoder.max(light_and_alpha) }
    }

    /// The bytes that the decoder may allocate in addition to the pixel buffer it is given.
    pub(crate) fn left_to_decoder(&self) -> Result<u64, Unreadable> {
        let left = MOST.saturating_sub(self.file + self.pixels);
        if self.extra > left {
            let most = MOST.saturating_sub(self.file) * self.count / (self.pixels + self.extra);
            return Err(Unreadable::TooManyPixels { most });
        }
        Ok(left)
    }
}

/// Bytes per pixel that the decoder keeps in addition to the pixels: for an animation, the canvas,
/// the frame and its alpha; for separate alpha, the picture that it is compressed as. A picture
/// without alpha is decoded as if it had one.
fn webp_extra(file: &[u8], colour: ColorType) -> u64 {
    let is_extended = file.get(12..16) == Some(b"VP8X");
    let has = |kind: &[u8; 4]| is_extended && file.windows(4).any(|bytes| bytes == kind);
    if has(b"ANMF") {
        11
    } else if has(b"ALPH") {
        8
    } else if colour.has_alpha() {
        1
    } else {
        4
    }
}
