//! Steam accounts that a link or an export calls `totp`, as apps without a separate type for Steam
//! write them.

use watchword_otp::{Algorithm, Parameters};

use crate::refusal::Refusal;

/// The length of a Steam code, in letters.
pub(crate) const LETTERS: u32 = 5;

/// Whether the account must be Steam's: its issuer, or its name if it has no issuer, is Steam.
pub(crate) fn is_named(issuer: &str, account: &str) -> bool {
    let name = if issuer.is_empty() { account } else { issuer };
    let plain = name.chars().filter(|c| c.is_alphanumeric()).map(|c| c.to_ascii_lowercase());
    matches!(plain.collect::<String>().as_str(), "steam" | "steamguard")
}

/// Whether the issuer or the name begins with Steam, which is enough to recognize a Steam account
/// if its codes have five characters.
pub(crate) fn is_mentioned(issuer: &str, account: &str) -> bool {
    let begins = |name: &str| {
        let rest = name.get(..LETTERS as usize).filter(|start| start.eq_ignore_ascii_case("steam"));
        rest.is_some() && name[LETTERS as usize..].chars().next().is_none_or(|c| " :-_/|(+".contains(c))
    };
    is_named(issuer, account) || begins(issuer) || begins(account)
}

/// Steam's parameters, if the hash and the stated length and period (in seconds) are Steam's.
pub(crate) fn parameters(
    algorithm: Algorithm,
    digits: Option<u32>,
    period: Option<u32>,
) -> Result<Parameters, Refusal> {
    let steam = algorithm == Algorithm::Sha1
        && digits.is_none_or(|digits| digits == LETTERS)
        && period.is_none_or(|period| period == 30);
    if steam { Ok(Parameters::steam()) } else { Err(Refusal::SteamParameters) }
}
