//! Model 1 codes, which Model 2 replaced: they have no alignment patterns, at most 73 modules per
//! side, and blocks that follow each other. rxing reads codes with one block, but expects several
//! to be interleaved, as in Model 2.

use rxing::common::BitMatrix;
use rxing::common::cpp_essentials::DecoderResult;
use rxing::qrcode::common::{FormatInformation, Version};
use rxing::qrcode::cpp_port::Type;
use rxing::qrcode::cpp_port::decoder::{CorrectErrors, DecodeBitStream};
use rxing::qrcode::decoder::DataMask;
use zeroize::Zeroizing;

/// Decodes a Model 1 code.
pub(crate) fn decode(modules: &BitMatrix) -> Option<DecoderResult<bool>> {
    let side = modules.width();
    let format = format(modules)?;
    let version = Version::Model1((side - 17) / 4).ok()?;
    let mask = DataMask::try_from(format.data_mask).ok()?;
    let mut codewords =
        Zeroizing::new(codewords(side).iter().map(|codeword| codeword.read(modules, mask)).collect::<Vec<u8>>());
    // The upper half of the first codeword is the corner, not data.
    *codewords.first_mut()? &= 0x0f;

    let level = version.getECBlocksForLevel(format.error_correction_level);
    let blocks = level.getECBlocks().first()?;
    let (count, data) = (blocks.getCount() as usize, blocks.getDataCodewords() as usize);
    let (datas, checks) = codewords.split_at_checked(count * data)?;
    let mut bytes = Zeroizing::new(Vec::with_capacity(datas.len()));
    for (data, check) in datas.chunks(data).zip(checks.chunks(level.getECCodewordsPerBlock() as usize)) {
        let mut block = Zeroizing::new([data, check].concat());
        CorrectErrors(&mut block, data.len() as u32).ok()?;
        bytes.extend_from_slice(&block[..data.len()]);
    }
    DecodeBitStream(&bytes, version, format.error_correction_level).ok().filter(DecoderResult::isValid)
}

/// The format information next to the upper left finder pattern, if it is Model 1's.
fn format(modules: &BitMatrix) -> Option<FormatInformation> {
    let bits = format_modules().fold(0, |bits, (x, y)| bits << 1 | u32::from(modules.get(x, y)));
    let format = FormatInformation::DecodeQR(bits, bits);
    (format.isValid() && !format.isMirrored && format.qr_type() == Type::Model1).then_some(format)
}

/// The modules of the format information, highest bit first: along row 8 and up column 8, without
/// the timing patterns.
fn format_modules() -> impl Iterator<Item = (u32, u32)> {
    let across = [0, 1, 2, 3, 4, 5, 7, 8].map(|x| (x, 8));
    across.into_iter().chain([7, 5, 4, 3, 2, 1, 0].map(|y| (8, y)))
}

/// Eight modules: two rows of four, or four rows of two. The highest bit is at the lower right; the
/// others follow to the left, then upwards.
struct Codeword {
    right: u32,
    bottom: u32,
    across: u32,
}

impl Codeword {
    fn modules(&self) -> impl Iterator<Item = (u32, u32)> {
        let Self { right, bottom, across } = *self;
        (0..8).map(move |bit| (right - bit % across, bottom - bit / across))
    }

    fn read(&self, modules: &BitMatrix, mask: DataMask) -> u8 {
        self.modules().fold(0, |codeword, (x, y)| codeword << 1 | u8::from(modules.get(x, y) != mask.isMasked(y, x)))
    }
}

/// The positions of the codewords, in order: up two columns of codewords at the right edge, up
/// those in the middle, and up four at the left, around the timing pattern. Along the right and the
/// lower edge, extension patterns replace every other codeword.
fn codewords(side: u32) -> Vec<Codeword> {
    let mut codewords = Vec::new();
    let tall_rows = (side - 8) / 4;
    for column in 0..2 {
        let is_extension = |row: &u32| column == 0 && row.is_multiple_of(2) && (1..tall_rows - 1).contains(row);
        let rows = (0..tall_rows).filter(|row| !is_extension(row));
        codewords.extend(rows.map(|row| Codeword {
            right: side - 1 - 2 * column,
            bottom: side - 1 - 4 * row,
            across: 2,
        }));
    }
    let wide_rows = side / 2;
    let middle = side / 4 - 3;
    for column in 0..middle {
        let is_extension = column % 2 == 1 && column + 1 < middle;
        // The right finder pattern and its format information are at the top of the first column.
        let end = if column == 0 { wide_rows - 4 } else { wide_rows };
        let rows = u32::from(is_extension)..end;
        // The topmost codewords are above the timing pattern.
        let bottom = |row: u32| side - 1 - 2 * row - u32::from(row + 3 >= wide_rows);
        codewords.extend(rows.map(|row| Codeword { right: side - 5 - 4 * column, bottom: bottom(row), across: 4 }));
    }
    for right in [8, 5, 3, 1] {
        codewords.extend((0..(side - 16) / 4).map(|row| Codeword { right, bottom: side - 9 - 4 * row, across: 2 }));
    }
    codewords
}

