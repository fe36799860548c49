use std::sync::Arc;

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::page::Page as PdfPage;
use hayro::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};
use watchword_scan::luminance;
use zeroize::Zeroizing;

use super::error::DocumentError;
use super::page::Page;
use super::protocol::MAX_PAGE_PIXELS;

/// Opens a PDF. One that needs a password only to be changed opens too.
pub(super) fn open(bytes: Zeroizing<Vec<u8>>) -> Result<Pdf, DocumentError> {
    Pdf::new(Arc::new(bytes)).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected | DecryptionError::UnsupportedAlgorithm) => {
            DocumentError::PdfEncrypted
        }
        LoadPdfError::Decryption(_) | LoadPdfError::Invalid => DocumentError::PdfDamaged,
    })
}

/// Draws a page on white. Its longer side has `side` pixels, or as many as [`MAX_PAGE_PIXELS`]
/// allows. Leaves out fonts that the file doesn't embed, because codes aren't made of them.
pub(super) fn draw<'a>(page: &'a PdfPage<'a>, cache: &RenderCache<'a>, side: u32) -> Page {
    let (width, height) = page.render_dimensions();
    let scale = (side as f32 / width.max(height)).min((MAX_PAGE_PIXELS as f32 / (width * height)).sqrt());
    // Even an extremely narrow page gets some width.
    let stretch = |length: f32| (length * scale).max(2.0) / length;
    let size = PixmapSettings { x_scale: stretch(width), y_scale: stretch(height), bg_color: WHITE };
    let drawn = render(page, cache, &InterpreterSettings::default(), &RenderSettings::default(), &size);
    let luma = drawn.data_as_u8_slice().as_chunks().0.iter().map(|[r, g, b, _]| luminance(*r, *g, *b));
    Page { width: drawn.width().into(), height: drawn.height().into(), luma: Zeroizing::new(luma.collect()) }
}
