//! PNG files (ISO/IEC 15948).

use super::deflate::{Deflate, stored, zeros};

const GREY: u8 = 0;
const COLOUR: u8 = 2;
const PALETTE: u8 = 3;
const RGBA: u8 = 6;

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// A PNG signature and these chunks.
fn file(chunks: &[Vec<u8>]) -> Vec<u8> {
    [SIGNATURE.to_vec(), chunks.concat()].concat()
}

fn chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let checked = [kind, data].concat();
    [&(data.len() as u32).to_be_bytes()[..], &checked, &crc(&checked).to_be_bytes()].concat()
}

/// CRC-32 (ISO/IEC 15948, annex D), computed byte by byte.
fn crc(bytes: &[u8]) -> u32 {
    const STEPS: [u32; 256] = {
        let mut steps = [0; 256];
        let mut at = 0;
        while at < 256 {
            let (mut step, mut bit) = (at as u32, 0);
            while bit < 8 {
                step = if step & 1 == 1 { step >> 1 ^ 0xedb8_8320 } else { step >> 1 };
                bit += 1;
            }
            steps[at] = step;
            at += 1;
        }
        steps
    };
    !bytes.iter().fold(u32::MAX, |crc, byte| STEPS[usize::from(crc as u8 ^ byte)] ^ crc >> 8)
}

fn header_of(width: u32, height: u32, depth: u8, colour: u8, interlaced: bool) -> Vec<u8> {
    let last = [depth, colour, 0, 0, u8::from(interlaced)];
    chunk(b"IHDR", &[&width.to_be_bytes()[..], &height.to_be_bytes(), &last].concat())
}

fn end() -> Vec<u8> {
    chunk(b"IEND", &[])
}

/// A header and no data.
pub(super) fn header_alone(width: u32, height: u32) -> Vec<u8> {
    file(&[header_of(width, height, 8, GREY, false)])
}

/// A header and the data of one pixel.
pub(super) fn header(width: u32, height: u32) -> Vec<u8> {
    picture(width, height, 8, GREY, &zeros(2))
}

/// An image with these properties; `data` is its zlib stream.
fn picture(width: u32, height: u32, depth: u8, colour: u8, data: &[u8]) -> Vec<u8> {
    file(&[header_of(width, height, depth, colour, false), chunk(b"IDAT", data), end()])
}

fn samples(colour: u8) -> u64 {
    match colour {
        GREY | PALETTE => 1,
        COLOUR => 3,
        _ => 4,
    }
}

/// The inflated length of all rows in bytes, including each row's filter byte.
fn length(width: u32, height: u32, depth: u8, colour: u8) -> u64 {
    u64::from(height) * (1 + (u64::from(width) * samples(colour) * u64::from(depth)).div_ceil(8))
}

/// All zeros: black, and transparent if there is alpha.
fn blank(width: u32, height: u32, depth: u8, colour: u8) -> Vec<u8> {
    picture(width, height, depth, colour, &zeros(length(width, height, depth, colour)))
}

pub(super) fn grey_blank(width: u32, height: u32) -> Vec<u8> {
    blank(width, height, 8, GREY)
}

pub(super) fn colour_blank(width: u32, height: u32) -> Vec<u8> {
    blank(width, height, 8, COLOUR)
}

pub(super) fn deep_blank(width: u32, height: u32) -> Vec<u8> {
    blank(width, height, 16, RGBA)
}

pub(super) fn clear_blank(width: u32, height: u32) -> Vec<u8> {
    blank(width, height, 8, RGBA)
}

pub(super) fn one_bit_blank(width: u32, height: u32) -> Vec<u8> {
    blank(width, height, 1, GREY)
}

/// White and fully opaque.
pub(super) fn opaque_blank(width: u32, height: u32) -> Vec<u8> {
    let mut rows = Deflate::new();
    for _ in 0..height {
        // Filter type 1, Sub: every pixel except the first equals its left neighbour.
        rows.run(1, 1);
        rows.run(255, 4);
        rows.run(0, 4 * (u64::from(width) - 1));
    }
    picture(width, height, 8, RGBA, &rows.finish())
}

/// Transparent pixels in Adam7's seven passes.
pub(super) fn interlaced_blank(width: u32, height: u32) -> Vec<u8> {
    // Each pass's start and steps (§8.2).
    let passes = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];
    let lengths = passes
        .map(|(left, top, right, down)| length((width - left).div_ceil(right), (height - top).div_ceil(down), 8, RGBA));
    file(&[header_of(width, height, 8, RGBA, true), chunk(b"IDAT", &zeros(lengths.iter().sum())), end()])
}

/// Rows of one-bit pixels, each after a filter byte of 0.
fn one_bit_rows(width: u32, height: u32, is_light: impl Fn(u32, u32) -> bool) -> Vec<u8> {
    let mut rows = Vec::new();
    for y in 0..height {
        rows.push(0);
        rows.extend(
            (0..width.div_ceil(8))
                .map(|octet| (0..8).fold(0, |byte, bit| byte << 1 | u8::from(is_light(8 * octet + bit, y)))),
        );
    }
    rows
}

