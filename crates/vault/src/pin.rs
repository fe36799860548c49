use std::fmt;

use thiserror::Error;
use unicode_normalization::UnicodeNormalization;
use zeroize::{Zeroize, Zeroizing};

use crate::header::StoreKind;

/// The shortest PIN, in characters after NFKC.
pub const MIN_PIN_CHARS: usize = 6;
/// The shortest passphrase of a vault whose items are in a file: nothing but it keeps them.
pub const MIN_PASSPHRASE_CHARS: usize = 12;
/// The longest, so that no paste keeps the machine busy.
pub const MAX_PIN_CHARS: usize = 256;

/// Why a PIN is refused when it is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum InvalidPin {
    /// Fewer than [`MIN_PIN_CHARS`] or [`MIN_PASSPHRASE_CHARS`] characters.
    #[error("at least {minimum} characters are needed")]
    TooShort {
        /// As many are needed.
        minimum: usize,
    },
    /// More than [`MAX_PIN_CHARS`] characters.
    #[error("a PIN has at most {MAX_PIN_CHARS} characters")]
    TooLong,
    /// Among the first that anyone would try.
    #[error("this PIN is among the first that anyone would try")]
    TooCommon,
}

/// What the user types to open the vault, in the form it is hashed in: NFKC, digits of any script as 0 to 9.
#[derive(PartialEq, Eq)]
pub struct Pin(Zeroizing<String>);

impl Pin {
    /// Takes a PIN as it was typed to open a vault. Anything may be tried, up to [`MAX_PIN_CHARS`].
    pub fn typed(text: &str) -> Self {
        // Room for what normalization may make of it: a string that grows leaves copies behind.
        let mut normalized = Zeroizing::new(String::with_capacity(4 * MAX_PIN_CHARS * 4));
        normalized.extend(text.nfkc().take(MAX_PIN_CHARS + 1).map(as_ascii_digit));
        Self(normalized)
    }

    /// Takes a PIN, or a passphrase, that is being chosen for a vault with this store.
    ///
    /// # Errors
    /// Why it will not do.
    pub fn choose(text: &str, store: StoreKind) -> Result<Self, InvalidPin> {
        let pin = Self::typed(text);
        pin.suits(store)?;
        Ok(pin)
    }

    /// Whether it may be chosen for a vault with this store.
    pub(crate) fn suits(&self, store: StoreKind) -> Result<(), InvalidPin> {
        let minimum = match store {
            StoreKind::Keyring => MIN_PIN_CHARS,
            StoreKind::File => MIN_PASSPHRASE_CHARS,
        };
        match self.0.chars().count() {
            length if length < minimum => Err(InvalidPin::TooShort { minimum }),
            length if length > MAX_PIN_CHARS => Err(InvalidPin::TooLong),
            _ if self.is_common() => Err(InvalidPin::TooCommon),
            _ => Ok(()),
        }
    }

    pub(crate) fn normalized(&self) -> &str {
        &self.0
    }

    /// A block list (NIST SP 800-63B, 3.1.1.2): one character or a short pattern over and over, a run up or down, a walk
    /// over the keys, and the words and numbers that lists of leaked PINs begin with.
    fn is_common(&self) -> bool {
        let mut lower = Zeroizing::new(self.0.to_lowercase());
        let characters: Vec<char> = lower.chars().collect();
        let repeats = |pattern: usize| characters.iter().zip(&characters[pattern..]).all(|(one, other)| one == other);
        let run = |step: i64| characters.windows(2).all(|pair| pair[1] as i64 - pair[0] as i64 == step);
        let paired = characters.chunks(2).all(|pair| pair.first() == pair.last()) && {
            let firsts: Vec<char> = characters.iter().step_by(2).copied().collect();
            firsts.windows(2).all(|pair| (pair[1] as i64 - pair[0] as i64).abs() == 1)
        };
        let word = lower.trim_end_matches(|c: char| c.is_ascii_digit() || c.is_ascii_punctuation());
        let common = (1..=3).any(repeats)
            || run(1)
            || run(-1)
            || paired
            || is_palindromic_run(&characters)
            || KEY_ROWS.iter().any(|row| row.contains(lower.as_str()))
            || COMMON_NUMBERS.contains(&lower.as_str())
            || COMMON_WORDS.contains(&word)
            || COMMON_WORDS.contains(&lower.as_str());
        lower.zeroize();
        common
    }
}

impl fmt::Debug for Pin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[REDACTED]")
    }
}

