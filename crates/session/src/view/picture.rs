use std::io::Cursor;

use image::{GrayImage, ImageFormat, Luma};
use watchword_paper::Code;
use watchword_vault::RecoveryKey;
use zeroize::{Zeroize, Zeroizing};

use crate::view::{Problem, SystemProblem};

mod letters;

/// Width of a module, in pixels.
const MODULE: u32 = 12;

/// Encodes a text as a QR code, black on white, in a PNG.
pub(crate) fn qr_png(text: &str) -> Result<Zeroizing<Vec<u8>>, Problem> {
    let mut picture = qr(text)?;
    let png = png(&picture);
    picture.as_flat_samples_mut().samples.zeroize();
    png
}

/// Draws a recovery key in groups of four characters below its QR code, in a PNG: the window shows
/// the key without ever holding its text.
pub(crate) fn recovery_png(key: &RecoveryKey) -> Result<Zeroizing<Vec<u8>>, Problem> {
    let mut code = qr(&key.expose())?;
    let mut text = letters::draw(&key.groups()).ok_or(SystemProblem::Internal)?;
    let width = code.width().max(text.width());
    let mut sheet = GrayImage::from_pixel(width, code.height() + text.height(), Luma([255]));
    let centred = |inner: u32| i64::from((width - inner) / 2);
    image::imageops::replace(&mut sheet, &code, centred(code.width()), 0);
    image::imageops::replace(&mut sheet, &text, centred(text.width()), code.height().into());
    let png = png(&sheet);
    for picture in [&mut code, &mut text, &mut sheet] {
        picture.as_flat_samples_mut().samples.zeroize();
    }
    png
}

fn qr(text: &str) -> Result<GrayImage, Problem> {
    let code = Code::new(text).ok_or(SystemProblem::Internal)?;
    let side = code.width() as u32 * MODULE;
    Ok(GrayImage::from_fn(side, side, |x, y| {
        let [x, y] = [x, y].map(|pixel| (pixel / MODULE) as usize);
        Luma([if code.is_dark(x, y) { 0 } else { 255 }])
    }))
}

fn png(picture: &GrayImage) -> Result<Zeroizing<Vec<u8>>, Problem> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, ImageFormat::Png).map_err(|_| SystemProblem::Internal)?;
    Ok(Zeroizing::new(bytes.into_inner()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn qr_png_reads_back() {
        let text = "otpauth://totp/GitHub:ada?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=GitHub";
        let found = watchword_scan::read(&qr_png(text).unwrap()).unwrap();
        assert_eq!(found.texts.iter().map(|text| text.as_str()).collect::<Vec<_>>(), [text]);
    }

    #[test]
    fn recovery_png_reads_back() {
        let key = RecoveryKey::generate();
        let sheet = recovery_png(&key).unwrap();
        if let Some(place) = std::env::var_os("WATCHWORD_KEEP_SHEET") {
            std::fs::write(place, &*sheet).unwrap();
        }
        let found = watchword_scan::read(&sheet).unwrap();
        assert_eq!(*found.texts[0], *key.expose());
    }
}
