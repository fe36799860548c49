use std::fmt;

use zeroize::Zeroizing;

use super::error::TypingError;

const MAX_CHARACTERS: usize = 64;

/// The keysym of the key Return (X11's `keysymdef.h`).
const RETURN: u32 = 0xff0d;

/// A secret text to type: 1 to 64 printable ASCII characters, and Return if wanted. Wiped when
/// dropped.
pub struct Keystrokes {
    text: Zeroizing<String>,
    then_return: bool,
}

impl Keystrokes {
    /// Copies a text to type, and Return after it if `then_return` is true.
    ///
    /// # Errors
    /// [`TypingError::Text`] if the text is empty, longer than 64 characters, or has a character
    /// that isn't printable ASCII.
    pub fn new(text: &str, then_return: bool) -> Result<Self, TypingError> {
        let is_printable = |byte: u8| (b' '..=b'~').contains(&byte);
        if text.is_empty() || text.len() > MAX_CHARACTERS || !text.bytes().all(is_printable) {
            return Err(TypingError::Text);
        }
        Ok(Self { text: Zeroizing::new(text.to_owned()), then_return })
    }

    /// The keysyms, one after the other. A printable ASCII character's is its code.
    pub(super) fn keysyms(&self) -> impl Iterator<Item = u32> {
        self.text.bytes().map(u32::from).chain(self.then_return.then_some(RETURN))
    }
}

impl fmt::Debug for Keystrokes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Keystrokes([REDACTED])")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_short_printable_ascii_can_be_typed() {
        let long = "1".repeat(65);
        for wrong in ["", "é", "a\nb", "\t", "\u{7f}", &long] {
            assert!(matches!(Keystrokes::new(wrong, false), Err(TypingError::Text)), "{wrong:?}");
        }
        let keys = Keystrokes::new("1 a~", true).unwrap();
        assert_eq!(keys.keysyms().collect::<Vec<_>>(), [0x31, 0x20, 0x61, 0x7e, RETURN]);
        assert_eq!(format!("{keys:?}"), "Keystrokes([REDACTED])");
    }
}
