use thiserror::Error;

/// What the other app can't compute or hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum NoPlace {
    /// Counter-based codes.
    #[error("counter-based codes")]
    Hotp,
    /// Steam's codes, of five letters.
    #[error("Steam's codes")]
    Steam,
    /// Codes of this length.
    #[error("codes of this length")]
    Digits,
    /// Codes of this period.
    #[error("this period")]
    Period,
    /// A counter as high as this.
    #[error("a counter as high as this")]
    Counter,
    /// A secret or names as long as these, in a QR code.
    #[error("a secret or names as long as these")]
    Length,
}
