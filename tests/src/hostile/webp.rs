//! WebP files (RFC 9649). A lossless image whose prefix codes have one symbol each takes no bits
//! per pixel; lossy data of only zeros (RFC 6386) is a grey image.

use super::bits::Bits;

const ALPHA: u8 = 0x10;
const MOVES: u8 = 0x02;

fn file(chunks: &[Vec<u8>]) -> Vec<u8> {
    let chunks = chunks.concat();
    [&b"RIFF"[..], &(chunks.len() as u32 + 4).to_le_bytes(), b"WEBP", &chunks].concat()
}

fn chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let padding = vec![0; data.len() % 2];
    [kind, &(data.len() as u32).to_le_bytes()[..], data, &padding].concat()
}

fn three_bytes(number: u32) -> [u8; 3] {
    let [first, second, third, _] = number.to_le_bytes();
    [first, second, third]
}

/// An extended header (VP8X) with these flags and this canvas size.
fn canvas(flags: u8, width: u32, height: u32) -> Vec<u8> {
    chunk(b"VP8X", &[&[flags, 0, 0, 0][..], &three_bytes(width - 1), &three_bytes(height - 1)].concat())
}

/// Writes no transform, no colour cache, and five prefix codes that each have only the symbol 0.
fn put_single_codes(bits: &mut Bits) {
    bits.put(0, 3);
    (0..5).for_each(|_| bits.put(1, 4));
}

fn lossless_header(width: u32, height: u32) -> Bits {
    let mut bits = Bits::default();
    bits.put(0x2f, 8);
    bits.put(width - 1, 14);
    bits.put(height - 1, 14);
    // Alpha is used.
    bits.put(1, 1);
    bits.put(0, 3);
    bits
}

fn lossless_chunk(width: u32, height: u32) -> Vec<u8> {
    let mut bits = lossless_header(width, height);
    put_single_codes(&mut bits);
    chunk(b"VP8L", &bits.finish())
}

/// A fully transparent image, in about forty bytes.
pub(super) fn lossless_blank(width: u32, height: u32) -> Vec<u8> {
    file(&[lossless_chunk(width, height)])
}

/// An image in which a transform predicts every pixel from its neighbours.
pub(super) fn lossless_predicted(width: u32, height: u32) -> Vec<u8> {
    let mut bits = lossless_header(width, height);
    // The predictor transform, in blocks of 512 × 512 pixels.
    bits.put(0b001, 3);
    bits.put(7, 3);
    bits.put(0, 1);
    // The green channel selects predictor 11, Select, the most expensive one.
    for (symbol, count) in [(11, 8), (0, 1), (0, 1), (0, 1), (0, 1)] {
        bits.put(if count == 8 { 0b101 } else { 0b001 }, 3);
        bits.put(symbol, count);
    }
    put_single_codes(&mut bits);
    file(&[chunk(b"VP8L", &bits.finish())])
}

/// A key frame without tables or filters, with all coefficients zero.
fn lossy_frame(width: u16, height: u16) -> Vec<u8> {
    let macroblocks = usize::from(width.div_ceil(16)) * usize::from(height.div_ceil(16));
    // More than 17 modes and 25 blocks of coefficients per macroblock take.
    let (modes, coefficients) = ((macroblocks * 5 / 2 + 400).min((1 << 19) - 1), macroblocks * 6 + 100);
    let tag = three_bytes((modes as u32) << 5 | 1 << 4);
    let sizes = [width.to_le_bytes(), height.to_le_bytes()].concat();
    [&tag[..], &[0x9d, 0x01, 0x2a], &sizes, &vec![0; modes + coefficients]].concat()
}

pub(super) fn lossy_blank(width: u16, height: u16) -> Vec<u8> {
    file(&[chunk(b"VP8 ", &lossy_frame(width, height))])
}

/// An alpha chunk of a few bytes.
fn alpha() -> Vec<u8> {
    let mut bits = Bits::default();
    // Compressed, with the horizontal filter.
    bits.put(0b0101, 8);
    put_single_codes(&mut bits);
    chunk(b"ALPH", &bits.finish())
}

pub(super) fn lossy_clear(width: u16, height: u16) -> Vec<u8> {
    let canvas = canvas(ALPHA, width.into(), height.into());
    file(&[canvas, alpha(), chunk(b"VP8 ", &lossy_frame(width, height))])
}

/// A canvas size around a small image.
pub(super) fn canvas_of(width: u32, height: u32) -> Vec<u8> {
    file(&[canvas(ALPHA, width, height), lossless_chunk(10, 10)])
}

/// A frame (ANMF) of an animation.
fn frame(left: u32, top: u32, width: u32, height: u32, data: &[u8]) -> Vec<u8> {
    let places = [left / 2, top / 2, width - 1, height - 1, 100].map(three_bytes).concat();
    chunk(b"ANMF", &[&places[..], &[0], data].concat())
}

fn moving(width: u32, height: u32, frames: Vec<u8>) -> Vec<u8> {
    file(&[canvas(ALPHA | MOVES, width, height), chunk(b"ANIM", &[0; 6]), frames])
}

pub(super) fn frames(width: u32, height: u32, count: usize) -> Vec<u8> {
    moving(width, height, frame(0, 0, width, height, &lossless_chunk(width, height)).repeat(count))
}

/// An animation of one lossy frame that is transparent.
pub(super) fn lossy_clear_frame(width: u16, height: u16) -> Vec<u8> {
    let data = [alpha(), chunk(b"VP8 ", &lossy_frame(width, height))].concat();
    moving(width.into(), height.into(), frame(0, 0, width.into(), height.into(), &data))
}

pub(super) fn frame_beyond_the_canvas() -> Vec<u8> {
    moving(10, 10, frame(0, 0, 16_000, 16_000, &lossless_chunk(16_000, 16_000)))
}

/// A frame that claims to be small, around a large image.
pub(super) fn frame_of_another_size() -> Vec<u8> {
    moving(10, 10, frame(0, 0, 10, 10, &lossless_chunk(16_000, 16_000)))
}

pub(super) fn canvas_of_another_size() -> Vec<u8> {
    file(&[canvas(ALPHA, 10, 10), lossless_chunk(16_000, 16_000)])
}

pub(super) fn no_picture() -> Vec<u8> {
    file(&[canvas(ALPHA, 10, 10)])
}

pub(super) fn chunk_longer_than_the_file() -> Vec<u8> {
    let mut file = lossy_blank(10, 10);
    file[16..20].copy_from_slice(&[0xff; 4]);
    file
}

pub(super) fn cut() -> Vec<u8> {
    let mut file = lossy_blank(1000, 1000);
    file.truncate(200);
    file
}
