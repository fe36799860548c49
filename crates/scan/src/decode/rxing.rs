//! The first reader: rxing's port of zxing-cpp.

use rxing::common::cpp_essentials::ConcentricPattern;
use rxing::common::{BitMatrix, DetectorRXingResult};
use rxing::qrcode::cpp_port::decoder::Decode;
use rxing::qrcode::cpp_port::detector::{FinderPatternSet, GenerateFinderPatternSets, SampleQR};
use zeroize::Zeroizing;

use super::model1;
use crate::budget::Budget;
use crate::detection::{Bounds, Detection, Detections};
use crate::finder::bent;
use crate::finder::binarize::binarize;
use crate::finder::finder_pattern::finder_patterns;
use crate::finder::function_patterns::{SIDES, has_finder_patterns, has_timing_patterns};
use crate::limits::{MAX_CODES, MAX_FALLBACK_PIXELS, MIN_MODULE_PIXELS};
use crate::panics::catch_panic;
use crate::picture::luma::Luma;

/// The cost per pixel of finding finder patterns, dark on light and light on dark, in pixel reads.
const COST_PER_PIXEL: u64 = 2;

/// The cost of checking whether three finder patterns make a code, in pixel reads.
const COST_PER_TRIPLE: u64 = 30_000;

/// The most codes that are followed along a bent surface, likeliest first.
const MAX_BENT: usize = 6;

/// The most finder patterns that are combined. If there are more, the largest are kept. A code has
/// three.
const MAX_FINDER_PATTERNS: usize = 4 * MAX_CODES;

/// Reads every code, dark on light and light on dark, except `known` ones, which were found in a
/// picture `factor` times as large. With `bent`, also reads codes that aren't flat.
pub(crate) fn read(luma: &Luma, bent: bool, known: &[Detection], factor: f32, budget: &Budget) -> Detections {
    if !budget.spend(COST_PER_PIXEL * luma.pixels().len() as u64) {
        return Detections::default();
    }
    let read = || {
        let mut matrix = binarize(luma)?;
        let is_new = |pattern: &ConcentricPattern| {
            let (centre, module) = ((pattern.p.x * factor, pattern.p.y * factor), pattern.size as f32 / 7.0);
            // Once codes are known, anything this small in a shrunken picture was found when the
            // picture was twice as large.
            let was_found = factor > 1.0 && !known.is_empty() && module < MIN_MODULE_PIXELS;
            !was_found && !known.iter().any(|code| code.has_finder_pattern(centre, module * factor))
        };
        let mut found = read_matrix(&matrix, bent, is_new, budget);
        // In a larger picture, codes of the second kind are read once the picture is shrunk.
        if found.codes.is_empty() || luma.pixels().len() <= MAX_FALLBACK_PIXELS {
            matrix.flip_self();
            found.add(read_matrix(&matrix, bent, is_new, budget), 1.0);
        }
        Some(found)
    };
    catch_panic(read).flatten().unwrap_or_default()
}

/// Reads every code in a binarized picture whose finder patterns are new.
fn read_matrix(
    matrix: &BitMatrix,
    bent: bool,
    is_new: impl Fn(&ConcentricPattern) -> bool,
    budget: &Budget,
) -> Detections {
    let mut codes = Vec::new();
    let mut patterns = finder_patterns(matrix);
    patterns.retain(is_new);
    patterns.sort_by_key(|pattern| std::cmp::Reverse(pattern.size));
    patterns.truncate(MAX_FINDER_PATTERNS);
    let mut used: Vec<ConcentricPattern> = Vec::new();
    let mut unread = Vec::new();
    for triple in GenerateFinderPatternSets(&mut patterns) {
        if is_used(&used, &triple) {
            continue;
        }
        if codes.len() == MAX_CODES || !budget.spend(COST_PER_TRIPLE) {
            break;
        }
        let sample = SampleQR(matrix, &triple).ok();
        match sample.as_ref().and_then(|sample| decode(sample.getBits(), &triple)) {
            Some(code) => {
                used.extend(patterns_of(&triple));
                codes.push(code);
            }
            None => unread.push((triple, sample.is_some_and(|sample| is_code(sample.getBits())))),
        }
    }
    for (triple, _) in unread.iter().filter(|_| bent).take(MAX_BENT) {
        if is_used(&used, triple) {
            continue;
        }
        if let Some(code) = bent::sample(matrix, triple, budget).find_map(|modules| decode(&modules, triple)) {
            used.extend(patterns_of(triple));
            codes.push(code);
        }
    }
    let unread = unread.iter().filter(|(triple, is_code)| *is_code && !is_used(&used, triple));
    Detections { codes, unread_module: unread.map(|(triple, _)| module_width(triple)).reduce(f32::max) }
}

/// Whether these are the modules of a code, which may be too damaged to decode.
fn is_code(modules: &BitMatrix) -> bool {
    let side = modules.width() as usize;
    let is_dark = |x: usize, y: usize| modules.try_get(x as u32, y as u32);
    SIDES.contains(&side) && has_finder_patterns(side, is_dark) && has_timing_patterns(side, is_dark)
}

/// A module's width, in pixels: a finder pattern is seven modules wide.
fn module_width(triple: &FinderPatternSet) -> f32 {
    patterns_of(triple).iter().map(|pattern| pattern.size as f32).sum::<f32>() / 21.0
}

fn patterns_of(triple: &FinderPatternSet) -> [ConcentricPattern; 3] {
    [triple.bl, triple.tl, triple.tr]
}

fn is_used(used: &[ConcentricPattern], triple: &FinderPatternSet) -> bool {
    patterns_of(triple).iter().any(|pattern| used.contains(pattern))
}

/// Decodes the modules of the code with these finder patterns.
fn decode(modules: &BitMatrix, triple: &FinderPatternSet) -> Option<Detection> {
    let as_model_1 = || is_code(modules).then(|| model1::decode(modules)).flatten();
    let code = Decode(modules).ok().filter(|code| code.isValid()).or_else(as_model_1)?;
    // Valid UTF-8 is read as such. For other bytes, the code's own declaration and rxing's guess
    // decide.
    let text = match std::str::from_utf8(code.content().bytes()) {
        Ok(text) => text.to_owned(),
        Err(_) => code.text(),
    };
    let FinderPatternSet { bl, tl, tr } = *triple;
    let opposite = (tr.p.x + bl.p.x - tl.p.x, tr.p.y + bl.p.y - tl.p.y);
    let centres = [bl, tl, tr].map(|pattern| (pattern.p.x, pattern.p.y)).into_iter().chain([opposite]);
    let module = module_width(triple);
    // A finder pattern's centre is three and a half modules from the code's edge.
    let bounds = Bounds::around(centres).grown(3.5 * module);
    Some(Detection { text: Zeroizing::new(text), bounds, module })
}
