use pdf_writer::{Content, Finish as _, Name, Str, TextStr};
use zeroize::Zeroizing;

use super::tags::kind;
use crate::font::{Font, glyph};
use crate::page::{HEIGHT, Mark, Page, Role, TextMark};
use crate::shape::Segment;

/// The name of a font in a page's resources.
pub(super) fn resource(font: Font) -> Name<'static> {
    match font {
        Font::Text => Name(b"T"),
        Font::Strong => Name(b"S"),
        Font::Mono => Name(b"M"),
    }
}

/// What draws a page, with each block marked by its place in the structure tree.
pub(super) fn content(page: &Page) -> Zeroizing<Vec<u8>> {
    let mut content = Content::new();
    let mut id = 0;
    for block in &page.blocks {
        if block.role == Role::Decoration {
            content.begin_marked_content(Name(b"Artifact"));
        } else {
            let mut marked = content.begin_marked_content_with_properties(kind(&block.role).to_name());
            marked.properties().identify(id);
            marked.finish();
            id += 1;
        }
        for mark in &block.marks {
            match mark {
                Mark::Text(text) => show(&mut content, text),
                Mark::Shape { path, ink } => {
                    let [red, green, blue] = ink.rgb();
                    content.set_fill_rgb(red, green, blue);
                    fill(&mut content, path);
                }
            }
        }
        content.end_marked_content();
    }
    Zeroizing::new(content.finish().into_vec())
}

fn show(content: &mut Content, mark: &TextMark) {
    let face = mark.font.face();
    let glyphs = mark.text.chars().map(|letter| glyph(&face, letter));
    // A missing character is drawn as a box, and copied as itself.
    let lacks = glyphs.clone().any(|glyph| glyph.0 == 0);
    if lacks {
        let mut span = content.begin_marked_content_with_properties(Name(b"Span"));
        span.properties().actual_text(TextStr(&mark.text));
        span.finish();
    }
    let encoded = Zeroizing::new(glyphs.flat_map(|glyph| glyph.0.to_be_bytes()).collect::<Vec<u8>>());
    let [red, green, blue] = mark.ink.rgb();
    content.set_fill_rgb(red, green, blue);
    content.begin_text();
    content.set_font(resource(mark.font), mark.size);
    content.next_line(mark.at[0], HEIGHT - mark.at[1]);
    content.show(Str(&encoded));
    content.end_text();
    if lacks {
        content.end_marked_content();
    }
}

/// Fills a shape. A PDF measures y upwards.
fn fill(content: &mut Content, path: &[Segment]) {
    for segment in path {
        match *segment {
            Segment::Move([x, y]) => content.move_to(x, HEIGHT - y),
            Segment::Line([x, y]) => content.line_to(x, HEIGHT - y),
            Segment::Curve([x1, y1], [x2, y2], [x, y]) => {
                content.cubic_to(x1, HEIGHT - y1, x2, HEIGHT - y2, x, HEIGHT - y)
            }
            Segment::Close => content.close_path(),
        };
    }
    content.fill_nonzero();
}
