use crate::keyring::kind::StoreKind;
use crate::pin::Pin;

/// Rates how hard a PIN is to guess, from 0 (refused) to 4, by its length and kinds of characters.
/// A hint, not a promise.
pub fn pin_strength(text: &str, store: StoreKind) -> u8 {
    let Ok(pin) = Pin::choose(text, store) else { return 0 };
    let has = |kind: fn(char) -> bool| pin.normalized().chars().any(kind);
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
    let mut distinct: Vec<char> = pin.normalized().chars().collect();
    let length = distinct.len();
    distinct.sort_unstable();
    distinct.dedup();
    // Repeated characters add little.
    let weight = (length + distinct.len().min(length)) as f64 / 2.0;
    match weight * f64::from(alphabet).log2() {
        ..22.0 => 1,
        22.0..36.0 => 2,
        36.0..55.0 => 3,
        _ => 4,
    }
}
