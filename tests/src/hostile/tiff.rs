//! TIFF 6.0 files.

use super::deflate::zeros;
use super::lzw::tiff_zeros;

const PLAIN: u32 = 1;
const LZW: u32 = 5;
const DEFLATE: u32 = 8;
const PACK_BITS: u32 = 32_773;

/// A field: its tag and its values.
type Field = (u16, Vec<u32>);

/// A file with one directory, sorted by tag, followed by its strip.
fn file(mut fields: Vec<Field>, strip: &[u8]) -> Vec<u8> {
    fields.sort();
    let start = 8 + 2 + 12 * fields.len() as u32 + 4;
    let mut beside: Vec<u8> = Vec::new();
    let mut directory = (fields.len() as u16).to_le_bytes().to_vec();
    let values: u32 =
        fields.iter().filter(|(_, numbers)| numbers.len() > 1).map(|(_, numbers)| 4 * numbers.len() as u32).sum();
    for (tag, numbers) in &fields {
        let value = match numbers[..] {
            // StripOffsets: the strip is at the end, and its offset is known only now.
            [u32::MAX] if *tag == 273 => start + values,
            [number] => number,
            _ => {
                let place = start + beside.len() as u32;
                beside.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
                place
            }
        };
        directory.extend([tag.to_le_bytes(), 4u16.to_le_bytes()].concat());
        directory.extend([(numbers.len() as u32).to_le_bytes(), value.to_le_bytes()].concat());
    }
    [&b"II*\0\x08\0\0\0"[..], &directory, &[0; 4], &beside, strip].concat()
}

/// The fields that every image with one strip has.
fn fields(width: u32, height: u32, bits: &[u32], compression: u32, strip_bytes: usize) -> Vec<Field> {
    vec![
        (256, vec![width]),
        (257, vec![height]),
        (258, bits.to_vec()),
        (259, vec![compression]),
        (262, vec![if bits.len() < 3 { 1 } else { 2 }]),
        (273, vec![u32::MAX]),
        (277, vec![bits.len() as u32]),
        (278, vec![height]),
        (279, vec![strip_bytes as u32]),
    ]
}

fn picture(width: u32, height: u32, bits: &[u32], compression: u32, strip: &[u8]) -> Vec<u8> {
    file(fields(width, height, bits, compression, strip.len()), strip)
}

/// A small image with the values of one field replaced.
fn changed(tag: u16, numbers: Vec<u32>) -> Vec<u8> {
    let mut fields = fields(10, 10, &[8], PLAIN, 100);
    fields.retain(|(other, _)| *other != tag);
    fields.push((tag, numbers));
    file(fields, &[0; 100])
}

fn bytes(width: u32, height: u32, bits: &[u32]) -> u64 {
    u64::from(width) * u64::from(height) * bits.iter().map(|bits| u64::from(*bits)).sum::<u64>() / 8
}

pub(super) fn header(width: u32, height: u32) -> Vec<u8> {
    picture(width, height, &[8], PLAIN, &[0; 100])
}

pub(super) fn deflated(width: u32, height: u32, bits: &[u32]) -> Vec<u8> {
    picture(width, height, bits, DEFLATE, &zeros(bytes(width, height, bits)))
}

pub(super) fn lzw(width: u32, height: u32) -> Vec<u8> {
    picture(width, height, &[8; 3], LZW, &tiff_zeros(bytes(width, height, &[8; 3])))
}

/// PackBits data: two bytes for every 128.
pub(super) fn packed(width: u32, height: u32) -> Vec<u8> {
    let runs = bytes(width, height, &[8; 3]).div_ceil(128) as usize;
    picture(width, height, &[8; 3], PACK_BITS, &[0x81, 0].repeat(runs))
}

pub(super) fn strip_beyond_the_file() -> Vec<u8> {
    changed(273, vec![0x7fff_ffff])
}

pub(super) fn strip_of_four_gigabytes() -> Vec<u8> {
    changed(279, vec![0xffff_fff0])
}

pub(super) fn no_strip() -> Vec<u8> {
    changed(273, vec![])
}

pub(super) fn compression_of_another_kind() -> Vec<u8> {
    changed(259, vec![4_242])
}

pub(super) fn samples_of_64_bits() -> Vec<u8> {
    changed(258, vec![64])
}

/// An image with 65,535 samples per pixel.
pub(super) fn many_samples() -> Vec<u8> {
    changed(277, vec![65_535])
}

/// A tile of four gigapixels in an image of a hundred pixels.
pub(super) fn giant_tile() -> Vec<u8> {
    let mut fields = fields(10, 10, &[8], DEFLATE, 100);
    fields.retain(|(tag, _)| !matches!(tag, 273 | 278 | 279));
    let data = zeros(1 << 28);
    let start = 8 + 2 + 12 * (fields.len() as u32 + 4) + 4;
    fields.extend([(322, vec![65_520]), (323, vec![65_520]), (324, vec![start]), (325, vec![data.len() as u32])]);
    file(fields, &data)
}

/// A field that claims four billion values, at the start of the file.
pub(super) fn field_of_four_billion_values() -> Vec<u8> {
    let mut file = changed(258, vec![8]);
    let at = file.windows(2).position(|bytes| bytes == 258u16.to_le_bytes()).expect("the field");
    file[at + 4..at + 8].copy_from_slice(&[0xff; 4]);
    file
}

/// A directory whose next directory is itself.
pub(super) fn directory_after_itself() -> Vec<u8> {
    let mut file = header(10, 10);
    let at = 8 + 2 + 12 * 9;
    file[at] = 8;
    file
}

/// One strip per row, all at the same offset.
pub(super) fn strips(width: u32, height: u32) -> Vec<u8> {
    let mut fields = fields(width, height, &[8], PLAIN, 0);
    fields.retain(|(tag, _)| !matches!(tag, 273 | 278 | 279));
    let count = height as usize;
    fields.extend([(273, vec![8; count]), (278, vec![1]), (279, vec![width; count])]);
    file(fields, &[])
}

pub(super) fn cut() -> Vec<u8> {
    let mut file = picture(100, 100, &[8], PLAIN, &[0; 10_000]);
    file.truncate(file.len() / 2);
    file
}
