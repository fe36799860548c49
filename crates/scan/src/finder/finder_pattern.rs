//! Finder patterns: dark, light, dark, light and dark runs in the ratio 1:1:3:1:1, across, down and
//! diagonally (ISO/IEC 18004, 6.3.3). The search finds the same ones as rxing, but reads rows a
//! word at a time, and abandons a picture full of candidates.

use rxing::common::BitMatrix;
use rxing::common::cpp_essentials::{ConcentricPattern, LocateConcentricPattern};
use rxing::{Point, point};

/// The most candidates in the rows of a picture. A picture with more shows a texture.
const MAX_CANDIDATES: usize = 20_000;

/// Every third row is searched: the middle of a finder pattern is three modules high.
const ROW_STEP: usize = 3;

/// A finder pattern's runs across its centre, in modules: dark, light, dark, light, dark.
const RUNS: [u16; 5] = [1, 1, 3, 1, 1];

/// The width of the light run that must precede a finder pattern, in its modules.
const MIN_QUIET: f64 = 0.1;

/// Finds the finder patterns in a matrix with dark pixels set; finds none if there are more than
/// [`MAX_CANDIDATES`] candidates.
pub(crate) fn finder_patterns(matrix: &BitMatrix) -> Vec<ConcentricPattern> {
    let mut patterns: Vec<ConcentricPattern> = Vec::new();
    // The patterns that extend down to the current row: about ten out of thousands.
    let mut near: Vec<ConcentricPattern> = Vec::new();
    let mut row = 0.0;
    for (centre, width) in candidates(matrix).unwrap_or_default() {
        let reach = |pattern: &ConcentricPattern| pattern.size as f32 / 2.0;
        if centre.y > row {
            row = centre.y;
            near.retain(|pattern| pattern.p.y + reach(pattern) > row);
        }
        if !near.iter().any(|pattern| Point::distance(centre, pattern.p) < reach(pattern)) {
            // A rotated pattern extends further.
            let pattern = LocateConcentricPattern::<true, 5, 7>(matrix, &RUNS, centre, 3 * width);
            patterns.extend(pattern);
            near.extend(pattern);
        }
    }
    patterns
}

/// The centre and the width, in pixels, of each sequence of runs that looks like a finder pattern's
/// middle row; `None` if there are more than [`MAX_CANDIDATES`].
fn candidates(matrix: &BitMatrix) -> Option<Vec<(Point, i32)>> {
    let mut candidates = Vec::new();
    let mut edges: Vec<usize> = Vec::new();
    for y in (ROW_STEP - 1..matrix.height() as usize).step_by(ROW_STEP) {
        // The positions where dark runs begin and end, alternately.
        let row = matrix.getRow(y as u32);
        edges.clear();
        let mut at = row.getNextSet(0);
        while at < row.get_size() {
            let end = row.getNextUnset(at);
            edges.extend([at, end]);
            at = row.getNextSet(end);
        }
        let mut first = 0;
        while let Some(six) = edges.get(first..).and_then(|rest| rest.first_chunk::<6>()) {
            let light = first.checked_sub(1).map_or(usize::MAX, |before| six[0] - edges[before]);
            let is_candidate = has_finder_runs([0, 1, 2, 3, 4].map(|run| six[run + 1] - six[run]), light);
            if is_candidate {
                candidates.push((point((six[2] + six[3]) as f32 / 2.0, y as f32 + 0.5), (six[5] - six[0]) as i32));
                if candidates.len() > MAX_CANDIDATES {
                    return None;
                }
            }
            // Dark runs in one finder pattern aren't in the next one.
            first += if is_candidate { 4 } else { 2 };
        }
    }
    Some(candidates)
}

/// Whether these are the widths of a finder pattern's runs, with enough `light` before them. Dark
/// and light are measured separately, because ink spreads and light bleeds over.
fn has_finder_runs(runs: [usize; 5], light: usize) -> bool {
    if runs[2] < 3 || runs[2] < 2 * runs[0].max(runs[4]) || runs[2] < runs[1].max(runs[3]) {
        return false;
    }
    let dark_module = (runs[0] + runs[2] + runs[4]) as f64 / 5.0;
    let light_module = (runs[1] + runs[3]) as f64 / 2.0;
    let (least, most) = (dark_module.min(light_module), dark_module.max(light_module));
    if most > 4.0 * least || (light as f64) < MIN_QUIET * light_module {
        return false;
    }
    let (dark_error, light_error) = (dark_module * 0.75 + 0.5, light_module / 3.0 + 0.5);
    let is_near = |(at, run): (usize, usize)| {
        let (module, error) =
            if at.is_multiple_of(2) { (dark_module, dark_error) } else { (light_module, light_error) };
        (run as f64 - f64::from(RUNS[at]) * module).abs() <= error
    };
    runs.into_iter().enumerate().all(is_near)
}

#[cfg(test)]
mod tests {
    use qrcode::{Color, QrCode};
    use rxing::qrcode::cpp_port::detector::FindFinderPatterns;

    use super::*;

    /// Sheared codes of several sizes, among specks.
    #[test]
    fn finder_patterns_match_rxing() {
        let mut found = 0;
        for (number, module) in [(0, 3), (1, 4), (2, 5), (3, 8)] {
            let code = QrCode::new(format!("otpauth://totp/{number}?secret=GEZDGNBVGY3TQOJQ")).expect("the text fits");
            let (side, colours) = (code.width(), code.to_colors());
            let mut matrix = BitMatrix::new(500, 400).expect("not empty");
            for (x, y) in (0..400u32).flat_map(|y| (0..500u32).map(move |x| (x, y))) {
                let (column, row) = ((x as usize + y as usize / 5).saturating_sub(80) / module, y as usize / module);
                let inside = (4..side + 4).contains(&column) && (4..side + 4).contains(&row);
                let dark = inside && colours[(row - 4) * side + column - 4] == Color::Dark;
                let speck = !inside && (x * 7 + y * 13) % 11 == 0 && y > 300;
                matrix.set_bool(x, y, dark || speck);
            }
            let ours = finder_patterns(&matrix);
            assert_eq!(ours, FindFinderPatterns(&matrix, true, 0), "{number}");
            found += ours.len();
        }
        assert!(found >= 12, "three each, not {found}");
    }
}
