use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The longest period, in seconds: one day, which privacyIDEA's day password uses.
pub const MAX_PERIOD: u32 = 86_400;

/// The hash function of the HMAC (RFC 6238, section 1.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Algorithm {
    /// HMAC-SHA-1, which nearly every site uses.
    #[default]
    Sha1,
    /// HMAC-SHA-256, with a digest of 32 bytes.
    Sha256,
    /// HMAC-SHA-512, with a digest of 64 bytes.
    Sha512,
}

impl Algorithm {
    /// `SHA1`, `SHA256` or `SHA512`, as in an otpauth URI.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sha1 => "SHA1",
            Self::Sha256 => "SHA256",
            Self::Sha512 => "SHA512",
        }
    }
}

/// The type of a code: what its moving factor is, and whether it is digits or Steam's letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "lowercase")]
pub enum Kind {
    /// TOTP: the moving factor is the time step (RFC 6238, section 4.2).
    Totp {
        /// Seconds a code is valid for, 1 to [`MAX_PERIOD`].
        period: u32,
    },
    /// HOTP: the moving factor is a counter (RFC 4226, section 5.1).
    Hotp {
        /// The counter of the next code. No code has been shown for it yet.
        counter: u64,
    },
    /// Steam: TOTP's time step, and five letters of Steam's alphabet instead of digits.
    Steam {
        /// Seconds a code is valid for, 1 to [`MAX_PERIOD`]; 30 on every account seen.
        period: u32,
    },
}

impl Kind {
    /// Seconds a code is valid for, or `None` for HOTP.
    pub fn period(self) -> Option<u32> {
        match self {
            Self::Totp { period } | Self::Steam { period } => Some(period),
            Self::Hotp { .. } => None,
        }
    }
}

/// The parameter that is out of range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum InvalidParameters {
    /// Fewer than 4 or more than 10 digits, or other than 5 for Steam.
    #[error("{0} digits: must be 4 to 10, or 5 for Steam")]
    Digits(u32),
    /// A period of 0 or of more than [`MAX_PERIOD`] seconds.
    #[error("a period of {0} s: must be 1 to {MAX_PERIOD} s")]
    Period(u32),
    /// Steam with a hash other than SHA-1.
    #[error("Steam codes always use SHA1")]
    SteamAlgorithm,
}

/// Everything that a code depends on except the secret and the time. Always in range:
/// [`Parameters::new`] checks every value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Unchecked", into = "Unchecked")]
pub struct Parameters {
    kind: Kind,
    algorithm: Algorithm,
    digits: u8,
}

impl Parameters {
    /// Checks the ranges: 4 to 10 digits (5 letters for Steam), a period of 1 to [`MAX_PERIOD`]
    /// seconds.
    ///
    /// # Errors
    /// [`InvalidParameters`], naming the first parameter that is out of range.
    pub fn new(kind: Kind, algorithm: Algorithm, digits: u32) -> Result<Self, InvalidParameters> {
        let steam = matches!(kind, Kind::Steam { .. });
        if steam && algorithm != Algorithm::Sha1 {
            return Err(InvalidParameters::SteamAlgorithm);
        }
        if let Some(period) = kind.period().filter(|p| !(1..=MAX_PERIOD).contains(p)) {
            return Err(InvalidParameters::Period(period));
        }
        match (steam, digits) {
            (true, 5) | (false, 4..=10) => {}
            _ => return Err(InvalidParameters::Digits(digits)),
        }
        Ok(Self { kind, algorithm, digits: digits as u8 })
    }

    /// Steam's parameters: SHA-1, five letters, 30 s.
    pub fn steam() -> Self {
        Self { kind: Kind::Steam { period: 30 }, algorithm: Algorithm::Sha1, digits: 5 }
    }

    /// The type, with its period or counter.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The hash function of the HMAC; always SHA-1 for Steam.
    pub fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    /// The length of a code: 4 to 10 digits, or Steam's 5 letters.
    pub fn digits(&self) -> u8 {
        self.digits
    }

    /// The time step T at `at` (Unix seconds; RFC 6238, section 4.2), or `None` for HOTP.
    pub fn time_step(&self, at: u64) -> Option<u64> {
        self.kind.period().map(|period| at / u64::from(period))
    }

    /// The same parameters with HOTP's counter set to `counter`; TOTP and Steam stay as they are.
    #[must_use]
    pub fn with_counter(self, counter: u64) -> Self {
        match self.kind {
            Kind::Hotp { .. } => Self { kind: Kind::Hotp { counter }, ..self },
            Kind::Totp { .. } | Kind::Steam { .. } => self,
        }
    }
}

