use std::fmt;

use data_encoding::{BASE32_NOPAD, Specification};
use thiserror::Error;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

/// The longest secret, in bytes. HMAC first hashes a key that is longer than its block of 64 or 128
/// bytes (RFC 2104, section 2).
pub const MAX_SECRET_BYTES: usize = 1024;

/// The most base32 symbols that are read: more than the longest secret has.
const MAX_SYMBOLS: usize = 2 * MAX_SECRET_BYTES;

/// Why a text or bytes aren't a secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum InvalidSecret {
    /// Nothing is left after spaces, dashes and padding are removed.
    #[error("the secret is empty")]
    Empty,
    /// More than [`MAX_SECRET_BYTES`] bytes.
    #[error("the secret is longer than {MAX_SECRET_BYTES} bytes")]
    TooLong,
    /// Not base32 (RFC 4648, section 6), or more likely another encoding.
    #[error("the secret is not base32: only the letters A to Z and the digits 2 to 7")]
    NotBase32(Looks),
}

/// What a secret that isn't base32 looks like. Only a hint for the user: the secret is refused
/// either way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Looks {
    /// Hexadecimal: the digits 0 to 9 and the letters A to F.
    Hexadecimal,
    /// Base64: letters in both cases, all digits, `+` and `/`.
    Base64,
    /// Letters and digits with a 0, 1, 8 or 9, which base32 doesn't use: mistyped, or another
    /// alphabet.
    Mistyped,
    /// None of the encodings above.
    Otherwise,
}

/// The shared secret of an account: 1 to [`MAX_SECRET_BYTES`] bytes, wiped when dropped.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct Secret(Box<[u8]>);

impl Secret {
    /// Takes ownership of the bytes, and wipes them if it refuses them.
    ///
    /// # Errors
    /// [`InvalidSecret::Empty`] for no bytes, [`InvalidSecret::TooLong`] for more than
    /// [`MAX_SECRET_BYTES`].
    pub fn new(bytes: Vec<u8>) -> Result<Self, InvalidSecret> {
        let bytes = Zeroizing::new(bytes);
        match bytes.len() {
            0 => Err(InvalidSecret::Empty),
            1..=MAX_SECRET_BYTES => Ok(Self(bytes.as_slice().into())),
            _ => Err(InvalidSecret::TooLong),
        }
    }

    /// Reads base32 (RFC 4648, section 6) as sites write it: in any case, with spaces, dashes and
    /// invisible characters copied from a page, with or without padding, and with trailing bits
    /// that aren't zero.
    ///
    /// # Errors
    /// [`InvalidSecret::NotBase32`] for any other character and for a text that looks like another
    /// encoding; [`InvalidSecret::Empty`] or [`InvalidSecret::TooLong`] as for [`Secret::new`].
    pub fn from_base32(text: &str) -> Result<Self, InvalidSecret> {
        // Padding belongs at the end. Anywhere else, `=` means that the text holds more than a
        // secret: `secret=…`, or two secrets.
        let unpadded = text.trim_end_matches(|c| c == '=' || is_gap(c));
        let mut symbols = Zeroizing::new(Vec::with_capacity(text.len().min(MAX_SYMBOLS)));
        for character in unpadded.chars().filter(|c| !is_gap(*c)) {
            if symbols.len() == MAX_SYMBOLS {
                return Err(InvalidSecret::TooLong);
            }
            let upper = character.to_ascii_uppercase();
            if !matches!(upper, 'A'..='Z' | '2'..='7') {
                return Err(InvalidSecret::NotBase32(Looks::of(text)));
            }
            symbols.push(upper as u8);
        }
        if is_padded_base64(text) {
            return Err(InvalidSecret::NotBase32(Looks::Base64));
        }
        if is_marked(text) {
            return Err(InvalidSecret::NotBase32(Looks::Otherwise));
        }
        // A last symbol that doesn't complete a byte carries no data: some sites cut secrets off
        // there.
        if matches!(symbols.len() % 8, 1 | 3 | 6) {
            symbols.pop();
        }
        Self::new(lenient_base32().decode(&symbols).map_err(|_| InvalidSecret::NotBase32(Looks::Otherwise))?)
    }

