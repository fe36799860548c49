use std::fmt;

use totp_rs::Builder;
use zeroize::Zeroizing;

use crate::{Algorithm, Kind, Parameters, Secret};

const STEAM_LETTERS: &[u8; 26] = b"23456789BCDFGHJKMNPQRTVWXY";

/// One code, wiped when dropped. `Display` writes it, `Debug` does not.
#[derive(Clone, PartialEq, Eq)]
pub struct Code(Zeroizing<String>);

impl Code {
    /// The digits (letters for Steam), ungrouped.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[REDACTED]")
    }
}

/// A time-based code, and the one after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timed {
    /// The code valid at the moment asked for.
    pub code: Code,
    /// The code of the time step before, unless it is the first one (1970).
    pub previous: Option<Code>,
    /// The code of the next time step.
    pub next: Code,
    /// Unix seconds at which the code's step began.
    pub valid_from: u64,
    /// Unix seconds at which the next step begins.
    pub valid_until: u64,
}

impl Parameters {
    /// The code of one moving factor: HOTP's counter (RFC 4226, section 5.3) or TOTP's time step
    /// (RFC 6238, section 4.2).
    pub fn code(&self, secret: &Secret, moving_factor: u64) -> Code {
        let truncated = truncated(self.algorithm(), secret, moving_factor);
        let digits = usize::from(self.digits());
        Code(Zeroizing::new(match self.kind() {
            Kind::Steam { .. } => {
                let letters = STEAM_LETTERS.len() as u32;
                let powers = std::iter::successors(Some(1u32), |power| power.checked_mul(letters));
                powers
                    .take(digits)
                    .map(|power| char::from(STEAM_LETTERS[(truncated / power % letters) as usize]))
                    .collect()
            }
            Kind::Totp { .. } | Kind::Hotp { .. } => {
                let digit = |place: u8| u64::from(truncated) / 10u64.pow(place.into()) % 10;
                (0..self.digits()).rev().map(|place| char::from(b'0' + digit(place) as u8)).collect()
            }
        }))
    }

    /// The code at `at` (Unix seconds), or `None` for HOTP.
    pub fn timed(&self, secret: &Secret, at: u64) -> Option<Timed> {
        let period = u64::from(self.kind().period()?);
        let step = at / period;
        Some(Timed {
            code: self.code(secret, step),
            previous: step.checked_sub(1).map(|before| self.code(secret, before)),
            next: self.code(secret, step.saturating_add(1)),
            valid_from: step * period,
            valid_until: step.saturating_add(1).saturating_mul(period),
        })
    }

    /// Looks for `code` among the `window` time steps on either side of `at` (Unix seconds),
    /// nearest first, and returns the drift in steps. For HOTP, looks at the account's counter and
    /// the `window` values after it (RFC 4226, section 7.4). Ignores spaces and case in `code`.
    pub fn verify(&self, secret: &Secret, at: u64, window: u32, code: &str) -> Option<i64> {
        let code: Zeroizing<String> =
            Zeroizing::new(code.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_uppercase()).collect());
        let (origin, behind) = match self.kind() {
            Kind::Hotp { counter } => (counter, 0),
            Kind::Totp { period } | Kind::Steam { period } => (at / u64::from(period), i64::from(window)),
        };
        let ahead = i64::from(window);
        let nearest_first = (0..=ahead).flat_map(|drift| [drift, -drift]).filter(|drift| *drift >= -behind);
        nearest_first
            .filter_map(|drift| Some((drift, origin.checked_add_signed(drift)?)))
            .find(|(_, moving_factor)| self.code(secret, *moving_factor).as_str() == *code)
            .map(|(drift, _)| drift)
    }
}

/// The HMAC of a moving factor after dynamic truncation (RFC 4226, section 5.3). totp-rs computes
/// it for a time; with a step of one second the time is the factor itself.
fn truncated(algorithm: Algorithm, secret: &Secret, moving_factor: u64) -> u32 {
    let algorithm = match algorithm {
        Algorithm::Sha1 => totp_rs::Algorithm::SHA1,
        Algorithm::Sha256 => totp_rs::Algorithm::SHA256,
        Algorithm::Sha512 => totp_rs::Algorithm::SHA512,
    };
    let totp = Builder::new()
        .with_algorithm(algorithm)
        .with_step_duration(1)
        .with_secret(secret.expose())
        // Not the checked build: it refuses secrets under 128 bits, which some sites issue.
        .build_noncompliant();
    truncate(totp.sign(moving_factor).as_ref())
}

