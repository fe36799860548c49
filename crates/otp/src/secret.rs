use std::fmt;

use data_encoding::{BASE32_NOPAD, Specification};
use thiserror::Error;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

/// The longest secret there is room for, in bytes.
pub const MAX_SECRET_BYTES: usize = 1024;

/// Why some text or bytes are no secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum InvalidSecret {
    /// Nothing is left once spaces, dashes and padding are taken away.
    #[error("the secret is empty")]
    Empty,
    /// More than [`MAX_SECRET_BYTES`] bytes.
    #[error("the secret is longer than {MAX_SECRET_BYTES} bytes")]
    TooLong,
    /// A character outside base32's alphabet (RFC 4648, section 6).
    #[error("the secret is not base32: only the letters A to Z and the digits 2 to 7")]
    NotBase32,
}

/// The shared secret of an account: 1 to [`MAX_SECRET_BYTES`] bytes, wiped when dropped.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct Secret(Box<[u8]>);

impl Secret {
    /// Takes the bytes over; they are wiped if they are refused.
    ///
    /// # Errors
    /// [`InvalidSecret::Empty`] or [`InvalidSecret::TooLong`].
    pub fn new(bytes: Vec<u8>) -> Result<Self, InvalidSecret> {
        let bytes = Zeroizing::new(bytes);
        match bytes.len() {
            0 => Err(InvalidSecret::Empty),
            1..=MAX_SECRET_BYTES => Ok(Self(bytes.as_slice().into())),
            _ => Err(InvalidSecret::TooLong),
        }
    }

    /// Reads base32 (RFC 4648, section 6) as sites write it: any case, spaces, dashes, padding or none,
    /// and trailing bits that are not zero.
    ///
    /// # Errors
    /// Any [`InvalidSecret`].
    pub fn from_base32(text: &str) -> Result<Self, InvalidSecret> {
        let mut symbols = Zeroizing::new(Vec::with_capacity(text.len().min(2 * MAX_SECRET_BYTES)));
        for character in text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '=')) {
            if symbols.len() == 2 * MAX_SECRET_BYTES {
                return Err(InvalidSecret::TooLong);
            }
            let upper = character.to_ascii_uppercase();
            if !matches!(upper, 'A'..='Z' | '2'..='7') {
                return Err(InvalidSecret::NotBase32);
            }
            symbols.push(upper as u8);
        }
        // A last symbol that completes no byte carries nothing: some sites cut a secret there.
        if matches!(symbols.len() % 8, 1 | 3 | 6) {
            symbols.pop();
        }
        Self::new(lenient_base32().decode(&symbols).map_err(|_| InvalidSecret::NotBase32)?)
    }

    /// Base32 (RFC 4648, section 6) in capitals, without padding.
    pub fn to_base32(&self) -> Zeroizing<String> {
        Zeroizing::new(BASE32_NOPAD.encode(&self.0))
    }

    /// The bytes themselves, for whoever computes a code, seals them or writes an export.
    pub fn expose(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[REDACTED]")
    }
}

fn lenient_base32() -> data_encoding::Encoding {
    let mut specification: Specification = BASE32_NOPAD.specification();
    specification.check_trailing_bits = false;
    specification.encoding().unwrap_or(BASE32_NOPAD)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base32_in_the_wild() {
        let expected = Secret::new(b"12345678901234567890".to_vec()).unwrap();
        for text in [
            "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ",
            "gezdgnbvgy3tqojqgezdgnbvgy3tqojq",
            "gezd gnbv gy3t qojq gezd gnbv gy3t qojq",
            "GEZD-GNBV-GY3T-QOJQ-GEZD-GNBV-GY3T-QOJQ====",
        ] {
            assert_eq!(Secret::from_base32(text), Ok(expected.clone()), "{text}");
        }
        assert_eq!(*expected.to_base32(), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    }

    #[test]
    fn trailing_bits_and_odd_lengths_are_let_pass() {
        assert_eq!(Secret::from_base32("MZ").unwrap().expose(), b"f");
        assert_eq!(Secret::from_base32("MY").unwrap().expose(), b"f");
        assert_eq!(Secret::from_base32("MZXW6YTBO").unwrap().expose(), b"fooba");
    }

    #[test]
    fn refusals() {
        for (text, why) in [
            ("", InvalidSecret::Empty),
            (" - =", InvalidSecret::Empty),
            ("A", InvalidSecret::Empty),
            ("ABC0", InvalidSecret::NotBase32),
            ("ABC!", InvalidSecret::NotBase32),
            ("ÄBCD", InvalidSecret::NotBase32),
        ] {
            assert_eq!(Secret::from_base32(text), Err(why), "{text:?}");
        }
        assert!(Secret::new(vec![7; MAX_SECRET_BYTES]).is_ok());
        assert_eq!(Secret::new(vec![7; MAX_SECRET_BYTES + 1]), Err(InvalidSecret::TooLong));
        assert_eq!(Secret::from_base32(&"A".repeat(1_000_000)), Err(InvalidSecret::TooLong));
    }

    #[test]
    fn debug_tells_nothing() {
        assert_eq!(format!("{:?}", Secret::new(b"seed".to_vec()).unwrap()), "[REDACTED]");
    }

    proptest::proptest! {
        #[test]
        fn base32_round_trip(bytes in proptest::collection::vec(proptest::num::u8::ANY, 1..=MAX_SECRET_BYTES)) {
            let secret = Secret::new(bytes).unwrap();
            proptest::prop_assert_eq!(Secret::from_base32(&secret.to_base32()), Ok(secret));
        }
    }
}
