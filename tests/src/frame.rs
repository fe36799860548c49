use std::path::Path;

use image::{Rgb, RgbImage, imageops::crop_imm};
use serde::Deserialize;

/// A capture of a display, or of a part of it.
pub struct Frame(RgbImage);

/// A rectangle on a display, in pixels from the upper-left corner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct Area {
    /// The left edge, in pixels.
    pub x: u32,
    /// The upper edge, in pixels.
    pub y: u32,
    /// The width, in pixels.
    pub width: u32,
    /// The height, in pixels.
    pub height: u32,
}

impl Area {
    /// Returns the point in the middle.
    pub fn middle(&self) -> (u32, u32) {
        (self.x + self.width / 2, self.y + self.height / 2)
    }
}

impl Frame {
    pub(crate) fn new(pixels: RgbImage) -> Self {
        Self(pixels)
    }

    /// Decodes the bytes of an image file.
    pub(crate) fn decode(bytes: &[u8]) -> Option<Self> {
        Some(Self(image::load_from_memory(bytes).ok()?.into_rgb8()))
    }

    /// Crops the frame to an area.
    #[must_use]
    pub fn part(&self, area: Area) -> Self {
        Self(crop_imm(&self.0, area.x, area.y, area.width, area.height).to_image())
    }

    /// Returns whether the frame shows a drawn page: text alone has dozens of shades, and an empty
    /// window has only its background colour.
    pub fn is_drawn(&self) -> bool {
        let mut shades: Vec<_> = self.0.pixels().map(|pixel| pixel.0).collect();
        shades.sort_unstable();
        shades.dedup();
        shades.len() > 16
    }

    /// Returns the share of pixels that differ from another frame, from 0 to 1, or 1 if the sizes
    /// differ.
    pub fn difference(&self, other: &Self) -> f64 {
        if self.0.dimensions() != other.0.dimensions() {
            return 1.0;
        }
        let differ = self.0.pixels().zip(other.0.pixels()).filter(|(pixel, other)| pixel != other).count();
        differ as f64 / f64::from((self.0.width() * self.0.height()).max(1))
    }

    /// Returns the share of pixels that have a colour, from 0 to 1.
    pub fn share(&self, color: Rgb<u8>) -> f64 {
        let has = self.0.pixels().filter(|pixel| **pixel == color).count();
        has as f64 / f64::from((self.0.width() * self.0.height()).max(1))
    }

    /// Saves the frame as a PNG.
    #[track_caller]
    pub(crate) fn save(&self, file: &Path) {
        self.0.save(file).expect("the frame is saved");
    }
}
