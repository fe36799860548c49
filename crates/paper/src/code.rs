use qrcode::{Color, EcLevel, QrCode};
use zeroize::Zeroizing;

use crate::shape::{Segment, rectangle};

/// Width of the quiet zone, in modules (ISO/IEC 18004, 9.1).
const QUIET: usize = 4;

/// A QR code with medium error correction.
pub struct Code {
    /// The modules row by row; `true` is dark.
    modules: Zeroizing<Vec<bool>>,
    width: usize,
}

impl Code {
    /// Encodes a text; `None` if it is too long for a QR code: more than 2,331 bytes (ISO/IEC
    /// 18004, table 7).
    pub fn new(text: &str) -> Option<Self> {
        let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
        let width = code.width();
        let modules = Zeroizing::new(code.into_colors().into_iter().map(|color| color == Color::Dark).collect());
        Some(Self { modules, width })
    }

    /// Number of modules on each side, the quiet zone included.
    pub fn width(&self) -> usize {
        self.width + 2 * QUIET
    }

    /// Whether the module is dark; both coordinates count from the quiet zone's corner.
    pub fn is_dark(&self, x: usize, y: usize) -> bool {
        let inside = |at: usize| at.checked_sub(QUIET).filter(|at| *at < self.width);
        inside(x).zip(inside(y)).is_some_and(|(x, y)| self.modules[y * self.width + x])
    }

    /// The dark modules as one shape, so that no gap shows between two of them.
    pub(crate) fn outline(&self, [left, top]: [f32; 2], side: f32) -> Vec<Segment> {
        let module = side / self.width() as f32;
        let mut path = Vec::new();
        for y in 0..self.width() {
            let mut x = 0;
            while x < self.width() {
                let run = (x..self.width()).take_while(|x| self.is_dark(*x, y)).count();
                if run > 0 {
                    let corner = [left + x as f32 * module, top + y as f32 * module];
                    rectangle(&mut path, corner, [run as f32 * module, module]);
                }
                x += run + 1;
            }
        }
        path
    }
}
