//! LZW data of GIF and TIFF: a few kilobytes that expand to megabytes of zeros.

use super::bits::Bits;

/// Returns the codes of `count` zeros, to be split into the sub-blocks of a GIF file.
pub(super) fn gif_zeros(count: u64, sample_bits: u32) -> Vec<u8> {
    let mut bits = Bits::default();
    zeros(count, sample_bits, 0).iter().for_each(|(code, width)| bits.put(*code, *width));
    bits.finish()
}

/// Returns the codes of `count` zeros for TIFF, which fills bytes from the highest bit and widens
/// its codes one code early.
pub(super) fn tiff_zeros(count: u64) -> Vec<u8> {
    let mut bits = Bits::default();
    zeros(count, 8, 1).iter().for_each(|(code, width)| bits.put_code(*code, *width));
    bits.finish().into_iter().map(u8::reverse_bits).collect()
}

/// Returns codes, each with its width in bits.
fn zeros(mut count: u64, sample_bits: u32, early: u32) -> Vec<(u32, u32)> {
    let clear = 1 << sample_bits;
    let least = sample_bits + 1;
    let mut codes = Vec::new();
    loop {
        codes.push((clear, least));
        // Each code represents one zero more than the previous one, until the table is full.
        for length in 1.. {
            let width = least.max(u32::BITS - (clear + length + early).leading_zeros());
            if count == 0 {
                codes.push((clear + 1, width));
                return codes;
            }
            if clear + length + early >= 4094 {
                codes.push((clear, width));
                break;
            }
            let length = count.min(length.into()) as u32;
            codes.push((if length == 1 { 0 } else { clear + length }, width));
            count -= u64::from(length);
        }
    }
}
