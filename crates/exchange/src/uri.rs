//! `otpauth://TYPE/LABEL?PARAMETERS` as Google's Key URI Format has it and as apps write it, and `steam://SECRET`.

use percent_encoding::percent_decode_str;
use serde::Deserialize;
use watchword_otp::{Account, Algorithm, InvalidSecret, Kind, Parameters, Secret};
use zeroize::Zeroizing;

use crate::name::{short_name, split_encoded_label};
use crate::query::Query;
use crate::{Nature, Refusal};

const STEAM: &str = "Steam";

/// What the type in a URI asks for; parameters may still make a Steam account of a `totp`.
enum Type {
    Totp,
    Hotp,
    Steam,
}

/// Reads what follows `otpauth://`.
pub(crate) fn parse(rest: &str) -> Result<Account, Refusal> {
    let (path, query) = Query::split(rest);
    let (name, label) = path.split_once('/').unwrap_or((path, ""));
    let named = match name.to_ascii_lowercase().as_str() {
        "totp" => Type::Totp,
        "hotp" => Type::Hotp,
        "steam" => Type::Steam,
        "" => return Err(Refusal::Malformed),
        _ => return Err(Refusal::UnsupportedType(short_name(name))),
    };
    if is_trashed(query) {
        return Err(Refusal::Trashed);
    }
    let (issuer, account) = split_encoded_label(label, query.value("issuer").as_deref().map_or("", String::as_str))?;
    let parameters = parameters(named, &issuer, query)?;
    let secret = Secret::from_base32(query.value("secret").as_deref().map_or("", String::as_str))?;
    Ok(Account { issuer, account, parameters, secret })
}

/// Reads what follows `steam://`: the secret alone (Bitwarden, Proton). With a path it is a link into Steam's own client.
pub(crate) fn parse_steam(rest: &str) -> Result<Account, Refusal> {
    let (path, query) = Query::split(rest);
    let secret = path.strip_suffix('/').unwrap_or(path);
    if secret.contains('/') || query.raw("secret").is_some() {
        return Err(Refusal::NotAnAccount(Nature::Text));
    }
    let bytes = Zeroizing::new(percent_decode_str(secret).collect::<Vec<u8>>());
    let text = std::str::from_utf8(&bytes).map_err(|_| InvalidSecret::NotBase32)?;
    Ok(Account {
        issuer: STEAM.into(),
        account: String::new(),
        parameters: Parameters::steam(),
        secret: Secret::from_base32(text)?,
    })
}

fn parameters(named: Type, issuer: &str, query: Query<'_>) -> Result<Parameters, Refusal> {
    let algorithm = algorithm(query)?;
    let digits = number(query, "digits", Refusal::Digits)?;
    let period = || number(query, "period", Refusal::Period).map(|period| period.unwrap_or(30));
    let kind = match named {
        Type::Hotp => Kind::Hotp { counter: number(query, "counter", Refusal::Counter)?.unwrap_or(0) },
        Type::Steam => Kind::Steam { period: period()? },
        Type::Totp if is_steam(issuer, digits, query) => Kind::Steam { period: period()? },
        Type::Totp => Kind::Totp { period: period()? },
    };
    match kind {
        Kind::Steam { .. } if digits.is_some_and(|digits| digits != 5) => Err(Refusal::SteamParameters),
        Kind::Steam { .. } => Ok(Parameters::new(kind, algorithm, 5)?),
        _ => Ok(Parameters::new(kind, algorithm, digits.unwrap_or(6))?),
    }
}

/// Steam in the guise of `totp`: KeePassXC's `encoder=steam`, a bare `steam`, or the issuer with five digits or none said
/// (as in Steam's own files). Steam has no other codes, so six digits there would be wrong ones.
fn is_steam(issuer: &str, digits: Option<u32>, query: Query<'_>) -> bool {
    query.said("encoder").is_some_and(|encoder| encoder.eq_ignore_ascii_case(STEAM))
        || query.raw(STEAM).is_some_and(str::is_empty)
        || (issuer.eq_ignore_ascii_case(STEAM) && digits.is_none_or(|digits| digits == 5))
}

/// `SHA1`, `sha-256`, `HmacSHA512`: case, dashes and the HMAC around it do not matter.
fn algorithm(query: Query<'_>) -> Result<Algorithm, Refusal> {
    let Some(named) = query.said("algorithm") else { return Ok(Algorithm::default()) };
    let plain: String = named.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect();
    match plain.strip_prefix("HMAC").unwrap_or(&plain) {
        "SHA1" => Ok(Algorithm::Sha1),
        "SHA256" => Ok(Algorithm::Sha256),
        "SHA512" => Ok(Algorithm::Sha512),
        _ => Err(Refusal::UnsupportedAlgorithm(short_name(&named))),
    }
}

/// A number in plain digits, or `None` where the URI says nothing.
fn number<T: std::str::FromStr>(query: Query<'_>, name: &str, refusal: Refusal) -> Result<Option<T>, Refusal> {
    let Some(text) = query.said(name) else { return Ok(None) };
    // `parse` would take a sign.
    let plain = text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| plain).map(Some).ok_or(refusal)
}

/// Ente Auth's own parameter. What else it holds (tags, notes) is no part of an account here.
#[derive(Deserialize)]
struct CodeDisplay {
    #[serde(default)]
    trashed: bool,
}

fn is_trashed(query: Query<'_>) -> bool {
    query
        .value("codeDisplay")
        .and_then(|json| serde_json::from_str::<CodeDisplay>(&json).ok())
        .is_some_and(|display| display.trashed)
}
