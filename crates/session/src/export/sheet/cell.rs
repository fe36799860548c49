use watchword_paper::{Code, Page};

use super::lines::{Lines, Name};
use crate::view::Words;

/// The side of an ordinary QR code, 39 mm: ten fit on a page.
pub(super) const SIDE: f32 = 110.0;
/// The space between a code's quiet zone and the names.
const GAP: f32 = 3.0;
/// The width of a module in a code that needs more than [`SIDE`]: 0.5 mm, which phones read.
const MODULE: f32 = 1.42;

/// An account, with its QR code on the left and its names on the right.
pub(super) struct Cell<'a> {
    code: &'a Code,
    pub(super) side: f32,
    alt: String,
    lines: Lines,
}

impl<'a> Cell<'a> {
    /// `widths` are those of an ordinary cell and of one with a larger code.
    pub(super) fn new(number: usize, name: &Name<'_>, code: &'a Code, widths: [f32; 2], words: &Words) -> Self {
        let side = (code.width() as f32 * MODULE).max(SIDE);
        let width = if side > SIDE { widths[1] } else { widths[0] };
        let [issuer, _] = name.lines();
        let alt = words.say("paper-accounts-code", &[("number", (number as f64).into()), ("name", issuer.into())]);
        Self { code, side, alt, lines: Lines::beside_code(number, name, width - side - GAP, words) }
    }

    pub(super) fn height(&self) -> f32 {
        self.lines.height().max(self.side)
    }

    pub(super) fn draw(&self, page: &mut Page, [left, top]: [f32; 2]) {
        // The quiet zone is in the margin, so that the code is flush with the text above.
        let quiet = self.side / self.code.width() as f32 * 4.0;
        page.code(&self.alt, [left - quiet, top - quiet], self.side, self.code);
        self.lines.draw(page, [left + self.side - quiet + GAP, top - 3.0]);
    }
}
