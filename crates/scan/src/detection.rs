use zeroize::Zeroizing;

use crate::limits::MAX_CODES;

/// The longest text of one code, in bytes. ISO/IEC 18004 allows 7,089 digits or 2,953 bytes.
const MAX_TEXT_BYTES: usize = 8 << 10;

/// A code that was read, and its position.
pub(crate) struct Detection {
    pub(crate) text: Zeroizing<String>,
    pub(crate) bounds: Bounds,
    /// A module's width, in pixels of the whole picture.
    pub(crate) module: f32,
}

impl Detection {
    /// Whether a finder pattern with this centre and module width belongs to this code, and not to
    /// another one drawn inside it.
    pub(crate) fn has_finder_pattern(&self, centre: (f32, f32), module: f32) -> bool {
        self.bounds.contains(centre) && (0.5..=2.0).contains(&(module / self.module))
    }
}

/// The bounding box of a code, in pixels of the whole picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Bounds {
    pub(crate) left: f32,
    pub(crate) top: f32,
    pub(crate) right: f32,
    pub(crate) bottom: f32,
}

impl Bounds {
    /// The box around all of the points.
    pub(crate) fn around(points: impl Iterator<Item = (f32, f32)>) -> Self {
        const NOWHERE: Bounds =
            Bounds { left: f32::INFINITY, top: f32::INFINITY, right: f32::NEG_INFINITY, bottom: f32::NEG_INFINITY };
        points.fold(NOWHERE, |bounds, (x, y)| Self {
            left: bounds.left.min(x),
            top: bounds.top.min(y),
            right: bounds.right.max(x),
            bottom: bounds.bottom.max(y),
        })
    }

    /// The bounds extended by `by` on each side.
    pub(crate) fn grown(self, by: f32) -> Self {
        Self { left: self.left - by, top: self.top - by, right: self.right + by, bottom: self.bottom + by }
    }

    /// The same bounds in a picture `factor` times as large.
    pub(crate) fn scaled(self, factor: f32) -> Self {
        Self {
            left: self.left * factor,
            top: self.top * factor,
            right: self.right * factor,
            bottom: self.bottom * factor,
        }
    }

    fn centre(self) -> (f32, f32) {
        ((self.left + self.right) / 2.0, (self.top + self.bottom) / 2.0)
    }

    /// Whether both may be the same code, measured by two readers: in about the same position, and
    /// about as large. A code inside another one is much smaller.
    fn is_about(self, other: Self) -> bool {
        let ratio = (self.right - self.left) / (other.right - other.left);
        self.contains(other.centre()) && (0.5..=2.0).contains(&ratio)
    }

    fn contains(self, (x, y): (f32, f32)) -> bool {
        (self.left..=self.right).contains(&x) && (self.top..=self.bottom).contains(&y)
    }
}

/// What the passes over a picture have found.
#[derive(Default)]
pub(crate) struct Detections {
    pub(crate) codes: Vec<Detection>,
    /// A module's width, in pixels, of the largest thing that looks like a code and was not read.
    pub(crate) unread_module: Option<f32>,
}

impl Detections {
    /// Adds what is new in a picture `factor` times smaller: neither the same text again nor
    /// another reading of the same code.
    pub(crate) fn add(&mut self, other: Self, factor: f32) {
        let unread = other.unread_module.map(|module| module * factor);
        self.unread_module = self.unread_module.into_iter().chain(unread).reduce(f32::max);
        for code in other.codes {
            let code = Detection { bounds: code.bounds.scaled(factor), module: code.module * factor, ..code };
            let fits = !code.text.is_empty() && code.text.len() <= MAX_TEXT_BYTES && self.codes.len() < MAX_CODES;
            let known = |known: &Detection| known.text == code.text || known.bounds.is_about(code.bounds);
            if fits && !self.codes.iter().any(known) {
                self.codes.push(code);
            }
        }
    }
}

/// The texts in reading order. Codes whose centres are less than half a code's height apart are in
/// one row.
pub(crate) fn in_reading_order(mut codes: Vec<Detection>) -> Vec<Zeroizing<String>> {
    codes.sort_by(|a, b| a.bounds.centre().1.total_cmp(&b.bounds.centre().1));
    let same_row = |a: &Detection, b: &Detection| {
        b.bounds.centre().1 - a.bounds.centre().1 < (a.bounds.bottom - a.bounds.top).abs() / 2.0
    };
    for row in codes.chunk_by_mut(same_row) {
        row.sort_by(|a, b| a.bounds.left.total_cmp(&b.bounds.left));
    }
    codes.into_iter().map(|code| code.text).collect()
}
