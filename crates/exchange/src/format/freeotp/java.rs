//! A `java.util.HashMap` of strings in Java's serialization format (Java Object Serialization
//! Specification, chapter 6), as far as FreeOTP's backup needs it.

use crate::limits::MAX_ENTRIES;
use crate::refusal::Refusal;

const MAGIC: &[u8] = b"\xac\xed\0\x05";
const OBJECT: u8 = 0x73;
const CLASS: u8 = 0x72;
const STRING: u8 = 0x74;
const LONG_STRING: u8 = 0x7c;
const BLOCK: u8 = 0x77;
const END: u8 = 0x78;
const NULL: u8 = 0x70;
const CLASS_NAME: &[u8] = b"java.util.HashMap";

/// The most strings of a map: two for each token, and the master key.
const MAX_STRINGS: usize = 2 * MAX_ENTRIES + 1;

/// Whether bytes begin as such a map does.
pub(super) fn is_map(bytes: &[u8]) -> bool {
    Stream(bytes).start().is_some()
}

/// The names and texts of the map, in its order.
///
/// # Errors
/// [`Refusal::FileDamaged`] if it is cut short, or holds anything but strings; [`Refusal::TooMany`]
/// beyond [`MAX_STRINGS`].
pub(super) fn strings(bytes: &[u8]) -> Result<Vec<(String, String)>, Refusal> {
    let mut stream = Stream(bytes);
    let count = stream.head().ok_or(Refusal::FileDamaged)?;
    if count > MAX_STRINGS {
        return Err(Refusal::TooMany);
    }
    stream.pairs(count).ok_or(Refusal::FileDamaged)
}

/// The bytes that are still unread. Every method gives `None` if they don't hold what it reads.
struct Stream<'a>(&'a [u8]);

impl<'a> Stream<'a> {
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    fn number<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.take(N)?.try_into().ok()
    }

    fn expect(&mut self, bytes: &[u8]) -> Option<()> {
        (self.take(bytes.len())? == bytes).then_some(())
    }

    /// A name: its length in two bytes, then its bytes.
    fn name(&mut self) -> Option<&'a [u8]> {
        let length = u16::from_be_bytes(self.number()?);
        self.take(length.into())
    }

    fn start(&mut self) -> Option<()> {
        self.expect(MAGIC)?;
        self.expect(&[OBJECT, CLASS])?;
        (self.name()? == CLASS_NAME).then_some(())
    }

    /// How many strings have a name in the map.
    fn head(&mut self) -> Option<usize> {
        self.start()?;
        self.take(8 + 1)?; // the class's version, and its flags
        // The load factor and, on some versions of Android, the threshold: four bytes each.
        let fields = u16::from_be_bytes(self.number()?);
        for _ in 0..fields {
            self.take(1)?;
            self.name()?;
        }
        self.expect(&[END, NULL])?;
        self.take(4 * usize::from(fields))?;
        self.expect(&[BLOCK, 8])?;
        self.take(4)?; // the capacity
        u32::from_be_bytes(self.number()?).try_into().ok()
    }

    fn pairs(&mut self, count: usize) -> Option<Vec<(String, String)>> {
        let pair = |_| Some((self.string()?, self.string()?));
        let strings = (0..count).map(pair).collect::<Option<_>>()?;
        self.expect(&[END])?;
        Some(strings)
    }

    fn string(&mut self) -> Option<String> {
        match self.number()? {
            [STRING] => decode(self.name()?),
            [LONG_STRING] => {
                let length = u64::from_be_bytes(self.number()?);
                decode(self.take(usize::try_from(length).ok()?)?)
            }
            _ => None,
        }
    }
}

/// Decodes modified UTF-8: each UTF-16 code unit by itself, in up to three bytes.
fn decode(bytes: &[u8]) -> Option<String> {
    let mut units = Vec::new();
    let mut rest = bytes;
    while let Some((&first, mut others)) = rest.split_first() {
        let (start, following) = match first {
            0x01..=0x7f => (first, 0),
            0xc0..=0xdf => (first & 0x1f, 1),
            0xe0..=0xef => (first & 0x0f, 2),
            _ => return None,
        };
        let mut unit = u16::from(start);
        for _ in 0..following {
            let (&next, left) = others.split_first()?;
            unit = (next & 0xc0 == 0x80).then_some(unit << 6 | u16::from(next & 0x3f))?;
            others = left;
        }
        units.push(unit);
        rest = others;
    }
    String::from_utf16(&units).ok()
}
