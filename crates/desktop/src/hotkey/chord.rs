use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// The longest text that is parsed, in bytes.
const MAX_BYTES: usize = 64;
const MAX_FUNCTION: u8 = 24;

/// A key combination such as `Ctrl+Alt+W`: a letter, a digit, a function key or the space bar with
/// at least one of Ctrl, Alt and Super, and possibly Shift. Super is the key with the Windows or
/// Command sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Chord {
    pub(super) ctrl: bool,
    pub(super) alt: bool,
    pub(super) shift: bool,
    pub(super) logo: bool,
    pub(super) key: Key,
}

/// The key that is pressed last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Key {
    /// An upper-case letter or a digit, in ASCII.
    Character(u8),
    /// A function key, 1 to 24.
    Function(u8),
    Space,
}

/// Why a text is no key combination.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum ChordError {
    /// It isn't names of keys with plus signs between them, or has a key that can't be used.
    #[error("these are no keys")]
    Unknown,
    /// It has none of Ctrl, Alt and Super: every program would lose the key for typing.
    #[error("Ctrl, Alt or Super is missing")]
    NoModifier,
}

impl FromStr for Chord {
    type Err = ChordError;

    /// Parses names in any case: `Ctrl` or `Control`, `Alt`, `Shift`, and `Super`, `Win`, `Meta` or
    /// `Cmd`, in any order, each once, and then the key.
    fn from_str(text: &str) -> Result<Self, ChordError> {
        if text.len() > MAX_BYTES {
            return Err(ChordError::Unknown);
        }
        let (modifiers, key) = text.rsplit_once('+').map_or((None, text), |(modifiers, key)| (Some(modifiers), key));
        let key = Key::parse(key.trim()).ok_or(ChordError::Unknown)?;
        let mut chord = Self { ctrl: false, alt: false, shift: false, logo: false, key };
        for name in modifiers.into_iter().flat_map(|modifiers| modifiers.split('+')).map(str::trim) {
            let modifier = match name.to_ascii_lowercase().as_str() {
                "ctrl" | "control" => &mut chord.ctrl,
                "alt" => &mut chord.alt,
                "shift" => &mut chord.shift,
                "super" | "win" | "meta" | "cmd" => &mut chord.logo,
                _ => return Err(ChordError::Unknown),
            };
            if std::mem::replace(modifier, true) {
                return Err(ChordError::Unknown);
            }
        }
        if chord.ctrl || chord.alt || chord.logo { Ok(chord) } else { Err(ChordError::NoModifier) }
    }
}

impl fmt::Display for Chord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (is_held, name) in [(self.ctrl, "Ctrl"), (self.alt, "Alt"), (self.shift, "Shift"), (self.logo, "Super")] {
            if is_held {
                write!(f, "{name}+")?;
            }
        }
        match self.key {
            Key::Character(character) => write!(f, "{}", char::from(character)),
            Key::Function(number) => write!(f, "F{number}"),
            Key::Space => f.write_str("Space"),
        }
    }
}

impl Key {
    fn parse(name: &str) -> Option<Self> {
        if name.eq_ignore_ascii_case("space") {
            return Some(Self::Space);
        }
        match *name.to_ascii_uppercase().as_bytes() {
            [character] if character.is_ascii_alphanumeric() => Some(Self::Character(character)),
            [b'F', first @ b'1'..=b'9'] => Some(Self::Function(first - b'0')),
            [b'F', first @ b'1'..=b'2', second @ b'0'..=b'9'] => {
                Some((first - b'0') * 10 + second - b'0').filter(|number| *number <= MAX_FUNCTION).map(Self::Function)
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chords_are_parsed_and_shown() {
        for (text, shown) in [
            ("Ctrl+Alt+W", "Ctrl+Alt+W"),
            ("shift+CONTROL+w", "Ctrl+Shift+W"),
            (" super + Space ", "Super+Space"),
            ("win+1", "Super+1"),
            ("Alt+f4", "Alt+F4"),
            ("Alt+F24", "Alt+F24"),
        ] {
            let chord: Chord = text.parse().expect(text);
            assert_eq!(chord.to_string(), shown);
            assert_eq!(shown.parse(), Ok(chord));
        }
    }

    #[test]
    fn other_texts_are_refused() {
        let long = format!("{}Ctrl+W", " ".repeat(64));
        for text in [
            "",
            "+",
            "Ctrl",
            "Ctrl+",
            "+W",
            "Ctrl++W",
            "Ctrl+WW",
            "Ctrl+é",
            "Ctrl+Ctrl+W",
            "Hyper+W",
            "Alt+F0",
            "Alt+F25",
            "Ctrl+W+Alt",
            "Ctrl+Tab",
            &long,
        ] {
            assert_eq!(text.parse::<Chord>(), Err(ChordError::Unknown), "{text:?}");
        }
        for text in ["W", "Shift+W", "F1"] {
            assert_eq!(text.parse::<Chord>(), Err(ChordError::NoModifier), "{text}");
        }
    }
}
