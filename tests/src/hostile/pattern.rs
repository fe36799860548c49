//! Patterns that cost a QR code reader many comparisons. Each function returns whether a pixel is
//! light; `module` is the width of a module in pixels.

/// Finder patterns, edge to edge.
pub(super) fn corners(x: u32, y: u32, module: u32) -> bool {
    corner(x / module % 8, y / module % 8)
}

/// Finder patterns with enough space around each to look like a real one.
pub(super) fn corners_apart(x: u32, y: u32, module: u32) -> bool {
    corner(x / module % 14, y / module % 14)
}

/// QR codes of 21 × 21 modules with noise in place of codewords.
pub(super) fn codes(x: u32, y: u32, module: u32) -> bool {
    let place = |at: u32| (at / module % 29, at / module / 29);
    let ((x, column), (y, row)) = (place(x), place(y));
    match (x, y) {
        (21.., _) | (_, 21..) => true,
        (..8, ..8) => corner(x, y),
        (13.., ..8) => corner(x.wrapping_sub(14), y),
        (..8, 13..) => corner(x, y.wrapping_sub(14)),
        (6, _) => y % 2 == 1,
        (_, 6) => x % 2 == 1,
        _ => chance(x + 29 * column, y + 29 * row),
    }
}

/// Random light and dark modules.
pub(super) fn noise(x: u32, y: u32, module: u32) -> bool {
    chance(x / module, y / module)
}

/// A finder pattern at 0 to 6 in both directions, and light modules around it.
fn corner(x: u32, y: u32) -> bool {
    let from_centre = |at: u32| at.abs_diff(3);
    let ring = from_centre(x).max(from_centre(y));
    ring == 2 || ring > 3
}

fn chance(x: u32, y: u32) -> bool {
    let mixed = (x.wrapping_mul(0x9e37_79b9) ^ y.wrapping_mul(0x85eb_ca6b)).wrapping_mul(0xc2b2_ae35);
    (mixed ^ mixed >> 15).wrapping_mul(0x27d4_eb2f) >> 31 == 1
}
