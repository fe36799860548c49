use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use zeroize::Zeroizing;

/// The user's note on an account. It may hold recovery codes, so it is wiped when it is dropped,
/// its `Debug` output doesn't show it, and only what is sealed or encrypted serializes it.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Note(Zeroizing<String>);

impl Note {
    /// Returns the text, of at most [`crate::MAX_NOTE_CHARS`] characters.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Whether there is no note.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl From<Zeroizing<String>> for Note {
    fn from(text: Zeroizing<String>) -> Self {
        Self(text)
    }
}

impl fmt::Debug for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[REDACTED]")
    }
}

/// For `#[serde(serialize_with)]`.
pub(crate) fn serialize<S: Serializer>(note: &Note, serializer: S) -> Result<S::Ok, S::Error> {
    note.0.serialize(serializer)
}

/// For `#[serde(deserialize_with)]`.
pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Note, D::Error> {
    Zeroizing::deserialize(deserializer).map(Note)
}
