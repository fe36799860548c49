//! The first reader: rxing's port of zxing-cpp.

use rxing::common::cpp_essentials::ConcentricPattern;
use rxing::common::{BitMatrix, DetectorRXingResult};
use rxing::qrcode::cpp_port::decoder::Decode;
use rxing::qrcode::cpp_port::detector::{FinderPatternSet, GenerateFinderPatternSets, SampleQR};
use zeroize::Zeroizing;

use super::model1;
use crate::MAX_CODES;
use crate::budget::Work;
use crate::detection::{Hit, Place, Sight};
use crate::finder::bent;
use crate::finder::binarize::binary;
use crate::finder::finder_pattern::corners;
use crate::finder::function_patterns::{SIDES, has_corners, has_timing};
use crate::panics::catch_panic;
use crate::picture::luma::Luma;
use crate::search::{CLOSE_LOOK, LEAST_MODULE};

/// What finding the corners costs for each pixel, dark on light and light on dark.
const COST_PER_PIXEL: u64 = 2;

/// What it costs to see whether three corners make a code.
const COST_PER_TRIPLE: u64 = 30_000;

/// The most codes that are followed where they bend, the likeliest first.
const MAX_BENT: usize = 6;

/// The most corners that are put together; where there are more, the largest. A code has three.
const MAX_CORNERS: usize = 4 * MAX_CODES;

/// Every code that is found, dark on light and light on dark, but for those of the picture `factor` times as large that are
/// known; also those that are bent, if asked for.
pub(crate) fn read(luma: &Luma, bent: bool, known: &[Hit], factor: f32, work: &Work) -> Sight {
    if !work.take(COST_PER_PIXEL * luma.pixels().len() as u64) {
        return Sight::default();
    }
    let read = || {
        let mut matrix = binary(luma)?;
        let is_new = |corner: &ConcentricPattern| {
            let (middle, module) = ((corner.p.x * factor, corner.p.y * factor), corner.size as f32 / 7.0);
            // Once others are known, what is this small in a shrunken picture was seen when it was twice as large.
            let seen = factor > 1.0 && !known.is_empty() && module < LEAST_MODULE;
            !seen && !known.iter().any(|hit| hit.has_corner(middle, module * factor))
        };
        let mut sight = codes(&matrix, bent, is_new, work);
        // A picture that holds codes of both kinds is read in both at a smaller size.
        if sight.hits.is_empty() || luma.pixels().len() <= CLOSE_LOOK {
            matrix.flip_self();
            sight.add(codes(&matrix, bent, is_new, work), 1.0);
        }
        Some(sight)
    };
    catch_panic(read).flatten().unwrap_or_default()
}

/// Every code in black and white whose corners are new; also those that are bent, if asked for.
fn codes(matrix: &BitMatrix, bent: bool, is_new: impl Fn(&ConcentricPattern) -> bool, work: &Work) -> Sight {
    let mut hits = Vec::new();
    let mut corners = corners(matrix);
    corners.retain(is_new);
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
        let sample = SampleQR(matrix, &triple).ok();
        match sample.as_ref().and_then(|sample| hit(sample.getBits(), &triple)) {
            Some(hit) => {
                used.extend(corners_of(&triple));
                hits.push(hit);
            }
            None => unread.push((triple, sample.is_some_and(|sample| is_code(sample.getBits())))),
        }
    }
    for (triple, _) in unread.iter().filter(|_| bent).take(MAX_BENT) {
        if is_used(&used, triple) {
            continue;
        }
        if let Some(hit) = bent::sample(matrix, triple, work).find_map(|modules| hit(&modules, triple)) {
            used.extend(corners_of(triple));
            hits.push(hit);
        }
    }
    let codes = unread.iter().filter(|(triple, is_code)| *is_code && !is_used(&used, triple));
    Sight { hits, unread: codes.map(|(triple, _)| module(triple)).reduce(f32::max) }
}

/// Whether these are the modules of a code, though it may be past reading.
fn is_code(modules: &BitMatrix) -> bool {
    let side = modules.width() as usize;
    let is_dark = |x: usize, y: usize| modules.try_get(x as u32, y as u32);
    SIDES.contains(&side) && has_corners(side, is_dark) && has_timing(side, is_dark)
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
    let of_model_1 = || is_code(modules).then(|| model1::decode(modules)).flatten();
    let code = Decode(modules).ok().filter(|code| code.isValid()).or_else(of_model_1)?;
    // Bytes that are UTF-8 are taken for that. Only for others do the code's own word and rxing's guess count.
    let text = match std::str::from_utf8(code.content().bytes()) {
        Ok(text) => text.to_owned(),
        Err(_) => code.text(),
    };
    let FinderPatternSet { bl, tl, tr } = *triple;
    let opposite = (tr.p.x + bl.p.x - tl.p.x, tr.p.y + bl.p.y - tl.p.y);
    let middles = [bl, tl, tr].map(|corner| (corner.p.x, corner.p.y)).into_iter().chain([opposite]);
    let module = module(triple);
    // From the middle of a corner it is three and a half modules to the code's edge.
    let place = Place::around(middles).grown(3.5 * module);
    Some(Hit { text: Zeroizing::new(text), place, module })
}
