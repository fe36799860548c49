//! Where a code's corners may be: dark, light, three times as much dark, light, dark, along a line, down it and at a slant
//! (ISO/IEC 18004, 6.3.3). The corners that rxing finds, but lines are taken a word at a time, and a picture full of
//! likenesses is given up on.

use rxing::common::BitMatrix;
use rxing::common::cpp_essentials::{ConcentricPattern, LocateConcentricPattern};
use rxing::{Point, point};

/// The most places that may look like a corner along the lines before the picture counts as a pattern.
const MAX_LIKENESSES: usize = 20_000;

/// Of so many lines one is looked at: the middle of a corner is three modules high.
const LINES: usize = 3;

/// A corner along a line, in modules: dark, light, dark, light, dark.
const CORNER: [u16; 5] = [1, 1, 3, 1, 1];

/// The light before a corner, in modules of it, that is enough.
const LEAST_LIGHT: f64 = 0.1;

/// The corners in a picture with dark pixels set; none where it is full of what looks like them.
pub(crate) fn corners(matrix: &BitMatrix) -> Vec<ConcentricPattern> {
    let mut corners: Vec<ConcentricPattern> = Vec::new();
    // Those that reach down to the line that one is at: of thousands some ten.
    let mut near: Vec<ConcentricPattern> = Vec::new();
    let mut line = 0.0;
    for (middle, width) in likenesses(matrix).unwrap_or_default() {
        let reach = |corner: &ConcentricPattern| corner.size as f32 / 2.0;
        if middle.y > line {
            line = middle.y;
            near.retain(|corner| corner.p.y + reach(corner) > line);
        }
        if !near.iter().any(|corner| Point::distance(middle, corner.p) < reach(corner)) {
            // One at a slant reaches further.
            let corner = LocateConcentricPattern::<true, 5, 7>(matrix, &CORNER, middle, 3 * width);
            corners.extend(corner);
            near.extend(corner);
        }
    }
    corners
}

/// The middle and the width of what looks like a corner along a line; nothing where there is too much of it.
fn likenesses(matrix: &BitMatrix) -> Option<Vec<(Point, i32)>> {
    let mut likenesses = Vec::new();
    let mut edges: Vec<usize> = Vec::new();
    for y in (LINES - 1..matrix.height() as usize).step_by(LINES) {
        // Where dark begins and ends by turns.
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
            let is_like = is_like_a_corner([0, 1, 2, 3, 4].map(|run| six[run + 1] - six[run]), light);
            if is_like {
                likenesses.push((point((six[2] + six[3]) as f32 / 2.0, y as f32 + 0.5), (six[5] - six[0]) as i32));
                if likenesses.len() > MAX_LIKENESSES {
                    return None;
                }
            }
            // Dark that is in one corner is not in the next one.
            first += if is_like { 4 } else { 2 };
        }
    }
    Some(likenesses)
}

/// Whether these are the widths of a corner's dark and light parts, with enough `light` before them. Dark and light are
/// measured each by itself, for ink runs out and light shines over.
fn is_like_a_corner(runs: [usize; 5], light: usize) -> bool {
    if runs[2] < 3 || runs[2] < 2 * runs[0].max(runs[4]) || runs[2] < runs[1].max(runs[3]) {
        return false;
    }
    let dark_module = (runs[0] + runs[2] + runs[4]) as f64 / 5.0;
    let light_module = (runs[1] + runs[3]) as f64 / 2.0;
    let (least, most) = (dark_module.min(light_module), dark_module.max(light_module));
    if most > 4.0 * least || (light as f64) < LEAST_LIGHT * light_module {
        return false;
    }
    let (dark_error, light_error) = (dark_module * 0.75 + 0.5, light_module / 3.0 + 0.5);
    let is_near = |(at, run): (usize, usize)| {
        let (module, error) =
            if at.is_multiple_of(2) { (dark_module, dark_error) } else { (light_module, light_error) };
        (run as f64 - f64::from(CORNER[at]) * module).abs() <= error
    };
    runs.into_iter().enumerate().all(is_near)
}

#[cfg(test)]
mod tests {
    use qrcode::{Color, QrCode};
    use rxing::qrcode::cpp_port::detector::FindFinderPatterns;

    use super::*;

    /// Codes of several sizes, upright and sheared, among lines and specks.
    #[test]
    fn are_those_of_rxing() {
        let mut found = 0;
        for (number, module) in [(0, 3), (1, 4), (2, 5), (3, 8)] {
            let code = QrCode::new(format!("otpauth://totp/{number}?secret=GEZDGNBVGY3TQOJQ")).expect("it has room");
            let (side, colours) = (code.width(), code.to_colors());
            let mut matrix = BitMatrix::new(500, 400).expect("not empty");
            for (x, y) in (0..400u32).flat_map(|y| (0..500u32).map(move |x| (x, y))) {
                let (column, row) = ((x as usize + y as usize / 5).saturating_sub(80) / module, y as usize / module);
                let inside = (4..side + 4).contains(&column) && (4..side + 4).contains(&row);
                let dark = inside && colours[(row - 4) * side + column - 4] == Color::Dark;
                let speck = !inside && (x * 7 + y * 13) % 11 == 0 && y > 300;
                matrix.set_bool(x, y, dark || speck);
            }
            let ours = corners(&matrix);
            assert_eq!(ours, FindFinderPatterns(&matrix, true, 0), "{number}");
            found += ours.len();
        }
        assert!(found >= 12, "three each, not {found}");
    }
}