/// How long a guesser needs, from 0 (refused) to 4, by length and the kinds of characters in it. A hint, not a promise.
pub fn strength(text: &str, store: StoreKind) -> u8 {
    let Ok(pin) = Pin::choose(text, store) else { return 0 };
    let has = |kind: fn(char) -> bool| pin.0.chars().any(kind);
    let mut alphabet = 0;
    for (present, size) in [
        (has(|c| c.is_ascii_digit()), 10),
        (has(|c| c.is_lowercase()), 26),
        (has(|c| c.is_uppercase()), 26),
        (has(|c| !c.is_alphanumeric()), 20),
        (has(|c| c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase()), 100),
    ] {
        alphabet += if present { size } else { 0 };
    }
    let mut distinct: Vec<char> = pin.0.chars().collect();
    let length = distinct.len();
    distinct.sort_unstable();
    distinct.dedup();
    // Characters that only repeat add little.
    let weight = (length + distinct.len().min(length)) as f64 / 2.0;
    match weight * f64::from(alphabet).log2() {
        ..22.0 => 1,
        22.0..36.0 => 2,
        36.0..55.0 => 3,
        _ => 4,
    }
}

/// `123321`, `abccba`: up and down again.
fn is_palindromic_run(characters: &[char]) -> bool {
    let half = &characters[..characters.len().div_ceil(2)];
    let mirrored = characters.iter().eq(characters.iter().rev());
    mirrored && half.windows(2).all(|pair| (pair[1] as i64 - pair[0] as i64).abs() <= 1)
}

/// The digit zero of every script in Unicode's category Nd that people type with; nine more follow each.
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

const KEY_ROWS: [&str; 12] = [
    "qwertyuiopasdfghjklzxcvbnm",
    "qwertzuiopasdfghjklyxcvbnm",
    "azertyuiopqsdfghjklmwxcvbn",
    "mnbvcxzlkjhgfdsapoiuytrewq",
    "asdfghjkl",
    "zxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn",
    "qazwsxedcrfvtgb",
    "1q2w3e4r5t6y7u8i9o0p",
    "q1w2e3r4t5y6u7i8o9p0",
    "12345678901234567890",
    "09876543210987654321",
];

const COMMON_NUMBERS: [&str; 40] = [
    "147258",
    "147852",
    "159357",
    "159753",
    "258456",
    "357159",
    "369258",
    "741852",
    "753951",
    "789456",
    "456123",
    "147258369",
    "741852963",
    "963852741",
    "789456123",
    "123654",
    "321654",
    "123789",
    "142536",
    "135790",
    "246810",
    "102030",
    "010203",
    "112233",
    "110110",
    "112358",
    "314159",
    "271828",
    "141421",
    "161803",
    "007007",
    "420420",
    "520520",
    "521521",
    "520131",
    "5201314",
    "123581",
    "12345a",
    "a12345",
    "111222",
];

const COMMON_WORDS: [&str; 48] = [
    "password",
    "passwort",
    "passw0rd",
    "passwd",
    "watchword",
    "letmein",
    "iloveyou",
    "welcome",
    "admin",
    "administrator",
    "login",
    "master",
    "monkey",
    "dragon",
    "football",
    "baseball",
    "superman",
    "batman",
    "princess",
    "sunshine",
    "shadow",
    "michael",
    "jordan",
    "qwerty",
    "qwertz",
    "azerty",
    "abc",
    "abcabc",
    "secret",
    "geheim",
    "rahasia",
    "sayang",
    "segreto",
    "ciao",
    "juventus",
    "indonesia",
    "bismillah",
    "katasandi",
    "changeme",
    "default",
    "test",
    "testing",
    "pin",
    "mypin",
    "hello",
    "freedom",
    "whatever",
    "trustno",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn choose(text: &str) -> Result<Pin, InvalidPin> {
        Pin::choose(text, StoreKind::Keyring)
    }

    #[test]
    fn a_passphrase_is_longer() {
        let why = Pin::choose("kucing 7204", StoreKind::File).unwrap_err();
        assert_eq!(why, InvalidPin::TooShort { minimum: MIN_PASSPHRASE_CHARS });
        assert!(Pin::choose("kucing 72048", StoreKind::File).is_ok());
        assert_eq!(Pin::choose("123456789012", StoreKind::File).unwrap_err(), InvalidPin::TooCommon);
    }

    #[test]
    fn what_anyone_would_try_first_is_refused() {
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
            assert_eq!(strength(common, StoreKind::Keyring), 0, "{common}");
        }
    }

    #[test]
    fn length_is_counted_after_normalization() {
        assert_eq!(choose("").unwrap_err(), InvalidPin::TooShort { minimum: MIN_PIN_CHARS });
        assert_eq!(choose("82941").unwrap_err(), InvalidPin::TooShort { minimum: MIN_PIN_CHARS });
        assert!(choose("829416").is_ok());
        assert!(choose("e\u{301}a\u{300}xyz").is_err(), "combining marks are not characters of their own");
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
    fn strength_grows() {
        assert_eq!(strength("829416", StoreKind::Keyring), 1);
        assert_eq!(strength("82941657", StoreKind::Keyring), 2);
        assert_eq!(strength("kucing hitam 7", StoreKind::Keyring), 4);
        assert!(strength("Bmx7-qua", StoreKind::Keyring) >= 3);
    }
}
