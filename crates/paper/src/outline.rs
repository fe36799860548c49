use ttf_parser::OutlineBuilder;

use crate::font::{advance, glyph};
use crate::page::{Ink, Mark, Page, TextMark};
use crate::shape::Segment;

impl Page {
    /// Hands over everything on the page as outlines, to be filled by the nonzero winding rule.
    pub fn draw(&self, fill: &mut dyn FnMut(&[Segment], Ink)) {
        for mark in self.blocks.iter().flat_map(|block| &block.marks) {
            match mark {
                Mark::Shape { path, ink } => fill(path, *ink),
                Mark::Text(text) => fill(&text.outline(), text.ink),
            }
        }
    }
}

impl TextMark {
    fn outline(&self) -> Vec<Segment> {
        let face = self.font.face();
        let scale = self.size / f32::from(face.units_per_em());
        let [mut x, y] = self.at;
        let mut path = Vec::new();
        for letter in self.text.chars() {
            let glyph = glyph(&face, letter);
            let mut pen = Pen { path: &mut path, at: [x, y], scale, last: [x, y] };
            let _ = face.outline_glyph(glyph, &mut pen);
            x += f32::from(advance(&face, glyph)) * scale;
        }
        path
    }
}

/// Places a glyph's outline on the page. Fonts measure y upwards.
struct Pen<'a> {
    path: &'a mut Vec<Segment>,
    at: [f32; 2],
    scale: f32,
    last: [f32; 2],
}

impl Pen<'_> {
    fn place(&mut self, x: f32, y: f32) -> [f32; 2] {
        self.last = [self.at[0] + x * self.scale, self.at[1] - y * self.scale];
        self.last
    }
}

impl OutlineBuilder for Pen<'_> {
    fn move_to(&mut self, x: f32, y: f32) {
        let to = self.place(x, y);
        self.path.push(Segment::Move(to));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let to = self.place(x, y);
        self.path.push(Segment::Line(to));
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let from = self.last;
        let control = self.place(x1, y1);
        let to = self.place(x, y);
        // The same curve as a cubic one.
        let near = |end: [f32; 2]| [0, 1].map(|axis| end[axis] + (control[axis] - end[axis]) * (2.0 / 3.0));
        self.path.push(Segment::Curve(near(from), near(to), to));
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let [first, second, to] = [[x1, y1], [x2, y2], [x, y]].map(|[x, y]| self.place(x, y));
        self.path.push(Segment::Curve(first, second, to));
    }

    fn close(&mut self) {
        self.path.push(Segment::Close);
    }
}