impl Default for Parameters {
    /// The defaults of an otpauth URI: TOTP, SHA-1, 6 digits, 30 s.
    fn default() -> Self {
        Self { kind: Kind::Totp { period: 30 }, algorithm: Algorithm::Sha1, digits: 6 }
    }
}

#[derive(Serialize, Deserialize)]
struct Unchecked {
    #[serde(flatten)]
    kind: Kind,
    algorithm: Algorithm,
    digits: u32,
}

impl TryFrom<Unchecked> for Parameters {
    type Error = InvalidParameters;

    fn try_from(unchecked: Unchecked) -> Result<Self, InvalidParameters> {
        Self::new(unchecked.kind, unchecked.algorithm, unchecked.digits)
    }
}

impl From<Parameters> for Unchecked {
    fn from(parameters: Parameters) -> Self {
        Self { kind: parameters.kind, algorithm: parameters.algorithm, digits: parameters.digits.into() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn algorithm_names_match_otpauth_uris() {
        let names = [Algorithm::Sha1, Algorithm::Sha256, Algorithm::Sha512].map(Algorithm::name);
        assert_eq!(names, ["SHA1", "SHA256", "SHA512"]);
    }

    /// RFC 6238, Appendix B: T in hexadecimal.
    #[test]
    fn time_steps_match_rfc_6238() {
        let totp = Parameters::default();
        for (at, step) in [(59, 1), (1_111_111_109, 0x023523EC), (20_000_000_000, 0x27BC86AA)] {
            assert_eq!(totp.time_step(at), Some(step));
            assert_eq!(Parameters::steam().time_step(at), Some(step));
        }
        assert_eq!(totp.time_step(29), Some(0));
        let hotp = Parameters::new(Kind::Hotp { counter: 7 }, Algorithm::Sha1, 6).unwrap();
        assert_eq!(hotp.time_step(59), None);
    }

    /// The vault stores parameters in this form.
    #[test]
    fn stored_parameters_are_checked() {
        for (stored, parameters) in [
            (
                r#"{"type":"totp","period":60,"algorithm":"SHA256","digits":8}"#,
                Parameters::new(Kind::Totp { period: 60 }, Algorithm::Sha256, 8),
            ),
            (
                r#"{"type":"hotp","counter":18446744073709551615,"algorithm":"SHA512","digits":6}"#,
                Parameters::new(Kind::Hotp { counter: u64::MAX }, Algorithm::Sha512, 6),
            ),
            (r#"{"type":"steam","period":30,"algorithm":"SHA1","digits":5}"#, Ok(Parameters::steam())),
        ] {
            let parameters = parameters.unwrap();
            assert_eq!(serde_json::to_string(&parameters).unwrap(), stored);
            assert_eq!(serde_json::from_str::<Parameters>(stored).unwrap(), parameters);
        }
        for damaged in [
            r#"{"type":"totp","period":30,"algorithm":"SHA1","digits":3}"#,
            r#"{"type":"totp","period":0,"algorithm":"SHA1","digits":6}"#,
            r#"{"type":"steam","period":30,"algorithm":"SHA512","digits":5}"#,
            r#"{"type":"totp","period":30,"algorithm":"MD5","digits":6}"#,
        ] {
            assert!(serde_json::from_str::<Parameters>(damaged).is_err(), "{damaged}");
        }
    }

    #[test]
    fn with_counter_changes_only_hotp() {
        let hotp = |counter| Parameters::new(Kind::Hotp { counter }, Algorithm::Sha512, 8).unwrap();
        assert_eq!(hotp(1).with_counter(9), hotp(9));
        for timed in [Parameters::default(), Parameters::steam()] {
            assert_eq!(timed.with_counter(9), timed);
        }
    }

    #[test]
    fn values_out_of_range_are_refused() {
        let totp = |period, digits| Parameters::new(Kind::Totp { period }, Algorithm::Sha1, digits);
        for digits in 4..=10 {
            assert!(totp(30, digits).is_ok());
        }
        for digits in [0, 3, 11, 256 + 6, u32::MAX] {
            assert_eq!(totp(30, digits), Err(InvalidParameters::Digits(digits)));
        }
        assert!(totp(1, 6).is_ok() && totp(MAX_PERIOD, 6).is_ok());
        for period in [0, MAX_PERIOD + 1] {
            assert_eq!(totp(period, 6), Err(InvalidParameters::Period(period)));
        }
        let steam = Kind::Steam { period: 30 };
        assert_eq!(Parameters::new(steam, Algorithm::Sha1, 5), Ok(Parameters::steam()));
        assert_eq!(Parameters::new(steam, Algorithm::Sha1, 6), Err(InvalidParameters::Digits(6)));
        assert_eq!(Parameters::new(steam, Algorithm::Sha256, 5), Err(InvalidParameters::SteamAlgorithm));
    }
}
