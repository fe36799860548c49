//! A drawing and what is read from it.

use watchword_capture::{Document, DocumentKind, read_document};

pub(crate) const SEED: &str = "otpauth://totp/Example:ayu?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Example";

pub(crate) fn read(svg: &[u8]) -> Document {
    assert_eq!(DocumentKind::detect(svg), Some(DocumentKind::Svg));
    read_document(DocumentKind::Svg, svg, || true)
}

/// Reads a drawing, and returns its texts.
pub(crate) fn texts(svg: &[u8]) -> Vec<String> {
    read(svg).texts.iter().map(|text| text.to_string()).collect()
}
