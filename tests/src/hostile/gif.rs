//! GIF files (GIF89a).

use super::lzw::gif_zeros;

const SAMPLE_BITS: u8 = 2;
const END: u8 = 0x3b;

/// A frame's position and size, in pixels: left, top, width, height.
type Frame = [u16; 4];

pub(super) fn header(width: u16, height: u16) -> Vec<u8> {
    let colours = [0, 0, 0, 255, 255, 255, 90, 90, 90, 200, 200, 200];
    [&b"GIF89a"[..], &width.to_le_bytes(), &height.to_le_bytes(), &[0x81, 0, 0], &colours].concat()
}

fn frame_of(place: Frame, flags: u8, sample_bits: u8, data: &[u8]) -> Vec<u8> {
    let mut frame = [&[0x2c][..], &place.map(u16::to_le_bytes).concat(), &[flags, sample_bits]].concat();
    for block in data.chunks(255) {
        frame.push(block.len() as u8);
        frame.extend(block);
    }
    frame.push(0);
    frame
}

fn blank_frame(place: Frame, flags: u8) -> Vec<u8> {
    let [_, _, width, height] = place.map(u64::from);
    frame_of(place, flags, SAMPLE_BITS, &gif_zeros(width * height, SAMPLE_BITS.into()))
}

/// A blank frame on a logical screen.
pub(super) fn blank_on(screen: (u16, u16), place: Frame) -> Vec<u8> {
    [header(screen.0, screen.1), blank_frame(place, 0), vec![END]].concat()
}

pub(super) fn blank(width: u16, height: u16) -> Vec<u8> {
    blank_on((width, height), [0, 0, width, height])
}

pub(super) fn interlaced_blank(width: u16, height: u16) -> Vec<u8> {
    [header(width, height), blank_frame([0, 0, width, height], 0x40), vec![END]].concat()
}

/// A blank image that is fully transparent.
pub(super) fn clear_blank(width: u16, height: u16) -> Vec<u8> {
    let control = [0x21, 0xf9, 4, 1, 0, 0, 0, 0];
    [header(width, height), control.to_vec(), blank_frame([0, 0, width, height], 0), vec![END]].concat()
}

/// A frame with the data of only one pixel.
pub(super) fn frame_of_a_pixel(screen: (u16, u16), place: Frame) -> Vec<u8> {
    let data = gif_zeros(1, SAMPLE_BITS.into());
    [header(screen.0, screen.1), frame_of(place, 0, SAMPLE_BITS, &data), vec![END]].concat()
}

/// One pixel with the data of `length` pixels.
pub(super) fn pixel_of(length: u64) -> Vec<u8> {
    let data = gif_zeros(length, SAMPLE_BITS.into());
    [header(1, 1), frame_of([0, 0, 1, 1], 0, SAMPLE_BITS, &data), vec![END]].concat()
}

pub(super) fn frames(count: usize) -> Vec<u8> {
    [header(10, 10), blank_frame([0, 0, 10, 10], 0).repeat(count), vec![END]].concat()
}

/// `count` comment extensions and no frame.
pub(super) fn comments(count: usize) -> Vec<u8> {
    [header(10, 10), [0x21, 0xfe, 1, b'x', 0].repeat(count), vec![END]].concat()
}

pub(super) fn no_frame() -> Vec<u8> {
    [header(10, 10), vec![END]].concat()
}

pub(super) fn codes_of_13_bits() -> Vec<u8> {
    [header(10, 10), frame_of([0, 0, 10, 10], 0, 13, &[0; 100]), vec![END]].concat()
}

/// LZW codes that are not in the table yet.
pub(super) fn undefined_codes() -> Vec<u8> {
    [header(10, 10), frame_of([0, 0, 10, 10], 0, SAMPLE_BITS, &[0xfc; 100]), vec![END]].concat()
}

pub(super) fn cut() -> Vec<u8> {
    let mut file = blank(1000, 1000);
    file.truncate(file.len() / 2);
    file
}
