use ab_glyph::{Font, FontRef, PxScale, ScaleFont};
use image::{GrayImage, Luma};

const HEIGHT: f32 = 52.0;
const LINE: u32 = 80;
const GROUPS_A_LINE: usize = 5;
const MARGIN: u32 = 48;

/// Draws groups of characters, five groups a line, black on white; `None` if the built-in font
/// cannot be parsed.
pub(super) fn draw(groups: &[String]) -> Option<GrayImage> {
    let font = FontRef::try_from_slice(watchword_paper::Font::Mono.bytes()).ok()?;
    let font = font.as_scaled(PxScale::from(HEIGHT));
    // At whole pixels, a letter looks the same everywhere.
    let advance = font.h_advance(font.glyph_id('A')).round();
    let column = |group: usize, letter: usize| MARGIN as f32 + advance * (group * 5 + letter) as f32;
    let lines = groups.len().div_ceil(GROUPS_A_LINE) as u32;
    let width = column(GROUPS_A_LINE - 1, 4) as u32 + MARGIN;
    let mut picture = GrayImage::from_pixel(width, lines * LINE + MARGIN, Luma([255]));
    for (position, group) in groups.iter().enumerate() {
        let baseline = (position / GROUPS_A_LINE) as f32 * LINE as f32 + font.ascent().round();
        // A short group is aligned to the right.
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
    Some(picture)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_of_a_key_is_drawn_whole() {
        for letter in ('A'..='Z').chain('0'..='9') {
            let inked =
                |text: &str| draw(&[text.to_owned()]).unwrap().pixels().filter(|pixel| pixel.0[0] < 128).count();
            assert!(inked(&letter.to_string()) > 20, "{letter}");
            assert_eq!(inked(&letter.to_string().repeat(4)), 4 * inked(&letter.to_string()), "{letter} is cut off");
        }
    }
}