    /// Encodes the secret in base32 (RFC 4648, section 6), in capitals and without padding.
    pub fn to_base32(&self) -> Zeroizing<String> {
        Zeroizing::new(BASE32_NOPAD.encode(&self.0))
    }

    /// The raw bytes, for computing a code, sealing or exporting.
    pub fn expose(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[REDACTED]")
    }
}

impl Looks {
    fn of(text: &str) -> Self {
        let text = text.trim_end_matches(|c| c == '=' || is_gap(c));
        let digits = text.strip_prefix("0x").or_else(|| text.strip_prefix("0X")).unwrap_or(text);
        let symbols = || digits.chars().filter(|c| !is_gap(*c));
        // A shorter text is just as likely to be mistyped base32.
        if symbols().filter(|c| *c != ':').all(|c| c.is_ascii_hexdigit()) && symbols().count() >= 16 {
            Self::Hexadecimal
        } else if symbols().all(|c| c.is_ascii_alphanumeric() || "+/".contains(c)) && text.contains(['+', '/']) {
            Self::Base64
        } else if symbols().all(|c| c.is_ascii_alphanumeric()) {
            Self::Mistyped
        } else {
            Self::Otherwise
        }
    }
}

/// Whether a character only groups a secret's characters or was copied along from a page: a space,
/// a dash, a soft hyphen or a zero-width character.
fn is_gap(character: char) -> bool {
    character.is_whitespace()
        || matches!(character, '-' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2010}'..='\u{2015}' | '\u{2060}' | '\u{feff}')
}

/// Whether a text is base64 whose characters all happen to be in base32's alphabet: it has both
/// cases, and padding that base32 never has.
fn is_padded_base64(text: &str) -> bool {
    let text = text.trim();
    let padding = text.len() - text.trim_end_matches('=').len();
    let both_cases = text.contains(|c: char| c.is_ascii_lowercase()) && text.contains(|c: char| c.is_ascii_uppercase());
    let fits_base32 = text.len().is_multiple_of(8) && padding == 1;
    both_cases && matches!(padding, 1 | 2) && text.len().is_multiple_of(4) && !fits_base32 && !text.contains(is_gap)
}

