//! The two readers, each fenced: rxing, and rqrr as the second opinion.

use std::collections::HashSet;

use rxing::common::HybridBinarizer;
use rxing::multi::MultipleBarcodeReader;
use rxing::qrcode::cpp_port::QrReader;
use rxing::{BarcodeFormat, BinaryBitmap, DecodeHints, Luma8Source, RXingResult};
use zeroize::Zeroizing;

use crate::fence::fenced;
use crate::hit::{Hit, Place};
use crate::luma::Luma;

/// Every code that rxing finds, dark on light and light on dark.
pub(crate) fn rxing(luma: &Luma) -> Vec<Hit> {
    fenced(|| {
        let Ok(source) = Luma8Source::new_with_slice(luma.pixels(), luma.width() as u32, luma.height() as u32) else {
            return Vec::new();
        };
        let hints = DecodeHints {
            TryHarder: Some(true),
            PossibleFormats: Some(HashSet::from([BarcodeFormat::QR_CODE])),
            ..DecodeHints::default()
        };
        let mut bitmap = BinaryBitmap::new(HybridBinarizer::new(source));
        let mut results = QrReader.decode_multiple_with_hints(&mut bitmap, &hints).unwrap_or_default();
        bitmap.invert();
        results.extend(QrReader.decode_multiple_with_hints(&mut bitmap, &hints).unwrap_or_default());
        results.iter().map(rxing_hit).collect()
    })
    .unwrap_or_default()
}

fn rxing_hit(result: &RXingResult) -> Hit {
    let place = Place::around(result.getPoints().iter().map(|point| (point.x, point.y)));
    // Bytes that are UTF-8 are taken for that. Only for others does rxing's guess, or what the code says of itself, count.
    let text = match std::str::from_utf8(result.getRawBytes()) {
        Ok(text) => text,
        Err(_) => result.getText(),
    };
    Hit { text: Zeroizing::new(text.to_owned()), place }
}

/// Every code that rqrr finds, dark on light, or light on dark if `inverted`.
pub(crate) fn rqrr(luma: &Luma, inverted: bool) -> Vec<Hit> {
    fenced(|| {
        let flip = if inverted { 255 } else { 0 };
        let shade = |x: usize, y: usize| luma.pixels().get(y * luma.width() + x).map_or(255, |pixel| pixel ^ flip);
        let mut prepared = rqrr::PreparedImage::prepare_from_greyscale(luma.width(), luma.height(), shade);
        let grids = prepared.detect_grids();
        grids
            .iter()
            .filter_map(|grid| {
                let mut bytes = Zeroizing::new(Vec::new());
                grid.decode_to(&mut *bytes).ok()?;
                let place = Place::around(grid.bounds.iter().map(|point| (point.x as f32, point.y as f32)));
                Some(Hit { text: text_of(&bytes), place })
            })
            .collect()
    })
    .unwrap_or_default()
}

/// UTF-8, or else Latin-1, in which every byte is a character: rqrr does not say what a code says of its characters.
fn text_of(bytes: &[u8]) -> Zeroizing<String> {
    Zeroizing::new(match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().map(|byte| char::from(*byte)).collect(),
    })
}
