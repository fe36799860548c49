//! zlib streams (RFC 1950 and 1951) that inflate to a hundred times their size or more.

use super::bits::Bits;

const ADLER: u64 = 65_521;
/// The most bytes that one length code repeats (RFC 1951 §3.2.5).
const LONGEST: u64 = 258;

/// A writer of runs, in the fixed Huffman codes of RFC 1951 §3.2.6.
pub(super) struct Deflate {
    bits: Bits,
    sums: (u64, u64),
}

impl Deflate {
    pub(super) fn new() -> Self {
        let mut bits = Bits::default();
        bits.put(0x0178, 16);
        // The last block, with fixed Huffman codes.
        bits.put(0b011, 3);
        Self { bits, sums: (1, 0) }
    }

    /// Writes `count` copies of a byte.
    pub(super) fn run(&mut self, byte: u8, count: u64) {
        let (low, high) = self.sums;
        // Adler-32's second sum adds up the first sum after each byte.
        let steps = (u128::from(count) * (u128::from(count) + 1) / 2 % u128::from(ADLER)) as u64;
        self.sums = (
            (low + count % ADLER * u64::from(byte)) % ADLER,
            (high + count % ADLER * low + steps * u64::from(byte)) % ADLER,
        );
        let literals = if count > LONGEST { 1 + (count - 1) % LONGEST } else { count };
        for _ in 0..literals {
            match byte {
                0..144 => self.bits.put_code(0x30 + u32::from(byte), 8),
                144.. => self.bits.put_code(0x190 + u32::from(byte) - 144, 9),
            }
        }
        for _ in 0..(count - literals) / LONGEST {
            // The longest length, at distance 1.
            self.bits.put_code(0b1100_0101, 8);
            self.bits.put(0, 5);
        }
    }

    pub(super) fn finish(mut self) -> Vec<u8> {
        // End of block.
        self.bits.put(0, 7);
        let (low, high) = self.sums;
        let mut bytes = self.bits.finish();
        bytes.extend(((high << 16 | low) as u32).to_be_bytes());
        bytes
    }
}

/// Returns a stream of `count` zero bytes.
pub(super) fn zeros(count: u64) -> Vec<u8> {
    let mut deflate = Deflate::new();
    deflate.run(0, count);
    deflate.finish()
}

/// Returns a stream of uncompressed blocks with these bytes.
pub(super) fn stored(bytes: &[u8]) -> Vec<u8> {
    let mut stream = vec![0x78, 1];
    let blocks = bytes.chunks(usize::from(u16::MAX));
    let last = blocks.len() - 1;
    for (at, block) in blocks.enumerate() {
        let length = block.len() as u16;
        stream.push(u8::from(at == last));
        stream.extend([length.to_le_bytes(), (!length).to_le_bytes()].concat());
        stream.extend(block);
    }
    let (low, high) = bytes.iter().fold((1, 0), |(low, high), byte| {
        let low = (low + u64::from(*byte)) % ADLER;
        (low, (high + low) % ADLER)
    });
    stream.extend(((high << 16 | low) as u32).to_be_bytes());
    stream
}
