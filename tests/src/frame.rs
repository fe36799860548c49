use std::path::Path;

use image::{RgbImage, imageops::crop_imm};
use serde::Deserialize;

/// What a display shows at one moment.
pub struct Frame(RgbImage);

/// A rectangle on a display, in pixels from its upper left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct Area {
    /// Its left edge.
    pub x: u32,
    /// Its upper edge.
    pub y: u32,
    /// Its width.
    pub width: u32,
    /// Its height.
    pub height: u32,
}

impl Area {
    /// The point in its middle.
    pub fn middle(&self) -> (u32, u32) {
        (self.x + self.width / 2, self.y + self.height / 2)
    }
}

impl Frame {
    pub(crate) fn new(pixels: RgbImage) -> Self {
        Self(pixels)
    }

    /// Decodes an image file's bytes.
    pub(crate) fn decode(bytes: &[u8]) -> Option<Self> {
        Some(Self(image::load_from_memory(bytes).ok()?.into_rgb8()))
    }

    /// A part of it.
    #[must_use]
    pub fn part(&self, area: Area) -> Self {
        Self(crop_imm(&self.0, area.x, area.y, area.width, area.height).to_image())
    }

    /// Whether a page is drawn in it: letters alone bring dozens of shades, an empty window has its background only.
    pub fn is_drawn(&self) -> bool {
        let mut shades: Vec<_> = self.0.pixels().map(|pixel| pixel.0).collect();
        shades.sort_unstable();
        shades.dedup();
        shades.len() > 16
    }

    /// How much of it differs from another frame, from 0 to 1; all of it if their sizes do.
    pub fn difference(&self, other: &Self) -> f64 {
        if self.0.dimensions() != other.0.dimensions() {
            return 1.0;
        }
        let differ = self.0.pixels().zip(other.0.pixels()).filter(|(pixel, other)| pixel != other).count();
        differ as f64 / f64::from((self.0.width() * self.0.height()).max(1))
    }

    /// Keeps it as a PNG.
    #[track_caller]
    pub(crate) fn save(&self, file: &Path) {
        self.0.save(file).expect("the frame is kept");
    }
}