/// Dynamic truncation (RFC 4226, section 5.3): the 31 bits at the offset in the last nibble.
fn truncate(signature: &[u8]) -> u32 {
    let offset = signature.last().map_or(0, |last| usize::from(last & 0x0f));
    let bits = signature.get(offset..offset + 4).and_then(|four| four.try_into().ok()).unwrap_or([0; 4]);
    u32::from_be_bytes(bits) & 0x7fff_ffff
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hotp(digits: u32) -> Parameters {
        Parameters::new(Kind::Hotp { counter: 0 }, Algorithm::Sha1, digits).unwrap()
    }

    fn totp(algorithm: Algorithm, digits: u32) -> Parameters {
        Parameters::new(Kind::Totp { period: 30 }, algorithm, digits).unwrap()
    }

    /// The digits of RFC 6238's seeds, repeated to `length` bytes.
    fn seed(length: usize) -> Secret {
        Secret::new(b"1234567890".iter().copied().cycle().take(length).collect()).unwrap()
    }

    #[test]
    fn rfc_4226_appendix_d() {
        let expected =
            ["755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489"];
        for (counter, code) in expected.iter().enumerate() {
            assert_eq!(hotp(6).code(&seed(20), counter as u64).as_str(), *code, "counter {counter}");
        }
    }

    #[test]
    fn rfc_6238_appendix_b() {
        let vectors = [
            (59, "94287082", "46119246", "90693936"),
            (1_111_111_109, "07081804", "68084774", "25091201"),
            (1_111_111_111, "14050471", "67062674", "99943326"),
            (1_234_567_890, "89005924", "91819424", "93441116"),
            (2_000_000_000, "69279037", "90698825", "38618901"),
            (20_000_000_000, "65353130", "77737706", "47863826"),
        ];
        for (at, sha1, sha256, sha512) in vectors {
            let code = |algorithm, length| totp(algorithm, 8).timed(&seed(length), at).unwrap().code;
            assert_eq!(code(Algorithm::Sha1, 20).as_str(), sha1, "SHA1 at {at}");
            assert_eq!(code(Algorithm::Sha256, 32).as_str(), sha256, "SHA256 at {at}");
            assert_eq!(code(Algorithm::Sha512, 64).as_str(), sha512, "SHA512 at {at}");
        }
    }

    /// RFC 4226, Appendix D, gives the truncated values in decimal, so codes of every length follow
    /// from the RFC's arithmetic.
    #[test]
    fn codes_of_every_length_follow_rfc_4226() {
        let truncated = [1_284_755_224u64, 1_094_287_082, 137_359_152, 1_726_969_429, 1_640_338_314];
        for (counter, value) in truncated.into_iter().enumerate() {
            for digits in 4..=10u32 {
                let expected = format!("{:0width$}", value % 10u64.pow(digits), width = digits as usize);
                assert_eq!(hotp(digits).code(&seed(20), counter as u64).as_str(), expected);
            }
        }
    }

    #[test]
    fn truncation_agrees_with_the_hmac_crate() {
        use hmac::{Hmac, KeyInit, Mac};
        for length in [1, 19, 64, 65, 1024] {
            let secret = seed(length);
            let mut mac = Hmac::<sha1::Sha1>::new_from_slice(secret.expose()).unwrap();
            mac.update(&u64::MAX.to_be_bytes());
            assert_eq!(truncated(Algorithm::Sha1, &secret, u64::MAX), truncate(&mac.finalize().into_bytes()));
        }
    }

    #[test]
    fn steam_codes_are_base_26_from_the_least_letter() {
        // The truncated value of counter 0 is 1284755224: written here in base 26, least
        // significant letter first.
        let letters: String =
            (0..5).map(|n| STEAM_LETTERS[(1_284_755_224u64 / 26u64.pow(n) % 26) as usize] as char).collect();
        let steam = Parameters::steam();
        assert_eq!(steam.code(&seed(20), 0).as_str(), letters);
        assert_eq!(steam.timed(&seed(20), 29).unwrap().code.as_str(), letters);
    }

    #[test]
    fn timed_codes_state_their_validity() {
        let totp = totp(Algorithm::Sha1, 6);
        let before = totp.timed(&seed(20), 59).unwrap();
        let after = totp.timed(&seed(20), 60).unwrap();
        assert_eq!((before.valid_from, before.valid_until), (30, 60));
        assert_eq!(before.next, after.code);
        assert!(totp.timed(&seed(20), u64::MAX).is_some());
        assert_eq!(hotp(6).timed(&seed(20), 59), None);
    }

    #[test]
    fn verify_finds_the_drift() {
        let totp = totp(Algorithm::Sha1, 6);
        let code = totp.timed(&seed(20), 1_000_000).unwrap().code;
        assert_eq!(totp.verify(&seed(20), 1_000_000, 0, code.as_str()), Some(0));
        assert_eq!(totp.verify(&seed(20), 1_000_030, 1, code.as_str()), Some(-1));
        assert_eq!(totp.verify(&seed(20), 999_970, 1, code.as_str()), Some(1));
        assert_eq!(totp.verify(&seed(20), 1_000_060, 1, code.as_str()), None);
        assert_eq!(totp.verify(&seed(20), 0, 3, " 755 224 "), Some(0));
        let hotp = hotp(6).with_counter(3);
        assert_eq!(hotp.verify(&seed(20), 0, 2, "254676"), Some(2));
        assert_eq!(hotp.verify(&seed(20), 0, 2, "755224"), None, "a used counter is never accepted");
        assert_eq!(hotp.verify(&seed(20), 0, 1, "254676"), None);
    }

    #[test]
    fn only_display_shows_the_code() {
        let code = hotp(6).code(&seed(20), 0);
        assert_eq!((format!("{code}"), format!("{code:?}")), ("755224".to_owned(), "[REDACTED]".to_owned()));
    }
}
