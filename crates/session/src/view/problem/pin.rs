use watchword_vault::{InvalidPin, MAX_PIN_CHARS, PinError};

use super::{Problem, problems};

problems! {
    /// A PIN, or a passphrase in its place. Waits are in seconds, lengths in characters.
    pub enum PinProblem {
        "wrong_pin" => Wrong { wait_seconds: u32 },
        "wait" => Wait { seconds: u32 },
        "too_many_pins" => TooMany,
        "pin_too_short" => TooShort { minimum: u32 },
        "pin_too_long" => TooLong { maximum: u32 },
        "pin_too_common" => TooCommon,
        "pin_unchanged" => Unchanged,
        "pin_needs_letter" => NeedsLetter,
        "pin_to_change" => ToChange,
    }
}

impl From<PinError> for Problem {
    fn from(error: PinError) -> Self {
        let short = |seconds| u32::try_from(seconds).unwrap_or(u32::MAX);
        Self::Pin(match error {
            PinError::Wrong { wait_seconds, .. } => PinProblem::Wrong { wait_seconds: short(wait_seconds) },
            PinError::Wait { seconds } => PinProblem::Wait { seconds: short(seconds) },
        })
    }
}

impl From<InvalidPin> for Problem {
    fn from(error: InvalidPin) -> Self {
        Self::Pin(match error {
            InvalidPin::TooShort { minimum } => PinProblem::TooShort { minimum: minimum as u32 },
            InvalidPin::TooLong => PinProblem::TooLong { maximum: MAX_PIN_CHARS as u32 },
            InvalidPin::TooCommon => PinProblem::TooCommon,
        })
    }
}
