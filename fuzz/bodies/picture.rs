//! The bytes of a file that may be an image.

use watchword_exchange::parse;
use watchword_scan::{MAX_CODES, read};

pub(crate) fn run(bytes: &[u8]) {
    let Ok(found) = read(bytes) else { return };
    assert!((1..=MAX_CODES).contains(&found.texts.len()));
    for text in &found.texts {
        let _ = parse(text);
    }
}
