use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, UnicodeCmap};
use pdf_writer::{Filter, Finish, Name, Pdf, Rect, Ref, Str};

use super::compressed::compressed;
use crate::font::{Font, advance};

/// A PDF measures glyphs in thousandths of the em.
const UNITS: f32 = 1000.0;

/// Writes a font with every glyph that it has, addressed by glyph number, and the characters that
/// they stand for.
pub(super) fn write(pdf: &mut Pdf, next: &mut Ref, font_ref: Ref, font: Font) {
    let [descendant, descriptor, file, characters] = [next.bump(), next.bump(), next.bump(), next.bump()];
    let name = Name(font.name().as_bytes());
    let face = font.face();
    let scaled = |units: f32| units * UNITS / f32::from(face.units_per_em());
    let system = SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"Identity"), supplement: 0 };

    let mut composite = pdf.type0_font(font_ref);
    composite.base_font(name).encoding_predefined(Name(b"Identity-H"));
    composite.descendant_font(descendant).to_unicode(characters);
    composite.finish();

    let mut cid = pdf.cid_font(descendant);
    cid.subtype(CidFontType::Type2).base_font(name).system_info(system).font_descriptor(descriptor);
    cid.cid_to_gid_map_predefined(Name(b"Identity"));
    let widths = (0..face.number_of_glyphs()).map(|glyph| scaled(advance(&face, ttf_parser::GlyphId(glyph)).into()));
    cid.widths().consecutive(0, widths);
    cid.finish();

    let bounds = face.global_bounding_box();
    let [left, bottom, right, top] =
        [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max].map(|at| scaled(at.into()));
    let mut described = pdf.font_descriptor(descriptor);
    described.name(name).bbox(Rect::new(left, bottom, right, top)).italic_angle(0.0);
    described.flags(if font == Font::Mono {
        FontFlags::SYMBOLIC | FontFlags::FIXED_PITCH
    } else {
        FontFlags::SYMBOLIC
    });
    described.ascent(scaled(face.ascender().into())).descent(scaled(face.descender().into()));
    described.cap_height(scaled(face.capital_height().unwrap_or(face.ascender()).into())).stem_v(80.0);
    described.font_file2(file);
    described.finish();

    let bytes = compressed(font.bytes());
    let mut stream = pdf.stream(file, &bytes);
    stream.filter(Filter::FlateDecode).pair(Name(b"Length1"), font.bytes().len() as i32);
    stream.finish();

    let mut cmap = UnicodeCmap::new(Name(b"Watchword"), system);
    for character in (0x20..0x3000).filter_map(char::from_u32) {
        if let Some(glyph) = face.glyph_index(character) {
            cmap.pair(glyph.0, character);
        }
    }
    let cmap = compressed(&cmap.finish().into_vec());
    pdf.stream(characters, &cmap).filter(Filter::FlateDecode);
}
