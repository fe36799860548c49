mod common;
pub(crate) mod strength;

use std::fmt;

use thiserror::Error;
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use crate::keyring::kind::StoreKind;
use crate::pin::common::is_common;

/// The shortest PIN, in characters after NFKC.
pub const MIN_PIN_CHARS: usize = 6;
/// The shortest passphrase, in characters after NFKC, for a vault whose store is a file: only the
/// passphrase protects it.
pub const MIN_PASSPHRASE_CHARS: usize = 12;
/// The longest PIN or passphrase, in characters after NFKC, so that no paste keeps the machine
/// busy.
pub const MAX_PIN_CHARS: usize = 256;

/// Why a PIN is refused when it is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum InvalidPin {
    /// Fewer than [`MIN_PIN_CHARS`] or [`MIN_PASSPHRASE_CHARS`] characters.
    #[error("at least {minimum} characters are needed")]
    TooShort {
        /// The least number of characters, after NFKC.
        minimum: usize,
    },
    /// More than [`MAX_PIN_CHARS`] characters.
    #[error("a PIN has at most {MAX_PIN_CHARS} characters")]
    TooLong,
    /// On the block list of PINs that an attacker tries first.
    #[error("this PIN is among the first that anyone would try")]
    TooCommon,
}

/// A PIN or passphrase in the form that is hashed: NFKC, with digits of any script as 0 to 9.
#[derive(PartialEq, Eq)]
pub struct Pin(Zeroizing<String>);

impl Pin {
    /// Normalizes a PIN that was typed to open a vault. Anything may be tried; a text over
    /// [`MAX_PIN_CHARS`] is cut to one character more.
    pub fn typed(text: &str) -> Self {
        // Room for the longest result, because a string that grows leaves copies behind.
        let mut normalized = Zeroizing::new(String::with_capacity(4 * MAX_PIN_CHARS * 4));
        normalized.extend(text.nfkc().take(MAX_PIN_CHARS + 1).map(as_ascii_digit));
        Self(normalized)
    }

    /// Normalizes and checks a new PIN or passphrase for a vault with this store.
    ///
    /// # Errors
    /// [`InvalidPin`] if it is too short for the store, too long, or on the block list.
    pub fn choose(text: &str, store: StoreKind) -> Result<Self, InvalidPin> {
        let pin = Self::typed(text);
        pin.suits(store)?;
        Ok(pin)
    }

    /// Checks that it may be chosen for a vault with this store.
    pub(crate) fn suits(&self, store: StoreKind) -> Result<(), InvalidPin> {
        let minimum = match store {
            StoreKind::Keyring => MIN_PIN_CHARS,
            StoreKind::File => MIN_PASSPHRASE_CHARS,
        };
        match self.0.chars().count() {
            length if length < minimum => Err(InvalidPin::TooShort { minimum }),
            length if length > MAX_PIN_CHARS => Err(InvalidPin::TooLong),
            _ if is_common(&self.0) => Err(InvalidPin::TooCommon),
            _ => Ok(()),
        }
    }

    pub(crate) fn normalized(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Pin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[REDACTED]")
    }
}

/// The digit zero of each script in Unicode's category Nd that people type with; its digits 1 to 9
/// follow it.
const ZEROS: [char; 24] = [
    '\u{0660}', '\u{06F0}', '\u{07C0}', '\u{0966}', '\u{09E6}', '\u{0A66}', '\u{0AE6}', '\u{0B66}', '\u{0BE6}',
    '\u{0C66}', '\u{0CE6}', '\u{0D66}', '\u{0DE6}', '\u{0E50}', '\u{0ED0}', '\u{0F20}', '\u{1040}', '\u{1090}',
    '\u{17E0}', '\u{1810}', '\u{1A80}', '\u{1B50}', '\u{A9D0}', '\u{AA50}',
];

fn as_ascii_digit(character: char) -> char {
    ZEROS
        .iter()
        .find_map(|zero| (character as u32).checked_sub(*zero as u32).filter(|digit| *digit < 10))
        .and_then(|digit| char::from_digit(digit, 10))
        .unwrap_or(character)
}

#[cfg(test)]
mod tests {
    use super::strength::pin_strength;
    use super::*;

    fn choose(text: &str) -> Result<Pin, InvalidPin> {
        Pin::choose(text, StoreKind::Keyring)
    }

    #[test]
    fn passphrase_needs_more_characters_than_a_pin() {
        let why = Pin::choose("kucing 7204", StoreKind::File).unwrap_err();
        assert_eq!(why, InvalidPin::TooShort { minimum: MIN_PASSPHRASE_CHARS });
        assert!(Pin::choose("kucing 72048", StoreKind::File).is_ok());
        assert_eq!(Pin::choose("123456789012", StoreKind::File).unwrap_err(), InvalidPin::TooCommon);
    }

    #[test]
    fn common_pins_are_refused() {
        for common in [
            "000000",
            "111111",
            "123456",
            "654321",
            "1234567890",
            "121212",
            "123123",
            "112233",
            "332211",
            "123321",
            "159753",
            "147258",
            "789456",
            "qwerty",
            "qwerty123",
            "Password1!",
            "passw0rd",
            "asdfgh",
            "1q2w3e4r",
            "aaaaaaa",
            "abcabc",
            "abcdef",
            "WATCHWORD",
            "١٢٣٤٥٦",
            "１２３４５６",
            "test123",
        ] {
            assert_eq!(choose(common).unwrap_err(), InvalidPin::TooCommon, "{common}");
            assert_eq!(pin_strength(common, StoreKind::Keyring), 0, "{common}");
        }
    }

    #[test]
    fn length_is_counted_after_normalization() {
        assert_eq!(choose("").unwrap_err(), InvalidPin::TooShort { minimum: MIN_PIN_CHARS });
        assert_eq!(choose("82941").unwrap_err(), InvalidPin::TooShort { minimum: MIN_PIN_CHARS });
        assert!(choose("829416").is_ok());
        assert!(choose("e\u{301}a\u{300}xyz").is_err(), "combining marks are not counted by themselves");
        assert!(choose(&"8b2".repeat(85)).is_err());
        assert_eq!(choose(&"x8b2-".repeat(60)).unwrap_err(), InvalidPin::TooLong);
        assert_eq!(choose(&"ﷺ9".repeat(1_000_000)).unwrap_err(), InvalidPin::TooLong);
    }

    #[test]
    fn digits_of_any_script_are_the_same_pin() {
        for same in ["829416", "８２９４１６", "٨٢٩٤١٦", "८२९४१६", "๘๒๙๔๑๖"] {
            assert_eq!(choose(same).unwrap().normalized(), "829416", "{same}");
        }
    }

    #[test]
    fn strength_grows_with_length_and_kinds_of_characters() {
        assert_eq!(pin_strength("829416", StoreKind::Keyring), 1);
        assert_eq!(pin_strength("82941657", StoreKind::Keyring), 2);
        assert_eq!(pin_strength("kucing hitam 7", StoreKind::Keyring), 4);
        assert!(pin_strength("Bmx7-qua", StoreKind::Keyring) >= 3);
    }
}
