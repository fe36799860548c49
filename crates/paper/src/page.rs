use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::code::Code;
use crate::font::Font;
use crate::lines::lines;
use crate::shape::{Segment, rectangle};

/// The width of a page (ISO 216, A4), in points.
pub const WIDTH: f32 = 595.28;
/// The height of a page (ISO 216, A4), in points.
pub const HEIGHT: f32 = 841.89;

/// What a block of a page is to a screen reader.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Role {
    /// The page's title.
    Title,
    /// The heading of a section.
    Heading,
    /// Anything to be read.
    Paragraph,
    /// An image, with a text in its place.
    Figure(String),
    /// What repeats on every page or only pleases the eye: it isn't read out.
    Decoration,
}

/// A colour that stays legible when printed in greys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ink {
    /// Text and QR codes.
    Black,
    /// What matters less.
    Grey,
    /// Lines to write on.
    Light,
    /// Watchword's amber, for one accent.
    Amber,
}

impl Ink {
    /// Red, green and blue, from 0 to 1.
    pub fn rgb(self) -> [f32; 3] {
        match self {
            Self::Black => [0.0; 3],
            Self::Grey => [0.33, 0.36, 0.42],
            Self::Light => [0.62, 0.64, 0.68],
            Self::Amber => [0.776, 0.478, 0.031],
        }
    }
}

/// How text looks.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    /// The typeface, unless it lacks a letter of the text: then Inter.
    pub font: Font,
    /// The size of the em, in points.
    pub size: f32,
    /// The height of a line, in points.
    pub leading: f32,
    /// The colour, also of what stands for a missing letter.
    pub ink: Ink,
}

impl Style {
    /// The number of lines that a text takes.
    pub fn lines(&self, width: f32, text: &str) -> usize {
        lines(text, self.font.for_text(text), self.size, width).len()
    }
}

/// A line of text, which starts at `at` on its baseline.
#[derive(Serialize, Deserialize)]
pub(crate) struct TextMark {
    pub(crate) at: [f32; 2],
    pub(crate) font: Font,
    pub(crate) size: f32,
    pub(crate) ink: Ink,
    pub(crate) text: Zeroizing<String>,
}

#[derive(Serialize, Deserialize)]
pub(crate) enum Mark {
    Text(TextMark),
    Shape { path: Vec<Segment>, ink: Ink },
}

#[derive(Serialize, Deserialize)]
pub(crate) struct Block {
    pub(crate) role: Role,
    pub(crate) marks: Vec<Mark>,
}

/// A page of A4 (ISO 216), portrait, from its title to its foot.
#[derive(Default, Serialize, Deserialize)]
pub struct Page {
    pub(crate) blocks: Vec<Block>,
}

impl Page {
    /// Writes a text below `corner`, its top left corner, and returns where the next one may start.
    pub fn text(&mut self, role: Role, corner: [f32; 2], width: f32, style: &Style, text: &str) -> f32 {
        let [left, top] = corner;
        let font = style.font.for_text(text);
        let lines = lines(text, font, style.size, width);
        let bottom = top + style.leading * lines.len() as f32;
        let marks = (1..).zip(lines).map(|(number, text)| {
            let at = [left, top + style.leading * number as f32 - (style.leading - style.size * CAPITAL) / 2.0];
            Mark::Text(TextMark { at, font, size: style.size, ink: style.ink, text })
        });
        self.blocks.push(Block { role, marks: marks.collect() });
        bottom
    }

    /// Writes one line that ends at `right`.
    pub fn text_to(&mut self, role: Role, [right, top]: [f32; 2], style: &Style, text: &str) {
        let width = style.font.for_text(text).width(text, style.size);
        self.text(role, [right - width, top], width + 1.0, style, text);
    }

    /// Draws a QR code with its quiet zone in a square of `side` points.
    pub fn code(&mut self, instead: &str, corner: [f32; 2], side: f32, code: &Code) {
        self.shape(Role::Figure(instead.to_owned()), code.outline(corner, side), Ink::Black);
    }

    /// Fills a rectangle.
    pub fn bar(&mut self, corner: [f32; 2], size: [f32; 2], ink: Ink) {
        let mut path = Vec::new();
        rectangle(&mut path, corner, size);
        self.shape(Role::Decoration, path, ink);
    }

    fn shape(&mut self, role: Role, path: Vec<Segment>, ink: Ink) {
        self.blocks.push(Block { role, marks: vec![Mark::Shape { path, ink }] });
    }
}

/// The height of a capital letter in Inter and JetBrains Mono, in ems: it is centred in its line.
const CAPITAL: f32 = 0.73;
