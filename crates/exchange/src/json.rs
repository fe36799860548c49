//! JSON (RFC 8259), within limits. `serde_json` bounds the nesting to 128 levels.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::refusal::Refusal;

/// The most memory that a document's values may take, in bytes. Five thousand logins of a password
/// manager take about half of it.
const MAX_TREE_BYTES: usize = 192 << 20;

/// Parses a document whose length the caller bounds.
///
/// # Errors
/// [`Refusal::FileDamaged`] if it isn't JSON of this shape, [`Refusal::TooLarge`] if its values
/// would fill the memory.
pub(crate) fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Refusal> {
    if tree_bytes(bytes) > MAX_TREE_BYTES {
        return Err(Refusal::TooLarge);
    }
    serde_json::from_slice(bytes).map_err(|_| Refusal::FileDamaged)
}

/// The fields of a value that was parsed.
///
/// # Errors
/// [`Refusal::FileDamaged`] if it has another shape.
pub(crate) fn fields<'a, T: Deserialize<'a>>(json: &'a Value) -> Result<T, Refusal> {
    T::deserialize(json).map_err(|_| Refusal::FileDamaged)
}

/// About what the values of a document take in memory, without their texts. Three bytes of an empty
/// object may take six hundred.
fn tree_bytes(bytes: &[u8]) -> usize {
    let (mut total, mut in_text, mut is_escaped) = (0usize, false, false);
    for byte in bytes {
        if in_text {
            in_text = is_escaped || *byte != b'"';
            is_escaped = !is_escaped && *byte == b'\\';
            continue;
        }
        in_text = *byte == b'"';
        total += match byte {
            b'{' => 640,
            b'[' => 144,
            b':' => 136,
            b',' => 96,
            _ => 0,
        };
    }
    total
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_that_fill_the_memory_are_refused() {
        let list = |item: &str, count: usize| format!("[{}{item}]", format!("{item},").repeat(count - 1));
        for (document, expected) in [
            (list(r#"{"":0}"#, 200_000), Ok(())),
            (list(r#"{"":0}"#, 300_000), Err(Refusal::TooLarge)),
            (list("[0]", 1_000_000), Err(Refusal::TooLarge)),
            (list("0", 4_000_000), Err(Refusal::TooLarge)),
            (format!("[\"{}\\\"{{\"]", "{[:,".repeat(1 << 20)), Ok(())),
            ("[0".to_owned(), Err(Refusal::FileDamaged)),
        ] {
            assert_eq!(parse::<Value>(document.as_bytes()).map(drop), expected, "{}", &document[..2]);
        }
    }
}
