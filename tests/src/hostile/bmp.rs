//! BMP files with the header of Windows 3.

const PLAIN: u32 = 0;
const RLE8: u32 = 1;

/// An image, with a palette of two greys if its pixels are indexed.
fn picture(width: i32, height: i32, bits: u16, compression: u32, data: &[u8]) -> Vec<u8> {
    let palette = if bits <= 8 { vec![0, 0, 0, 0, 200, 200, 200, 0] } else { Vec::new() };
    let start = 14 + 40 + palette.len() as u32;
    let colours = palette.len() as u32 / 4;
    let mut file = b"BM".to_vec();
    file.extend([start + data.len() as u32, 0, start, 40].map(u32::to_le_bytes).concat());
    file.extend([width, height].map(i32::to_le_bytes).concat());
    file.extend([1, bits].map(u16::to_le_bytes).concat());
    file.extend([compression, data.len() as u32, 2835, 2835, colours, 0].map(u32::to_le_bytes).concat());
    [file, palette, data.to_vec()].concat()
}

pub(super) fn header(width: i32, height: i32) -> Vec<u8> {
    picture(width, height, 24, PLAIN, &[])
}

pub(super) fn one_bit_blank(width: i32, height: i32) -> Vec<u8> {
    let row = width as usize / 32 * 4 + 4;
    picture(width, height, 1, PLAIN, &vec![0; row * height as usize])
}

/// An image whose data ends after its first two bytes.
pub(super) fn runs_that_end(width: i32, height: i32) -> Vec<u8> {
    picture(width, height, 8, RLE8, &[0, 1])
}

/// Rows of run-length encoded pixels, 255 pixels per run.
pub(super) fn runs(width: i32, height: i32) -> Vec<u8> {
    let row = [[255, 0].repeat(width as usize / 255), vec![0, 0]].concat();
    picture(width, height, 8, RLE8, &[row.repeat(height as usize), vec![0, 1]].concat())
}

/// Runs that continue past the end of the row.
pub(super) fn runs_beyond_the_row() -> Vec<u8> {
    picture(10, 10, 8, RLE8, &[255, 1].repeat(1000))
}

pub(super) fn five_bits() -> Vec<u8> {
    picture(10, 10, 5, PLAIN, &[0; 200])
}

/// A header that claims to be four gigabytes long.
pub(super) fn header_of_four_gigabytes() -> Vec<u8> {
    let mut file = one_bit_blank(10, 10);
    file[14..18].copy_from_slice(&[0xff; 4]);
    file
}

pub(super) fn pixels_beyond_the_file() -> Vec<u8> {
    let mut file = one_bit_blank(10, 10);
    file[10..14].copy_from_slice(&[0xff, 0xff, 0xff, 0x7f]);
    file
}

pub(super) fn palette_of_four_billion_colours() -> Vec<u8> {
    let mut file = one_bit_blank(10, 10);
    file[46..50].copy_from_slice(&[0xff; 4]);
    file
}

pub(super) fn cut() -> Vec<u8> {
    let mut file = one_bit_blank(1000, 1000);
    file.truncate(file.len() / 2);
    file
}