/// Whether a text begins with a mark that the browser extension Authenticator puts before Steam's
/// and Battle.net's secrets. The marks consist of base32 letters.
fn is_marked(text: &str) -> bool {
    let marks = ["stm", "blz", "bliz"];
    let marked =
        |(mark, rest): (&str, &str)| marks.contains(&mark.to_ascii_lowercase().as_str()) && !rest.contains('-');
    text.trim().split_once('-').is_some_and(marked)
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
    fn base32_is_read_in_every_notation() {
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
    fn trailing_bits_and_odd_lengths_are_ignored() {
        assert_eq!(Secret::from_base32("MZ").unwrap().expose(), b"f");
        assert_eq!(Secret::from_base32("MY").unwrap().expose(), b"f");
        assert_eq!(Secret::from_base32("MZXW6YTBO").unwrap().expose(), b"fooba");
    }

    #[test]
    fn spaces_and_invisible_characters_are_ignored() {
        let expected = Secret::new(b"hello world".to_vec()).unwrap();
        for text in [
            "NBSW\u{a0}Y3DP\u{2009}EB3W\u{3000}64TM\u{202f}MQ",
            "NBSW\u{2013}Y3DP\u{2011}EB3W\u{ad}64TM\u{200b}MQ\u{feff}",
            "NBSW-Y3DP-EB3W-64TM-MQ\n",
        ] {
            assert_eq!(Secret::from_base32(text), Ok(expected.clone()), "{text:?}");
        }
    }

    #[test]
    fn invalid_secrets_are_refused_with_the_reason() {
        for (text, why) in [
            ("", InvalidSecret::Empty),
            (" - =", InvalidSecret::Empty),
            ("A", InvalidSecret::Empty),
            ("ABC0", InvalidSecret::NotBase32(Looks::Mistyped)),
            ("ABC!", InvalidSecret::NotBase32(Looks::Otherwise)),
            ("ÄBCD", InvalidSecret::NotBase32(Looks::Otherwise)),
        ] {
            assert_eq!(Secret::from_base32(text), Err(why), "{text:?}");
        }
        let longest = Secret::new(vec![7; MAX_SECRET_BYTES]).unwrap();
        assert_eq!(Secret::from_base32(&longest.to_base32()), Ok(longest));
        assert_eq!(Secret::new(vec![7; MAX_SECRET_BYTES + 1]), Err(InvalidSecret::TooLong));
        assert_eq!(Secret::from_base32(&"A".repeat(1_000_000)), Err(InvalidSecret::TooLong));
    }

    #[test]
    fn other_encodings_are_recognized() {
        let twenty = b"12345678901234567890";
        let hex = data_encoding::HEXLOWER.encode(twenty);
        for (text, looks) in [
            (hex.as_str(), Looks::Hexadecimal),
            (hex.to_uppercase().as_str(), Looks::Hexadecimal),
            (&format!("0x{hex}"), Looks::Hexadecimal),
            ("31:32:33:34:35:36:37:38:39:30", Looks::Hexadecimal),
            ("3132 3334 3536 3738 3930", Looks::Hexadecimal),
            ("p4jZ+w/3kqTsVbYm2cXeRgUhLaN=", Looks::Base64),
            // Both cases and padding that base32 never has, though every character is in its
            // alphabet.
            ("pjZwkqTsVbYmcXeRgUhLaNdFoKI=", Looks::Base64),
            ("pjZwkqTsVbYmcXeRgUhLaN==", Looks::Base64),
            ("GEZDGNBVGY3TQOJ0", Looks::Mistyped),
            ("GEZDGNBVGY3TQOJ1", Looks::Mistyped),
            ("gezd gnbv gy3t qoj8", Looks::Mistyped),
            ("GEZDGNBVGY3TQOJ9", Looks::Mistyped),
            ("\u{ff27}EZDGNBV", Looks::Otherwise),
            ("GEZDGNBV\u{ff12}", Looks::Otherwise),
            ("GEZDGNBV\u{662}", Looks::Otherwise),
            ("\u{410}EZDGNBV", Looks::Otherwise),
            // Padding is valid only at the end.
            ("secret=GEZDGNBV", Looks::Otherwise),
            ("GEZDGNBV=GEZDGNBV", Looks::Otherwise),
            ("stm-GEZDGNBVGY3TQOJQ", Looks::Otherwise),
            ("BLZ-GEZDGNBVGY3TQOJQ", Looks::Otherwise),
            ("bliz-GEZDGNBVGY3TQOJQ", Looks::Otherwise),
        ] {
            assert_eq!(Secret::from_base32(text), Err(InvalidSecret::NotBase32(looks)), "{text}");
        }
        // Hexadecimal that uses only base32's alphabet is read as base32. So are groups that begin
        // like a mark, and either kind of padding.
        for text in [
            "ABCDEF234567ABCDEF23",
            "BLIZ-GEZD-GNBV-GY3T",
            "Gezdgnbvgy3tqojqgezdgnbvgy3tqoj=",
            "GEZDGNBVGY3TQOJQ==",
            "GEZDGNBVGY3TQOJQGA==",
            "gezdgnbvgy3tqojqga==",
        ] {
            assert!(Secret::from_base32(text).is_ok(), "{text}");
        }
    }

    #[test]
    fn debug_is_redacted() {
        assert_eq!(format!("{:?}", Secret::new(b"seed".to_vec()).unwrap()), "[REDACTED]");
    }

    proptest::proptest! {
        #[test]
        fn base32_round_trips(bytes in proptest::collection::vec(proptest::num::u8::ANY, 1..=MAX_SECRET_BYTES)) {
            let secret = Secret::new(bytes).unwrap();
            proptest::prop_assert_eq!(Secret::from_base32(&secret.to_base32()), Ok(secret));
        }
    }
}
