//! The first reader: rxing's port of zxing-cpp.

use rxing::common::cpp_essentials::ConcentricPattern;
use rxing::common::{BitMatrix, DetectorRXingResult, HybridBinarizer};
use rxing::qrcode::cpp_port::decoder::Decode;
use rxing::qrcode::cpp_port::detector::{FindFinderPatterns, FinderPatternSet, GenerateFinderPatternSets, SampleQR};
use rxing::{Binarizer, Luma8Source};
use zeroize::Zeroizing;

use crate::MAX_CODES;
use crate::bent;
use crate::fence::fenced;
use crate::hit::{Hit, Place, Sight};
use crate::luma::Luma;
use crate::search::CLOSE_LOOK;
use crate::work::Work;

/// What finding the corners costs for each pixel, dark on light and light on dark.
const COST_PER_PIXEL: u64 = 4;

/// What it costs to see whether three corners make a code.
const COST_PER_TRIPLE: u64 = 30_000;

/// The most codes that are followed where they bend, the likeliest first.
const MAX_BENT: usize = 6;

/// The most places that may look like a corner, seen along the lines, before the picture counts as a pattern: the time to
/// tell them apart grows with their square.
const MAX_LIKENESSES: usize = 20_000;

/// The most corners that are put together; where there are more, the largest. A code has three.
const MAX_CORNERS: usize = 4 * MAX_CODES;

/// Every code that is found, dark on light and light on dark; also those that are bent, if asked for.
pub(crate) fn read(luma: &Luma, bent: bool, work: &Work) -> Sight {
    if !work.take(COST_PER_PIXEL * luma.pixels().len() as u64) {
        return Sight::default();
    }
    let read = || {
        let source = Luma8Source::new_with_slice(luma.pixels(), luma.width() as u32, luma.height() as u32).ok()?;
        let mut matrix = HybridBinarizer::new(source).get_black_matrix().ok()?.clone();
        let mut sight = codes(&matrix, bent, work);
        // A picture that holds codes of both kinds is read in both at a smaller size.
        if sight.hits.is_empty() || luma.pixels().len() <= CLOSE_LOOK {
            matrix.flip_self();
            sight.add(codes(&matrix, bent, work), 1.0);
        }
        Some(sight)
    };
    fenced(read).flatten().unwrap_or_default()
}

/// Every code in black and white; also those that are bent, if asked for.
fn codes(matrix: &BitMatrix, bent: bool, work: &Work) -> Sight {
    let mut hits = Vec::new();
    if likenesses(matrix) > MAX_LIKENESSES {
        return Sight::default();
    }
    let mut corners = FindFinderPatterns(matrix, true, 0);
    corners.sort_by_key(|corner| std::cmp::Reverse(corner.size));
    corners.truncate(MAX_CORNERS);
    let mut used: Vec<ConcentricPattern> = Vec::new();
    let mut unread = Vec::new();
    for triple in GenerateFinderPatternSets(&mut corners) {
        if is_used(&used, &triple) {
            continue;
        }
        if hits.len() == MAX_CODES || !work.take(COST_PER_TRIPLE) {
            break;
        }
        match SampleQR(matrix, &triple).ok().and_then(|sample| hit(sample.getBits(), &triple)) {
            Some(hit) => {
                used.extend(corners_of(&triple));
                hits.push(hit);
            }
            None => unread.push(triple),
        }
    }
    for triple in unread.iter().filter(|_| bent).take(MAX_BENT) {
        if is_used(&used, triple) {
            continue;
        }
        if let Some(hit) = bent::sample(matrix, triple, work).find_map(|modules| hit(&modules, triple)) {
            used.extend(corners_of(triple));
            hits.push(hit);
        }
    }
    let modules = unread.iter().filter(|triple| !is_used(&used, triple)).map(module);
    Sight { hits, unread: modules.reduce(f32::max) }
}

/// How wide a module is: a corner has seven.
fn module(triple: &FinderPatternSet) -> f32 {
    corners_of(triple).iter().map(|corner| corner.size as f32).sum::<f32>() / 21.0
}

fn corners_of(triple: &FinderPatternSet) -> [ConcentricPattern; 3] {
    [triple.bl, triple.tl, triple.tr]
}

fn is_used(used: &[ConcentricPattern], triple: &FinderPatternSet) -> bool {
    corners_of(triple).iter().any(|corner| used.contains(corner))
}

/// What the modules of the code with these corners say.
fn hit(modules: &BitMatrix, triple: &FinderPatternSet) -> Option<Hit> {
    let code = Decode(modules).ok().filter(|code| code.isValid())?;
    // Bytes that are UTF-8 are taken for that. Only for others do the code's own word and rxing's guess count.
    let text = match std::str::from_utf8(code.content().bytes()) {
        Ok(text) => text.to_owned(),
        Err(_) => code.text(),
    };
    let across = |from: ConcentricPattern, to: ConcentricPattern| (to.p.x - from.p.x, to.p.y - from.p.y);
    let FinderPatternSet { bl, tl, tr } = *triple;
    let ((right, down), (left, lower)) = (across(tl, tr), across(tl, bl));
    let fourth = (tl.p.x + right + left, tl.p.y + down + lower);
    let place = Place::around([bl, tl, tr].iter().map(|corner| (corner.p.x, corner.p.y)).chain([fourth]));
    Some(Hit { text: Zeroizing::new(text), place })
}

/// How often every third line shows dark, light, three times as much dark, light, dark: what a corner looks like, and
/// what a picture made of corners is full of.
fn likenesses(matrix: &BitMatrix) -> usize {
    let mut count = 0;
    for y in (2..matrix.height()).step_by(3) {
        let row = matrix.getRow(y);
        let (mut runs, mut x) = ([0; 5], 0);
        while x < row.get_size() {
            let dark = row.getNextSet(x);
            let light = row.getNextUnset(dark);
            runs = [runs[2], runs[3], runs[4], dark - x, light - dark];
            count += usize::from(is_likeness(runs));
            x = light;
        }
    }
    count
}

fn is_likeness([dark, light, centre, light_after, dark_after]: [usize; 5]) -> bool {
    let sides = [dark, light, light_after, dark_after];
    sides.iter().all(|side| *side > 0 && *side <= centre) && centre >= 3
}
