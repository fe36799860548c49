//! The first reader: rxing's port of zxing-cpp.

use rxing::common::cpp_essentials::ConcentricPattern;
use rxing::common::{BitMatrix, DetectorRXingResult, HybridBinarizer};
use rxing::qrcode::cpp_port::decoder::Decode;
use rxing::qrcode::cpp_port::detector::{FindFinderPatterns, GenerateFinderPatternSets, SampleQR};
use rxing::{Binarizer, Luma8Source};
use zeroize::Zeroizing;

use crate::MAX_CODES;
use crate::fence::fenced;
use crate::hit::{Hit, Place};
use crate::luma::Luma;
use crate::work::Work;

/// What finding the corners costs for each pixel, dark on light and light on dark.
const COST_PER_PIXEL: u64 = 4;

/// What it costs to see whether three corners make a code.
const COST_PER_TRIPLE: u64 = 30_000;

/// The most places that may look like a corner, seen along the lines, before the picture counts as a pattern: the time to
/// tell them apart grows with their square.
const MAX_LIKENESSES: usize = 20_000;

/// The most corners that are put together; where there are more, the largest. A code has three.
const MAX_CORNERS: usize = 4 * MAX_CODES;

/// Every code that is found, dark on light and light on dark.
pub(crate) fn read(luma: &Luma, work: &Work) -> Vec<Hit> {
    if !work.take(COST_PER_PIXEL * luma.pixels().len() as u64) {
        return Vec::new();
    }
    let read = || {
        let source = Luma8Source::new_with_slice(luma.pixels(), luma.width() as u32, luma.height() as u32).ok()?;
        let mut matrix = HybridBinarizer::new(source).get_black_matrix().ok()?.clone();
        let mut hits = codes(&matrix, work);
        matrix.flip_self();
        hits.extend(codes(&matrix, work));
        Some(hits)
    };
    fenced(read).flatten().unwrap_or_default()
}

/// Every code in black and white.
fn codes(matrix: &BitMatrix, work: &Work) -> Vec<Hit> {
    let mut hits = Vec::new();
    if likenesses(matrix) > MAX_LIKENESSES {
        return hits;
    }
    let mut corners = FindFinderPatterns(matrix, true, 0);
    corners.sort_by_key(|corner| std::cmp::Reverse(corner.size));
    corners.truncate(MAX_CORNERS);
    let mut used: Vec<ConcentricPattern> = Vec::new();
    for triple in GenerateFinderPatternSets(&mut corners) {
        let triple_corners = [triple.bl, triple.tl, triple.tr];
        if triple_corners.iter().any(|corner| used.contains(corner)) {
            continue;
        }
        if hits.len() == MAX_CODES || !work.take(COST_PER_TRIPLE) {
            break;
        }
        let Ok(sample) = SampleQR(matrix, &triple) else { continue };
        let Ok(code) = Decode(sample.getBits()) else { continue };
        if code.isValid() {
            used.extend(triple_corners);
            // Bytes that are UTF-8 are taken for that. Only for others do the code's own word and rxing's guess count.
            let text = match std::str::from_utf8(code.content().bytes()) {
                Ok(text) => text.to_owned(),
                Err(_) => code.text(),
            };
            let place = Place::around(sample.getPoints().iter().map(|point| (point.x, point.y)));
            hits.push(Hit { text: Zeroizing::new(text), place });
        }
    }
    hits
}

/// How often every third line shows dark, light, three times as much dark, light, dark: what a corner looks like, and
/// what a picture made of corners is full of.
fn likenesses(matrix: &BitMatrix) -> usize {
    let mut count = 0;
    for y in (2..matrix.height()).step_by(3) {
        let mut runs = [0u32; 5];
        let mut before = false;
        for x in 0..matrix.width() {
            let dark = matrix.get(x, y);
            if dark != before {
                count += usize::from(before && is_likeness(runs));
                runs.rotate_left(1);
                runs[4] = 0;
                before = dark;
            }
            runs[4] += 1;
        }
        count += usize::from(before && is_likeness(runs));
    }
    count
}

fn is_likeness([dark, light, centre, light_after, dark_after]: [u32; 5]) -> bool {
    let sides = [dark, light, light_after, dark_after];
    sides.iter().all(|side| *side > 0 && *side <= centre) && centre >= 3
}
