use watchword_otp::Algorithm;

use crate::name::short_name;
use crate::refusal::Refusal;

/// The algorithm of this name: `SHA1`, `sha-256`, `HmacSHA512`. Case, dashes and an HMAC prefix
/// don't matter.
///
/// # Errors
/// [`Refusal::UnsupportedAlgorithm`] for any other name: another hash would make wrong codes.
pub(crate) fn named(name: &str) -> Result<Algorithm, Refusal> {
    let plain: String = name.chars().filter(|c| !matches!(c, '-' | '_' | ' ')).collect::<String>().to_ascii_uppercase();
    match plain.strip_prefix("HMAC").unwrap_or(&plain) {
        "SHA1" => Ok(Algorithm::Sha1),
        "SHA256" => Ok(Algorithm::Sha256),
        "SHA512" => Ok(Algorithm::Sha512),
        _ => Err(Refusal::UnsupportedAlgorithm(short_name(name))),
    }
}
