//! An SVG drawing as a page. Text and images are left out: codes are made of shapes, and nothing
//! that a drawing refers to is opened.

use resvg::render;
use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{ImageHrefResolver, Options, ShapeRendering, Tree};
use watchword_scan::luminance;
use zeroize::Zeroizing;

use super::page::Page;
use super::protocol::MAX_PAGE_PIXELS;

/// The backgrounds that a drawing is drawn on, one page each: a code may be meant for either.
pub(super) const GROUNDS: [Color; 2] = [Color::WHITE, Color::BLACK];

/// The margin on each side, as a fraction of the longer side, for codes without a quiet zone.
const MARGIN: f64 = 1.0 / 16.0;

/// Opens a drawing. Replaces bytes that aren't UTF-8, which can only be in names and comments.
pub(super) fn open(bytes: &[u8]) -> Option<Tree> {
    let options = Options {
        image_href_resolver: ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        },
        // Leaves no light lines between modules that touch.
        shape_rendering: ShapeRendering::CrispEdges,
        ..Options::default()
    };
    Tree::from_str(&String::from_utf8_lossy(bytes), &options).ok()
}

/// Draws it on the background with this index, whatever size it states. Its longer side has `side`
/// pixels, or as many as [`MAX_PAGE_PIXELS`] allows.
pub(super) fn draw(drawing: &Tree, ground: u32, side: u32) -> Option<Page> {
    let ground = GROUNDS.get(ground as usize)?;
    let size = drawing.size();
    let (width, height) = (f64::from(size.width()), f64::from(size.height()));
    let margin = MARGIN * width.max(height);
    let (width, height) = (width + 2.0 * margin, height + 2.0 * margin);
    let scale = (f64::from(side) / width.max(height)).min((f64::from(MAX_PAGE_PIXELS) / (width * height)).sqrt());
    let pixels = |length: f64| ((length * scale) as u32).max(1);
    let mut pixmap = Pixmap::new(pixels(width), pixels(height))?;
    pixmap.fill(*ground);
    let place = Transform::from_scale(scale as f32, scale as f32).pre_translate(margin as f32, margin as f32);
    render(drawing, place, &mut pixmap.as_mut());
    let luma = pixmap.data().as_chunks().0.iter().map(|[r, g, b, _]| luminance(*r, *g, *b));
    Some(Page { width: pixmap.width(), height: pixmap.height(), luma: Zeroizing::new(luma.collect()) })
}
