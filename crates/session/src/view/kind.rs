use serde::{Deserialize, Serialize};

/// What makes a code move on, without its numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "lowercase")]
pub enum AccountKind {
    /// Time.
    Totp,
    /// A counter.
    Hotp,
    /// Time, in Steam's letters.
    Steam,
}

impl From<watchword_otp::Kind> for AccountKind {
    fn from(kind: watchword_otp::Kind) -> Self {
        match kind {
            watchword_otp::Kind::Totp { .. } => Self::Totp,
            watchword_otp::Kind::Hotp { .. } => Self::Hotp,
            watchword_otp::Kind::Steam { .. } => Self::Steam,
        }
    }
}
