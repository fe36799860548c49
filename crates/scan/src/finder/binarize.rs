//! Binarizes a picture with the local threshold of ZXing's hybrid binarizer. The bits equal
//! rxing's, which sets them one by one and takes several times as long.

use rxing::common::{BitArray, BitMatrix, HybridBinarizer};
use rxing::{Binarizer, Luma8Source};

use crate::picture::luma::Luma;

/// A block's side, in pixels.
const BLOCK: usize = 8;
/// The side, in blocks, of the square around a block whose mean is the block's threshold.
const NEIGHBOURS: usize = 5;
/// A block whose shades differ by no more than this is all background or all ink.
const LEAST_CONTRAST: u8 = 24;
/// Bits in a word of a [`BitArray`].
const WORD: usize = usize::BITS as usize;

/// Binarizes a picture: dark pixels are set.
pub(crate) fn binarize(luma: &Luma) -> Option<BitMatrix> {
    let (width, height) = (luma.width(), luma.height());
    if width.min(height) < BLOCK * NEIGHBOURS {
        // Too small for blocks: rxing uses one threshold for all pixels.
        let source = Luma8Source::new_with_slice(luma.pixels(), width as u32, height as u32).ok()?;
        return HybridBinarizer::new(source).get_black_matrix().ok().cloned();
    }
    let blocks = Blocks::of(luma);
    let mut matrix = BitMatrix::new(width as u32, height as u32).ok()?;
    let mut row = BitArray::with_size(width);
    let mut limits = vec![0; width];
    for (y, pixels) in luma.rows().enumerate() {
        let in_last = y + BLOCK >= height;
        if y % BLOCK == 0 || in_last {
            limits.fill(0);
            blocks.raise(&mut limits, y / BLOCK);
            // The last blocks end at the edge, and overlap those before.
            if in_last {
                blocks.raise(&mut limits, blocks.down - 1);
            }
        }
        for (at, (pixels, limits)) in pixels.chunks(WORD).zip(limits.chunks(WORD)).enumerate() {
            row.setBulk(at * WORD, word(pixels, limits));
        }
        matrix.setRow(y as u32, &row);
    }
    Some(matrix)
}

/// One bit per pixel, the first pixel's lowest, set if the pixel is no lighter than its limit.
fn word(pixels: &[u8], limits: &[u8]) -> usize {
    let mut dark = [0; WORD];
    for ((dark, pixel), limit) in dark.iter_mut().zip(pixels).zip(limits) {
        *dark = u8::from(pixel <= limit);
    }
    // Eight bytes of 0 or 1 become eight bits: the product puts each into the topmost byte.
    let octet = |bytes: &[u8; 8]| u64::from_le_bytes(*bytes).wrapping_mul(0x0102_0408_1020_4080) >> 56;
    let octets = dark.as_chunks().0.iter().enumerate();
    octets.fold(0, |word, (at, bytes)| word | (octet(bytes) as usize) << (8 * at))
}

/// The picture divided into blocks. If a side isn't a multiple of [`BLOCK`], the last blocks
/// overlap those before.
struct Blocks {
    across: usize,
    down: usize,
    width: usize,
    /// The shade that separates dark from light in each block, row by row.
    shades: Vec<u8>,
}

impl Blocks {
    fn of(luma: &Luma) -> Self {
        let (width, height) = (luma.width(), luma.height());
        let (across, down) = (width.div_ceil(BLOCK), height.div_ceil(BLOCK));
        let mut blocks = Self { across, down, width, shades: Vec::with_capacity(across * down) };
        let (mut darkest, mut lightest, mut sums) = (vec![0u8; width], vec![0u8; width], vec![0u16; width]);
        for y in 0..down {
            let top = (y * BLOCK).min(height - BLOCK);
            darkest.fill(u8::MAX);
            lightest.fill(0);
            sums.fill(0);
            for row in luma.pixels()[top * width..(top + BLOCK) * width].chunks_exact(width) {
                // One loop each, which the compiler vectorizes.
                darkest.iter_mut().zip(row).for_each(|(darkest, pixel)| *darkest = (*darkest).min(*pixel));
                lightest.iter_mut().zip(row).for_each(|(lightest, pixel)| *lightest = (*lightest).max(*pixel));
                sums.iter_mut().zip(row).for_each(|(sum, pixel)| *sum += u16::from(*pixel));
            }
            for x in 0..across {
                let columns = blocks.columns(x);
                let darkest = darkest[columns.clone()].iter().copied().min().unwrap_or(u8::MAX);
                let lightest = lightest[columns.clone()].iter().copied().max().unwrap_or(0);
                let sum: u16 = sums[columns].iter().sum();
                let shade = if lightest - darkest > LEAST_CONTRAST {
                    (usize::from(sum) / (BLOCK * BLOCK)) as u8
                } else {
                    blocks.shade_of_plain(x, y, darkest)
                };
                blocks.shades.push(shade);
            }
        }
        blocks
    }

    fn columns(&self, x: usize) -> std::ops::Range<usize> {
        let left = (x * BLOCK).min(self.width - BLOCK);
        left..left + BLOCK
    }

    /// The shade for a plain block: it is background, unless it is darker than the blocks around
    /// it.
    fn shade_of_plain(&self, x: usize, y: usize, darkest: u8) -> u8 {
        let shade = |x: usize, y: usize| u16::from(self.shades[y * self.across + x]);
        if x > 0 && y > 0 {
            let around = (shade(x, y - 1) + 2 * shade(x - 1, y) + shade(x - 1, y - 1)) / 4;
            if u16::from(darkest) < around {
                return around as u8;
            }
        }
        darkest / 2
    }

    /// Raises the limits of the columns to the thresholds of a row of blocks.
    fn raise(&self, limits: &mut [u8], y: usize) {
        let first = |at: usize, count: usize| at.saturating_sub(NEIGHBOURS / 2).min(count - NEIGHBOURS);
        let rows = first(y, self.down)..first(y, self.down) + NEIGHBOURS;
        let sums: Vec<u32> = (0..self.across)
            .map(|x| rows.clone().map(|row| u32::from(self.shades[row * self.across + x])).sum())
            .collect();
        for x in 0..self.across {
            let left = first(x, self.across);
            let mean = sums[left..left + NEIGHBOURS].iter().sum::<u32>() / (NEIGHBOURS * NEIGHBOURS) as u32;
            limits[self.columns(x)].iter_mut().for_each(|limit| *limit = (*limit).max(mean as u8));
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use zeroize::Zeroizing;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        /// Plain, noisy and ruled pictures of all sizes, most of which aren't multiples of a block.
        #[test]
        fn bits_match_rxing(width in 1usize..200, height in 1usize..120, seed: u64, noise in 0u64..200, ruled: bool) {
            let mut state = seed | 1;
            let mut chance = || {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                state
            };
            let shade = |at: usize| {
                let (x, y) = (at % width, at / width);
                let line = if ruled && (x / 5 + y / 9).is_multiple_of(2) { 90 } else { 0 };
                (line + x / 4 + (chance() % (noise + 1)) as usize).min(255) as u8
            };
            let pixels = (0..width * height).map(shade).collect();
            let luma = Luma::new(width, height, Zeroizing::new(pixels)).expect("not empty");
            let source = Luma8Source::new_with_slice(luma.pixels(), width as u32, height as u32).expect("not empty");
            let theirs = HybridBinarizer::new(source).get_black_matrix().ok().cloned();
            prop_assert!(binarize(&luma) == theirs);
        }
    }
}
