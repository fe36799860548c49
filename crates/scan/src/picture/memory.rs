//! The memory that a picture takes until its light is all that is left of it: the file, its pixels,
//! and what its decoder keeps beside them.

use image::{ColorType, ImageFormat};

use super::jpeg;
use crate::unreadable::Unreadable;

/// The most of it, in bytes. With what a process has anyway it is 256 MiB.
const MOST: u64 = 248 << 20;

/// What may be in a file beside the pixels, in bytes: a profile of colours, notes.
pub(crate) const EXTRAS: u64 = 16 << 20;

/// Of one picture, in bytes.
pub(crate) struct Memory {
    count: u64,
    file: u64,
    pixels: u64,
    beside: u64,
}

impl Memory {
    /// What a picture of so many pixels of that colour will take.
    pub(crate) fn of(format: ImageFormat, file: &[u8], count: u64, colour: ColorType) -> Self {
        let pixels = count * u64::from(colour.bytes_per_pixel());
        let length = file.len() as u64;
        let decoder = match format {
            // It copies the file.
            ImageFormat::Jpeg => length + jpeg::kept_coefficients(file).unwrap_or(8 * count),
            ImageFormat::WebP => count * webp_beside(file, colour),
            // As many samples once more, and of those for print there are four to three.
            ImageFormat::Tiff => pixels * 4 / 3,
            _ => 0,
        };
        let light_and_alpha = count * (1 + u64::from(colour.has_alpha()));
        Self { count, file: length, pixels, beside: decoder.max(light_and_alpha) }
    }

    /// What the decoder may allocate, beside the pixels that it is given.
    pub(crate) fn left_to_decoder(&self) -> Result<u64, Unreadable> {
        let left = MOST.saturating_sub(self.file + self.pixels);
        if self.beside > left {
            let most = MOST.saturating_sub(self.file) * self.count / (self.pixels + self.beside);
            return Err(Unreadable::TooManyPixels { most });
        }
        Ok(left)
    }
}

/// Bytes a pixel that are kept beside the pixels: of one that moves, the canvas, the frame and its
/// alpha; of alpha by itself, the picture that it is compressed as; and what has no alpha is
/// decoded as if it had.
fn webp_beside(file: &[u8], colour: ColorType) -> u64 {
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
