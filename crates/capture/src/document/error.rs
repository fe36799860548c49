use thiserror::Error;
use watchword_scan::Unreadable;

/// The most pages of a PDF that are searched, from the first.
pub const MAX_PAGES: u32 = 20;

/// Why a document gave no texts, or not those of all its pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum DocumentError {
    /// A PDF that only opens with a password.
    #[error("the PDF needs a password")]
    PdfEncrypted,
    /// Not a PDF, or one whose pages take more time or memory to draw than a page may.
    #[error("the PDF is damaged or too large")]
    PdfDamaged,
    /// A PDF of more than [`MAX_PAGES`] pages, of which only the first were searched.
    #[error("only the first {MAX_PAGES} pages of the PDF were searched")]
    PdfTooLong,
    /// Not an SVG drawing, or one that takes more time or memory to draw than a page may.
    #[error("the SVG is damaged or too complex")]
    SvgDamaged,
    /// A document that could be drawn, but no QR code was read on any page.
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
}
