use serde::{Deserialize, Serialize};
use watchword_otp::{InvalidParameters, InvalidSecret, Looks};

use super::{Problem, problems};

problems! {
    /// An account's fields, or which account is meant. Lengths are in characters.
    pub enum AccountProblem {
        "not_found" => NotFound,
        "duplicate" => Duplicate { issuer: String, account: String },
        "name_too_long" => NameTooLong { limit: u32 },
        "tags_or_note_too_long" => TagsOrNoteTooLong,
        "asks_for_pin" => AsksForPin,
        "secret_empty" => SecretEmpty,
        "secret_too_long" => SecretTooLong,
        "secret_not_base32" => SecretNotBase32 { looks: SecretLooks },
        "digits_out_of_range" => DigitsOutOfRange,
        "period_out_of_range" => PeriodOutOfRange,
        "counter_out_of_range" => CounterOutOfRange,
        "steam_parameters" => SteamParameters,
    }
}

/// What a secret that isn't base32 (RFC 4648) looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "lowercase")]
pub enum SecretLooks {
    /// Hexadecimal digits.
    Hexadecimal,
    /// Base64 (RFC 4648).
    Base64,
    /// Base32 with a 0, 1, 8 or 9.
    Mistyped,
    /// Text of any other kind.
    Otherwise,
}

impl From<InvalidSecret> for Problem {
    fn from(error: InvalidSecret) -> Self {
        Self::Account(match error {
            InvalidSecret::Empty => AccountProblem::SecretEmpty,
            InvalidSecret::TooLong => AccountProblem::SecretTooLong,
            InvalidSecret::NotBase32(looks) => AccountProblem::SecretNotBase32 { looks: looks.into() },
        })
    }
}

impl From<Looks> for SecretLooks {
    fn from(looks: Looks) -> Self {
        match looks {
            Looks::Hexadecimal => Self::Hexadecimal,
            Looks::Base64 => Self::Base64,
            Looks::Mistyped => Self::Mistyped,
            Looks::Otherwise => Self::Otherwise,
        }
    }
}

impl From<InvalidParameters> for Problem {
    fn from(error: InvalidParameters) -> Self {
        Self::Account(match error {
            InvalidParameters::Digits(_) => AccountProblem::DigitsOutOfRange,
            InvalidParameters::Period(_) => AccountProblem::PeriodOutOfRange,
            InvalidParameters::SteamAlgorithm => AccountProblem::SteamParameters,
        })
    }
}