#[cfg(test)]
mod tests {
    use rxing::common::reedsolomon::{PredefinedGenericGF, ReedSolomonEncoder};
    use rxing::qrcode::common::ErrorCorrectionLevel;

    use super::*;

    const TEXT: &str = "otpauth://totp/Example:ayu?secret=GEZDGNBVGY3TQOJQ";

    /// A code of version `number` with the mask `masked` and level Q, which gives two to five
    /// blocks in these versions.
    fn made(number: u32, masked: u8) -> BitMatrix {
        let version = Version::Model1(number).unwrap();
        let level = version.getECBlocksForLevel(ErrorCorrectionLevel::Q);
        let data = level.getECBlocks()[0].getDataCodewords() as usize;
        let count = level.getNumBlocks() as usize;
        assert!(count > 1);
        // Four omitted bits, the byte mode, the number of bytes, and padding.
        let head = if number < 10 { vec![0x04, TEXT.len() as u8] } else { vec![0x04, 0, TEXT.len() as u8] };
        let filling = [0].into_iter().chain([0xec, 0x11].into_iter().cycle());
        let bytes = head.into_iter().chain(TEXT.bytes()).chain(filling).take(count * data);
        let bytes: Vec<i32> = bytes.map(i32::from).collect();
        let (mut codewords, mut checks) = (bytes.clone(), Vec::new());
        for block in bytes.chunks(data) {
            let check = level.getECCodewordsPerBlock() as usize;
            let mut block = [block, &vec![0; check]].concat();
            let mut encoder = ReedSolomonEncoder::new(PredefinedGenericGF::QrCodeField256.into()).unwrap();
            encoder.encode(&mut block, check).unwrap();
            checks.extend_from_slice(&block[data..]);
        }
        codewords.append(&mut checks);

        let side = version.getDimensionForVersion();
        let mut modules = BitMatrix::new(side, side).unwrap();
        let mask = DataMask::try_from(masked).unwrap();
        let places = super::codewords(side);
        // Some sizes have a few more codewords than their blocks need.
        assert!((codewords.len()..codewords.len() + 3).contains(&places.len()));
        for (place, codeword) in places.iter().zip(&codewords) {
            for (bit, (x, y)) in place.modules().enumerate() {
                modules.set_bool(x, y, (codeword << bit & 0x80 != 0) != mask.isMasked(y, x));
            }
        }
        // Q is 11, followed by the mask's number and ten check bits for both (ISO/IEC 18004, annex
        // C).
        let format = 0b11 << 3 | u32::from(masked);
        let check = (0..5).rev().fold(format << 10, |rest, bit| {
            if rest >> (bit + 10) & 1 == 1 { rest ^ 0b101_0011_0111 << bit } else { rest }
        });
        let bits = (format << 10 | check) ^ 0x2825;
        for (bit, (x, y)) in format_modules().enumerate() {
            modules.set_bool(x, y, bits << bit & 0x4000 != 0);
        }
        modules
    }

    #[test]
    fn codes_of_several_blocks_are_read_even_damaged() {
        for (number, masked) in (6..=14).zip((0..8).cycle()) {
            let mut modules = made(number, masked);
            for damage in [0, 6] {
                (0..damage).for_each(|at| modules.flip_coords(modules.width() - 1, modules.width() - 1 - at));
                let text = decode(&modules).unwrap().text();
                assert_eq!(text, TEXT, "version {number}, {damage} modules");
            }
            assert!(decode(&BitMatrix::new(modules.width(), modules.width()).unwrap()).is_none());
        }
    }
}
