use std::sync::Arc;

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::page::Page;
use hayro::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};
use watchword_scan::{Unreadable, grey};
use zeroize::Zeroizing;

/// The most pixels a page is drawn with.
pub(super) const MAX_PAGE_PIXELS: u32 = 16_000_000;

/// A page in shades of grey, row by row from the top.
pub(super) struct Drawn {
    pub(super) width: u16,
    pub(super) height: u16,
    pub(super) pixels: Zeroizing<Vec<u8>>,
}

/// Opens a PDF. One that asks for no password to be read, but for one to be changed, opens.
pub(super) fn open(bytes: Zeroizing<Vec<u8>>) -> Result<Pdf, Unreadable> {
    Pdf::new(Arc::new(bytes)).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected | DecryptionError::UnsupportedAlgorithm) => {
            Unreadable::PdfEncrypted
        }
        LoadPdfError::Decryption(_) | LoadPdfError::Invalid => Unreadable::PdfDamaged,
    })
}

/// Draws a page on white, with `side` pixels in its longer side or as many as it may have. Fonts that the file does not
/// bring along are left out: they are not what codes are made of.
pub(super) fn draw<'a>(page: &'a Page<'a>, cache: &RenderCache<'a>, side: u32) -> Drawn {
    let (width, height) = page.render_dimensions();
    let scale = (side as f32 / width.max(height)).min((MAX_PAGE_PIXELS as f32 / (width * height)).sqrt());
    // A page that is all length still has some width.
    let stretch = |length: f32| (length * scale).max(2.0) / length;
    let size = PixmapSettings { x_scale: stretch(width), y_scale: stretch(height), bg_color: WHITE };
    let drawn = render(page, cache, &InterpreterSettings::default(), &RenderSettings::default(), &size);
    let pixels = drawn.data_as_u8_slice().as_chunks().0.iter().map(|[r, g, b, _]| grey(*r, *g, *b));
    Drawn { width: drawn.width(), height: drawn.height(), pixels: Zeroizing::new(pixels.collect()) }
}