pub(super) fn one_bit(width: u32, height: u32, is_light: impl Fn(u32, u32) -> bool) -> Vec<u8> {
    picture(width, height, 1, GREY, &stored(&one_bit_rows(width, height, is_light)))
}

/// Black and white from a palette in which both are half transparent, so that the reader tries the
/// image on white and on black.
pub(super) fn half_clear(width: u32, height: u32, is_light: impl Fn(u32, u32) -> bool) -> Vec<u8> {
    file(&[
        header_of(width, height, 1, PALETTE, false),
        chunk(b"PLTE", &[0, 0, 0, 255, 255, 255]),
        chunk(b"tRNS", &[128; 2]),
        chunk(b"IDAT", &stored(&one_bit_rows(width, height, is_light))),
        end(),
    ])
}

/// Noise in shades of grey.
pub(super) fn noise(width: u32, height: u32) -> Vec<u8> {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut rows = Vec::new();
    for _ in 0..height {
        rows.push(0);
        rows.extend((0..width).map(|_| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state as u8
        }));
    }
    picture(width, height, 8, GREY, &stored(&rows))
}

/// One pixel, with other chunks before its data.
fn pixel_after(before: &[Vec<u8>]) -> Vec<u8> {
    let header = header_of(1, 1, 8, GREY, false);
    file(&[vec![header], before.to_vec(), vec![chunk(b"IDAT", &zeros(2)), end()]].concat())
}

/// A colour profile (iCCP) that inflates to `length` bytes.
pub(super) fn profile_of(length: u64) -> Vec<u8> {
    pixel_after(&[chunk(b"iCCP", &[b"all\0\0", &zeros(length)[..]].concat())])
}

/// A text that inflates to `length` bytes.
pub(super) fn text_of(length: u64) -> Vec<u8> {
    pixel_after(&[chunk(b"zTXt", &[b"Comment\0\0", &zeros(length)[..]].concat())])
}

/// `count` empty chunks.
pub(super) fn empty_chunks(count: usize) -> Vec<u8> {
    pixel_after(&[chunk(b"teSt", &[]).repeat(count)])
}

/// One pixel whose data inflates to `length` bytes.
pub(super) fn pixel_of(length: u64) -> Vec<u8> {
    picture(1, 1, 8, GREY, &zeros(length))
}

/// Data of only half of the rows.
pub(super) fn half_of_the_rows() -> Vec<u8> {
    picture(100, 100, 8, GREY, &zeros(50 * 101))
}

/// A chunk that claims to be four gigabytes long.
pub(super) fn chunk_of_four_gigabytes() -> Vec<u8> {
    [header_alone(10, 10), vec![255; 4], b"IDAT".to_vec(), vec![0; 100]].concat()
}

/// A header with the wrong CRC.
pub(super) fn wrong_sum() -> Vec<u8> {
    let mut file = grey_blank(10, 10);
    file[29] ^= 1;
    file
}

pub(super) fn no_palette() -> Vec<u8> {
    blank(10, 10, 8, PALETTE)
}

pub(super) fn depth_of_three() -> Vec<u8> {
    blank(10, 10, 3, GREY)
}

/// Rows with a filter type that doesn't exist.
pub(super) fn ninth_filter() -> Vec<u8> {
    picture(10, 10, 8, GREY, &stored(&[9; 110]))
}

/// Data that isn't a zlib stream.
pub(super) fn no_stream() -> Vec<u8> {
    picture(10, 10, 8, GREY, &[0xaa; 500])
}

pub(super) fn cut() -> Vec<u8> {
    let mut file = picture(100, 100, 8, GREY, &stored(&[0; 10_100]));
    file.truncate(file.len() / 2);
    file
}

/// An animation of `count` frames of one pixel.
pub(super) fn frames(count: u32) -> Vec<u8> {
    let control = |number: u32| {
        let places = [number, 1, 1, 0, 0].map(u32::to_be_bytes).concat();
        chunk(b"fcTL", &[&places[..], &[0, 1, 0, 1, 0, 0]].concat())
    };
    let data = zeros(2);
    let mut chunks = vec![
        header_of(1, 1, 8, GREY, false),
        chunk(b"acTL", &[count.to_be_bytes(), [0; 4]].concat()),
        control(0),
        chunk(b"IDAT", &data),
    ];
    for frame in 1..count {
        chunks.push(control(2 * frame - 1));
        chunks.push(chunk(b"fdAT", &[&(2 * frame).to_be_bytes()[..], &data].concat()));
    }
    chunks.push(end());
    file(&chunks)
}

/// An animation whose first frame is larger than the image.
pub(super) fn frame_beyond_the_picture() -> Vec<u8> {
    let places = [0, 60_000, 60_000, 0, 0].map(u32::to_be_bytes).concat();
    pixel_after(&[
        chunk(b"acTL", &[1u32.to_be_bytes(), [0; 4]].concat()),
        chunk(b"fcTL", &[&places[..], &[0, 1, 0, 1, 0, 0]].concat()),
    ])
}
