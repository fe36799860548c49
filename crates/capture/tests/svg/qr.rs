//! The modules of a QR code as the shapes that drawings use, one unit per module.

use qrcode::{Color, QrCode};

pub(crate) struct Qr {
    pub(crate) side: usize,
    dark: Vec<bool>,
}

impl Qr {
    pub(crate) fn of(text: &str) -> Self {
        let code = QrCode::new(text).unwrap();
        let dark = code.to_colors().into_iter().map(|colour| colour == Color::Dark).collect();
        Self { side: code.width(), dark }
    }

    /// Column and row of each dark module.
    fn dark(&self) -> impl Iterator<Item = (usize, usize)> {
        self.dark.iter().enumerate().filter(|(_, dark)| **dark).map(move |(at, _)| (at % self.side, at / self.side))
    }

    /// A shape for each dark module, joined.
    pub(crate) fn each(&self, shape: impl Fn(usize, usize) -> String) -> String {
        self.dark().map(|(x, y)| shape(x, y)).collect()
    }

    /// A rectangle for each dark module, with more attributes.
    pub(crate) fn rects(&self, attributes: &str) -> String {
        self.each(|x, y| format!("<rect x='{x}' y='{y}' width='1' height='1' {attributes}/>"))
    }

    /// One path with a square for each dark module, with more attributes.
    pub(crate) fn path(&self, attributes: &str) -> String {
        format!("<path d='{}' {attributes}/>", self.each(|x, y| format!("M{x} {y}h1v1h-1z")))
    }
}

/// A drawing whose root element has these attributes.
pub(crate) fn svg(attributes: &str, content: &str) -> Vec<u8> {
    format!(
        "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' {attributes}>{content}</svg>"
    )
    .into_bytes()
}
