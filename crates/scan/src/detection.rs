use zeroize::Zeroizing;

/// The longest text of one code, in bytes. ISO/IEC 18004 has room for 7,089 digits or 2,953 bytes.
const MAX_TEXT_BYTES: usize = 8 << 10;

/// One code that was read, and where.
pub(crate) struct Hit {
    pub(crate) text: Zeroizing<String>,
    pub(crate) place: Place,
    /// How wide a module is, in pixels of the whole picture.
    pub(crate) module: f32,
}

impl Hit {
    /// Whether a corner of a code, with its middle there and modules that wide, is one of this code and not of another that
    /// is drawn into it.
    pub(crate) fn has_corner(&self, middle: (f32, f32), module: f32) -> bool {
        self.place.holds(middle) && (0.5..=2.0).contains(&(module / self.module))
    }
}

/// The upright box around a code, in pixels of the whole picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Place {
    pub(crate) left: f32,
    pub(crate) top: f32,
    pub(crate) right: f32,
    pub(crate) bottom: f32,
}

impl Place {
    /// Around all of the corners.
    pub(crate) fn around(corners: impl Iterator<Item = (f32, f32)>) -> Self {
        const NOWHERE: Place =
            Place { left: f32::INFINITY, top: f32::INFINITY, right: f32::NEG_INFINITY, bottom: f32::NEG_INFINITY };
        corners.fold(NOWHERE, |place, (x, y)| Self {
            left: place.left.min(x),
            top: place.top.min(y),
            right: place.right.max(x),
            bottom: place.bottom.max(y),
        })
    }

    /// This much larger on each side.
    pub(crate) fn grown(self, by: f32) -> Self {
        Self { left: self.left - by, top: self.top - by, right: self.right + by, bottom: self.bottom + by }
    }

    /// The same place in a picture `factor` times as large.
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

    /// Whether this may be the same code, measured by another reader: about there, and about as large. A code within another
    /// one is much smaller.
    fn is_about(self, other: Self) -> bool {
        let ratio = (self.right - self.left) / (other.right - other.left);
        self.holds(other.centre()) && (0.5..=2.0).contains(&ratio)
    }

    fn holds(self, (x, y): (f32, f32)) -> bool {
        (self.left..=self.right).contains(&x) && (self.top..=self.bottom).contains(&y)
    }
}

/// What looks at a picture come to.
#[derive(Default)]
pub(crate) struct Sight {
    pub(crate) hits: Vec<Hit>,
    /// How wide a module is, in pixels, of the largest that looks like a code and was not read.
    pub(crate) unread: Option<f32>,
}

impl Sight {
    /// Adds what is new in a look at a picture `factor` times smaller: neither the same text again nor another reading of
    /// the same place.
    pub(crate) fn add(&mut self, seen: Self, factor: f32) {
        let unread = seen.unread.map(|module| module * factor);
        self.unread = self.unread.into_iter().chain(unread).reduce(f32::max);
        for hit in seen.hits {
            let hit = Hit { place: hit.place.scaled(factor), module: hit.module * factor, ..hit };
            let fits = !hit.text.is_empty() && hit.text.len() <= MAX_TEXT_BYTES && self.hits.len() < crate::MAX_CODES;
            let known = |other: &Hit| other.text == hit.text || other.place.is_about(hit.place);
            if fits && !self.hits.iter().any(known) {
                self.hits.push(hit);
            }
        }
    }
}

/// The texts in reading order. Codes whose centres are less than half a code's height apart stand in one row.
pub(crate) fn in_reading_order(mut hits: Vec<Hit>) -> Vec<Zeroizing<String>> {
    hits.sort_by(|a, b| a.place.centre().1.total_cmp(&b.place.centre().1));
    let same_row =
        |a: &Hit, b: &Hit| b.place.centre().1 - a.place.centre().1 < (a.place.bottom - a.place.top).abs() / 2.0;
    for row in hits.chunk_by_mut(same_row) {
        row.sort_by(|a, b| a.place.left.total_cmp(&b.place.left));
    }
    hits.into_iter().map(|hit| hit.text).collect()
}
