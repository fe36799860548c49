use serde::{Deserialize, Serialize};

/// What an account's codes depend on, without the parameters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "lowercase")]
pub enum AccountKind {
    /// Time (TOTP, RFC 6238).
    Totp,
    /// A counter (HOTP, RFC 4226).
    Hotp,
    /// Time, with Steam's alphabet.
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
