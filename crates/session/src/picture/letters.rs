//! The recovery key's letters. JetBrains Mono (SIL Open Font License 1.1, `fonts/OFL.txt`), cut down to the capitals and
//! digits that a key is made of: its 0, O, 1 and I are easily told apart.

use ab_glyph::{Font, FontRef, PxScale, ScaleFont};
use image::{GrayImage, Luma};

const FONT: &[u8] = include_bytes!("../../fonts/JetBrainsMono-key.ttf");
const HEIGHT: f32 = 26.0;
const LINE: u32 = 40;
const GROUPS_A_LINE: usize = 5;
const MARGIN: u32 = 24;

/// Draws groups of letters, five a line, black on white.
pub(super) fn draw(groups: &[String]) -> GrayImage {
    let Ok(font) = FontRef::try_from_slice(FONT) else { return GrayImage::new(0, 0) };
    let font = font.as_scaled(PxScale::from(HEIGHT));
    let advance = font.h_advance(font.glyph_id('A'));
    let column = |group: usize, letter: usize| MARGIN as f32 + advance * (group * 5 + letter) as f32;
    let lines = groups.len().div_ceil(GROUPS_A_LINE) as u32;
    let width = column(GROUPS_A_LINE - 1, 4) as u32 + MARGIN;
    let mut picture = GrayImage::from_pixel(width, lines * LINE + MARGIN, Luma([255]));
    for (position, group) in groups.iter().enumerate() {
        let baseline = (position / GROUPS_A_LINE) as f32 * LINE as f32 + font.ascent();
        // A short group ends where the others do.
        let indent = 4usize.saturating_sub(group.len());
        for (letter, character) in group.chars().enumerate() {
            let at = ab_glyph::point(column(position % GROUPS_A_LINE, indent + letter), baseline);
            let glyph = font.glyph_id(character).with_scale_and_position(HEIGHT, at);
            let Some(outline) = font.outline_glyph(glyph) else { continue };
            let bounds = outline.px_bounds();
            outline.draw(|x, y, coverage| {
                let (x, y) = (bounds.min.x as u32 + x, bounds.min.y as u32 + y);
                if let Some(pixel) = picture.get_pixel_mut_checked(x, y) {
                    *pixel = Luma([(255.0 * (1.0 - coverage)) as u8]);
                }
            });
        }
    }
    picture
}
