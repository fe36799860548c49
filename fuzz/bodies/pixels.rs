//! The pixels of a QR code that holds the fuzzer's bytes, bent and damaged as the input says. They
//! bypass the image decoders and go straight to the readers.
//!
//! The input has one byte each for the version, the appearance, the bend and the number of data
//! codewords; the data codewords; then four bytes for each damage: x, y, size and shade.

use qrcode::bits::Bits;
use qrcode::canvas::Canvas;
use qrcode::ec::construct_codewords;
use qrcode::{Color, EcLevel, Version};
use watchword_exchange::parse;
use watchword_scan::{MAX_CODES, read_rgba};

const LEVELS: [EcLevel; 4] = [EcLevel::L, EcLevel::M, EcLevel::Q, EcLevel::H];
/// The width of the quiet zone around the code, in modules (ISO/IEC 18004).
const QUIET: usize = 4;
/// Versions 1 to this: larger codes take longer, and are read in the same way.
const VERSIONS: u8 = 7;

pub(crate) fn run(bytes: &[u8]) {
    let Some(([version, look, bend, count], rest)) = bytes.split_first_chunk() else { return };
    let (words, damages) = rest.split_at(usize::from(*count).min(rest.len()));
    let (dark, modules) = code(Version::Normal((version % VERSIONS + 1).into()), LEVELS[usize::from(look & 3)], words);
    let scale = usize::from(look >> 2 & 3) + 1;
    let (is_inverted, is_clear) = (look >> 4 & 1 == 1, look >> 5 & 1 == 1);
    let side = (modules + 2 * QUIET) * scale;
    let module = |at: usize| (at / scale).checked_sub(QUIET).filter(|at| *at < modules);
    let mut shades: Vec<u8> = (0..side * side)
        .map(|at| {
            let (x, y) = (at % side, at / side);
            // Shifts each row by up to two modules, the ones in the middle the most.
            let sag = 8 * scale as isize * isize::from(*bend as i8) * (y * (side - y)) as isize
                / (128 * side * side) as isize;
            let is_dark = |x: usize| module(x).zip(module(y)).is_some_and(|(x, y)| dark[y * modules + x]);
            if x.checked_add_signed(sag).is_some_and(is_dark) != is_inverted { 0 } else { 255 }
        })
        .collect();
    for [x, y, size, shade] in damages.as_chunks().0 {
        let place = |at: &u8| usize::from(*at) * side / 256;
        let (width, height) = (usize::from(size >> 4) + 1, usize::from(size & 15) + 1);
        for row in shades.chunks_exact_mut(side).skip(place(y)).take(height) {
            row[place(x)..].iter_mut().take(width).for_each(|pixel| *pixel = *shade);
        }
    }
    let opacity = |shade: u8| if is_clear { 255 - shade } else { 255 };
    let rgba: Vec<u8> = shades.iter().flat_map(|shade| [*shade, *shade, *shade, opacity(*shade)]).collect();
    let Ok(found) = read_rgba(side as u32, side as u32, &rgba) else { return };
    assert!((1..=MAX_CODES).contains(&found.texts.len()));
    for text in &found.texts {
        let _ = parse(text);
    }
}

/// Encodes these data codewords. Returns the modules row by row, `true` for dark, and the number of
/// modules per side.
fn code(version: Version, level: EcLevel, words: &[u8]) -> (Vec<bool>, usize) {
    let room = Bits::new(version).max_len(level).unwrap() / 8;
    let words: Vec<u8> = words.iter().copied().chain(std::iter::repeat(0)).take(room).collect();
    let (data, correction) = construct_codewords(&words, version, level).unwrap();
    let mut canvas = Canvas::new(version, level);
    canvas.draw_all_functional_patterns();
    canvas.draw_data(&data, &correction);
    let dark = canvas.apply_best_mask().into_colors().into_iter().map(|colour| colour == Color::Dark).collect();
    (dark, version.width() as usize)
}
