//! Function patterns: the modules that are the same in every code of a version (ISO/IEC 18004,
//! 6.3). They distinguish a code from finder patterns that occur by chance.

use std::ops::RangeInclusive;

/// The number of modules per side, from version 1 to 40.
pub(crate) const SIDES: RangeInclusive<usize> = 21..=177;

/// The percentage of these modules that may be wrong.
const WRONG_PERCENT: usize = 20;

/// Whether each of the three corners has a finder pattern: a ring around a square (6.3.3).
pub(crate) fn has_finder_patterns(side: usize, is_dark: impl Fn(usize, usize) -> Option<bool>) -> bool {
    let far = side - 7;
    let modules = [(0, 0), (far, 0), (0, far)].into_iter().flat_map(|(left, top)| {
        (0..49usize).map(move |at| {
            let (x, y) = (at % 7, at / 7);
            let ring = x.abs_diff(3).max(y.abs_diff(3));
            ((left + x, top + y), ring != 2)
        })
    });
    agrees(modules, is_dark)
}

/// Whether the timing patterns between the finder patterns alternate (6.3.5).
pub(crate) fn has_timing_patterns(side: usize, is_dark: impl Fn(usize, usize) -> Option<bool>) -> bool {
    let between = 8..side - 8;
    agrees(between.flat_map(|at| [((at, 6), at % 2 == 0), ((6, at), at % 2 == 0)]), is_dark)
}

fn agrees(
    modules: impl Iterator<Item = ((usize, usize), bool)>,
    is_dark: impl Fn(usize, usize) -> Option<bool>,
) -> bool {
    let (mut all, mut wrong) = (0, 0);
    for ((x, y), dark) in modules {
        all += 1;
        wrong += usize::from(is_dark(x, y) != Some(dark));
    }
    wrong * 100 <= all * WRONG_PERCENT
}
