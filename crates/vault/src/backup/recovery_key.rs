use std::fmt;
use std::str::FromStr;

use age::secrecy::ExposeSecret;
use age::x25519::{Identity, Recipient};
use thiserror::Error;
use zeroize::Zeroizing;

use crate::format::keys::Key;

const PREFIX: &str = "AGE-SECRET-KEY-1";
/// Number of Bech32 symbols (BIP 173) after the prefix: 32 bytes and the checksum.
const SYMBOLS: usize = 58;

/// The text is not a recovery key: a letter is missing, extra or mistyped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("this isn't a recovery key, or one of its letters is wrong")]
pub struct InvalidRecoveryKey;

/// An age X25519 identity, which opens the vault without its PIN, and backups without the keyring.
pub struct RecoveryKey(Identity);

impl RecoveryKey {
    /// A random key from the system's generator.
    pub fn generate() -> Self {
        Self(Identity::generate())
    }

    /// Parses a key as people write it: in any case, with spaces, hyphens and line breaks, with or
    /// without `AGE-SECRET-KEY-1` in front. Accepts an age key file too.
    ///
    /// # Errors
    /// [`InvalidRecoveryKey`] if a letter is missing, extra or mistyped.
    pub fn parse(text: &str) -> Result<Self, InvalidRecoveryKey> {
        let mut compact = Zeroizing::new(String::with_capacity(PREFIX.len() + SYMBOLS));
        compact.push_str(PREFIX);
        let written = Zeroizing::new(text.to_ascii_uppercase());
        // An age key file has comments before its key.
        let symbols = written.find(PREFIX).map_or(&**written, |at| &written[at + PREFIX.len()..]);
        for symbol in symbols.chars().filter(|c| !c.is_whitespace() && *c != '-') {
            if compact.len() == PREFIX.len() + SYMBOLS {
                return Err(InvalidRecoveryKey);
            }
            compact.push(symbol);
        }
        Identity::from_str(&compact).map(Self).map_err(|_| InvalidRecoveryKey)
    }

    /// The whole key, as the `age` tool accepts it.
    pub fn expose(&self) -> Zeroizing<String> {
        Zeroizing::new(self.0.to_string().expose_secret().to_owned())
    }

    /// The key's 58 symbols after `AGE-SECRET-KEY-1`: a group of two, then 14 groups of four.
    pub fn groups(&self) -> Zeroizing<Vec<String>> {
        let whole = self.expose();
        let symbols = whole.strip_prefix(PREFIX).unwrap_or(&whole);
        let (first, rest) = symbols.split_at(symbols.len() % 4);
        let fours = rest.as_bytes().chunks(4).map(|four| String::from_utf8_lossy(four).into_owned());
        Zeroizing::new(std::iter::once(first.to_owned()).chain(fours).collect())
    }

    pub(crate) fn identity(&self) -> &Identity {
        &self.0
    }

    pub(crate) fn recipient(&self) -> Recipient {
        self.0.to_public()
    }

    /// The key that authenticates the backups encrypted to this recovery key.
    pub(crate) fn backup_key(&self) -> Key {
        Key::derive_alone(self.expose().as_bytes(), "backup")
    }
}

impl fmt::Debug for RecoveryKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[REDACTED]")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn key_parses_as_people_write_it() {
        let key = RecoveryKey::generate();
        let whole = key.expose();
        let groups = key.groups();
        assert_eq!(groups.len(), 15);
        assert_eq!(groups.last().unwrap().len(), 4);
        for written in [
            whole.to_string(),
            whole.to_lowercase(),
            groups.join(" "),
            groups.join("-"),
            groups.join("\n").to_lowercase(),
            format!("AGE-SECRET-KEY-1 {}", groups.join(" ")),
            format!("AGE-SECRET-KEY-1\n{}", groups.join("\n")),
            format!("# created: today\n# public key: age1xyz\n{}\n", *whole),
        ] {
            assert_eq!(*RecoveryKey::parse(&written).unwrap().expose(), *whole, "{written}");
        }
    }

    #[test]
    fn wrong_letter_is_rejected() {
        let whole = RecoveryKey::generate().expose();
        for position in PREFIX.len()..whole.len() {
            let mut letters: Vec<u8> = whole.bytes().collect();
            letters[position] = if letters[position] == b'Q' { b'P' } else { b'Q' };
            assert!(RecoveryKey::parse(std::str::from_utf8(&letters).unwrap()).is_err(), "letter {position}");
        }
        for text in ["", " ", "AGE-SECRET-KEY-1", "hello", &"Q".repeat(1_000_000)] {
            assert!(RecoveryKey::parse(text).is_err());
        }
    }
}
