//! WebP (RFC 9649). A lossless picture whose codes have one symbol each takes no bit a pixel; a lossy one of nothing but
//! zeros (RFC 6386) is grey.

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

/// A canvas of that size, for what these flags say.
fn canvas(flags: u8, width: u32, height: u32) -> Vec<u8> {
    chunk(b"VP8X", &[&[flags, 0, 0, 0][..], &three_bytes(width - 1), &three_bytes(height - 1)].concat())
}

/// Neither transformed nor cached, and each of the five codes has the symbol 0 alone.
fn put_single_codes(bits: &mut Bits) {
    bits.put(0, 3);
    (0..5).for_each(|_| bits.put(1, 4));
}

fn lossless_header(width: u32, height: u32) -> Bits {
    let mut bits = Bits::default();
    bits.put(0x2f, 8);
    bits.put(width - 1, 14);
    bits.put(height - 1, 14);
    // With alpha.
    bits.put(1, 1);
    bits.put(0, 3);
    bits
}

fn lossless_chunk(width: u32, height: u32) -> Vec<u8> {
    let mut bits = lossless_header(width, height);
    put_single_codes(&mut bits);
    chunk(b"VP8L", &bits.finish())
}

/// Clear, in some forty bytes.
pub(super) fn lossless_blank(width: u32, height: u32) -> Vec<u8> {
    file(&[lossless_chunk(width, height)])
}

/// Each pixel from those around it, by a transform over the whole.
pub(super) fn lossless_predicted(width: u32, height: u32) -> Vec<u8> {
    let mut bits = lossless_header(width, height);
    // A transform: the predictor, in blocks of 512 × 512 pixels.
    bits.put(0b001, 3);
    bits.put(7, 3);
    bits.put(0, 1);
    // Whose green says which: the one that takes the most, "select".
    for (symbol, count) in [(11, 8), (0, 1), (0, 1), (0, 1), (0, 1)] {
        bits.put(if count == 8 { 0b101 } else { 0b001 }, 3);
        bits.put(symbol, count);
    }
    put_single_codes(&mut bits);
    file(&[chunk(b"VP8L", &bits.finish())])
}

/// A key frame: no tables, no filters, every coefficient nothing.
fn lossy_frame(width: u16, height: u16) -> Vec<u8> {
    let macroblocks = usize::from(width.div_ceil(16)) * usize::from(height.div_ceil(16));
    // More than what its 17 modes a macroblock take, and its 25 blocks of coefficients.
    let (modes, coefficients) = ((macroblocks * 5 / 2 + 400).min((1 << 19) - 1), macroblocks * 6 + 100);
    let tag = three_bytes((modes as u32) << 5 | 1 << 4);
    let sizes = [width.to_le_bytes(), height.to_le_bytes()].concat();
    [&tag[..], &[0x9d, 0x01, 0x2a], &sizes, &vec![0; modes + coefficients]].concat()
}

pub(super) fn lossy_blank(width: u16, height: u16) -> Vec<u8> {
    file(&[chunk(b"VP8 ", &lossy_frame(width, height))])
}

/// Alpha by itself, in some bytes.
fn alpha() -> Vec<u8> {
    let mut bits = Bits::default();
    // Compressed, and each from the one to the left.
    bits.put(0b0101, 8);
    put_single_codes(&mut bits);
    chunk(b"ALPH", &bits.finish())
}

pub(super) fn lossy_clear(width: u16, height: u16) -> Vec<u8> {
    let canvas = canvas(ALPHA, width.into(), height.into());
    file(&[canvas, alpha(), chunk(b"VP8 ", &lossy_frame(width, height))])
}

/// A picture's size alone.
pub(super) fn canvas_of(width: u32, height: u32) -> Vec<u8> {
    file(&[canvas(ALPHA, width, height), lossless_chunk(10, 10)])
}

/// A frame of a picture that moves.
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

/// One frame that is lossy, and clear.
pub(super) fn lossy_clear_frame(width: u16, height: u16) -> Vec<u8> {
    let data = [alpha(), chunk(b"VP8 ", &lossy_frame(width, height))].concat();
    moving(width.into(), height.into(), frame(0, 0, width.into(), height.into(), &data))
}

pub(super) fn frame_beyond_the_canvas() -> Vec<u8> {
    moving(10, 10, frame(0, 0, 16_000, 16_000, &lossless_chunk(16_000, 16_000)))
}

/// A frame that says it is small, around a picture that is not.
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
