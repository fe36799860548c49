//! One account: `otpauth://TYPE/LABEL?PARAMETERS` as Google's Key URI Format defines it and as apps
//! write it, and `steam://SECRET`.
//!
//! Facts: the Key URI Format (wiki of google/google-authenticator), FreeOTP's `URI.md`, Aegis'
//! `GoogleAuthInfo.java`, Stratum's `UriParserTest`, OTPClient's `test_parse_uri_extra.c`,
//! KeePassXC's `Totp.cpp`, privacyIDEA's "Two step enrolment", and links seen from sites and apps.
//! Bitwarden and Proton write `steam://`.
//!
//! Where importers disagree: the `issuer` parameter wins over the label's (as in Proton and Ente
//! Auth, unlike Aegis and Stratum), and a label that says something else is kept whole as the
//! account, so that nothing is lost. A value out of range is refused, never replaced by a default:
//! the codes would be wrong.
//!
//! Ignoring a parameter can silently make every code wrong. So each belongs to one of these groups,
//! which `parameter.rs` lists:
//!
//! - **Read**: `secret`, `issuer`, `algorithm` (also `algo`, `alg`, `hash`, `digest`), `digits`,
//!   `period` (also `interval`, `step`, `timestep`), `counter`, KeePassXC's `encoder`, a bare
//!   `steam`, Ente Auth's `codeDisplay`, and the shared secret in WinAuth's `data`. One given twice
//!   with different values is refused; only the first `issuer` counts. `period` under `hotp` and
//!   `counter` under `totp` are ignored. Requests for a lock (privacyIDEA's `app_force_unlock` and
//!   `pin=true`, FreeOTP's `lock=true`) make each code need the PIN.
//! - **Harmless**: names, looks, order and identifiers (`image`, `icon`, `color`, `serial`, `tags`,
//!   …). Ignored.
//! - **Harmless at one value**: `pin=true` (a lock, as above), `encoding=base32`, `t0=0`, a
//!   `type` that repeats the URI's. Any other value is refused: `pin` and `pin_length` are part of
//!   Yandex's and mOTP's codes, another encoding or start time makes other codes.
//! - **Refused**: privacyIDEA's `2step…`, with which the secret is only the server's half of the
//!   seed, and every name that isn't listed, as long as it has a value: `ocrasuite`, `key`, `salt`,
//!   or one that doesn't exist yet.

mod ente;
mod parameter;
mod write;

pub use write::{to_uri, to_uri_with_lock};

use data_encoding::BASE64;
use percent_encoding::percent_decode_str;
use serde::Deserialize;
use watchword_otp::{Account, InvalidSecret, Kind, Looks, Parameters, Secret};
use zeroize::Zeroizing;

use crate::algorithm;
use crate::entry::Imported;
use crate::name::{short_name, split_encoded_label};
use crate::query::{Query, number, said};
use crate::refusal::{OtherText, ParameterFault, Refusal};
use crate::scheme::Scheme;
use crate::steam;
use ente::CodeDisplay;
use parameter::{ALGORITHM, COUNTER, DIGITS, PERIOD, SECRET};

/// The type that a URI states. Its parameters may still turn `totp` into a Steam account.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Type {
    Totp,
    Hotp,
    Steam,
}

/// Reads what follows `otpauth://`.
pub(crate) fn parse(rest: &str) -> Result<Imported, Refusal> {
    let (path, query) = Query::split(rest);
    let (name, label) = path.split_once('/').unwrap_or((path, ""));
    let named = match name.to_ascii_lowercase().as_str() {
        // privacyIDEA's day password is TOTP with a long period.
        "totp" | "daypassword" => Type::Totp,
        "hotp" => Type::Hotp,
        "steam" => Type::Steam,
        "" => return Err(Refusal::Malformed),
        _ => return Err(Refusal::UnsupportedType(short_name(name))),
    };
    let display = CodeDisplay::of(query);
    if display.is_trashed() {
        return Err(Refusal::Trashed);
    }
    parameter::check(query, name)?;
    let (issuer, account) = split_encoded_label(label, query.value("issuer").as_deref().map_or("", String::as_str))?;
    let parameters = parameters(named, &issuer, &account, query)?;
    let secret = match (shared_secret(query)?, parameters.kind()) {
        (Some(secret), Kind::Steam { .. }) => secret,
        (Some(_), _) => return Err(ParameterFault::Unknown.of("data")),
        (None, _) => query.sole(SECRET, |text| Ok(Secret::from_base32(text)?))?.ok_or(InvalidSecret::Empty)?,
    };
    let account = Account { issuer, account, parameters, secret };
    let asks_for_pin = parameter::asks_for_pin(query);
    Ok(Imported { account, groups: display.groups(), note: display.note(), asks_for_pin })
}

/// Reads what follows `steam://`: the secret alone.
pub(crate) fn parse_steam(rest: &str) -> Result<Imported, Refusal> {
    let Some((secret, query)) = steam_secret(rest) else { return Err(Refusal::NotAnAccount(OtherText::Other)) };
    parameter::check(query, "steam")?;
    let bytes = Zeroizing::new(percent_decode_str(secret).collect::<Vec<u8>>());
    let text = std::str::from_utf8(&bytes).map_err(|_| InvalidSecret::NotBase32(Looks::Otherwise))?;
    let secret = Secret::from_base32(text)?;
    Ok(Account { issuer: "Steam".into(), account: String::new(), parameters: Parameters::steam(), secret }.into())
}

/// Whether a URI is a link into Steam's own client, which shares the scheme: `steam://run/440`.
pub(crate) fn is_link_into_steam(uri: &str) -> bool {
    uri.split_once("://")
        .is_some_and(|(scheme, rest)| Scheme::of(scheme) == Some(Scheme::Steam) && steam_secret(rest).is_none())
}

/// Splits what follows `steam://` into the secret and the query; `None` for a link into Steam's own
/// client, which has a path.
fn steam_secret(rest: &str) -> Option<(&str, Query<'_>)> {
    let (path, query) = Query::split(rest);
    let secret = path.strip_suffix('/').unwrap_or(path);
    (!secret.contains('/') && query.raw("secret").is_none()).then_some((secret, query))
}

/// The value of a URI's `digits`.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Digits {
    Number(u32),
    /// `s`, which the apps around `pass` write for Steam's letters.
    Letters,
}

fn parameters(named: Type, issuer: &str, account: &str, query: Query<'_>) -> Result<Parameters, Refusal> {
    let algorithm = query.sole(ALGORITHM, algorithm::named)?.unwrap_or_default();
    let digits = query.sole(DIGITS, |text| match text {
        "s" | "S" => Ok(Digits::Letters),
        _ => number(text, Refusal::Digits).map(Digits::Number),
    })?;
    let period = || query.sole(PERIOD, |text| number(text, Refusal::Period));
    let letters = digits == Some(Digits::Letters) || is_marked_steam(query);
    let digits = digits.and_then(|digits| match digits {
        Digits::Number(number) => Some(number),
        Digits::Letters => None,
    });
    let five_at_steam = digits == Some(steam::LETTERS) && steam::is_mentioned(issuer, account);
    if named == Type::Steam || letters || five_at_steam || steam::is_named(issuer, account) {
        // Steam has only its own kind of codes. A link that says otherwise contradicts itself, and
        // reading it either way may give wrong codes.
        return match named {
            Type::Hotp => Err(Refusal::SteamParameters),
            Type::Totp | Type::Steam => steam::parameters(algorithm, digits, period()?),
        };
    }
    let kind = match named {
        Type::Hotp => Kind::Hotp { counter: query.sole(COUNTER, |text| number(text, Refusal::Counter))?.unwrap_or(0) },
        Type::Totp | Type::Steam => Kind::Totp { period: period()?.unwrap_or(30) },
    };
    Ok(Parameters::new(kind, algorithm, digits.unwrap_or(6))?)
}

/// KeePassXC's `encoder=steam`, or a parameter `steam` that isn't switched off.
fn is_marked_steam(query: Query<'_>) -> bool {
    query.pairs().any(|(name, value)| match (name.as_str(), said(value)) {
        ("encoder", Some(value)) => value.eq_ignore_ascii_case("steam"),
        ("steam", value) => value.is_none_or(|value| value.eq_ignore_ascii_case("true") || *value == "1"),
        _ => false,
    })
}

/// The JSON that WinAuth appends to a Steam account. Its secret takes precedence over `secret`.
#[derive(Deserialize)]
struct Data {
    shared_secret: Option<Zeroizing<String>>,
}

fn shared_secret(query: Query<'_>) -> Result<Option<Secret>, Refusal> {
    let unknown = || ParameterFault::Unknown.of("data");
    query
        .sole(&["data"], |json| {
            let data: Data = serde_json::from_str(json).map_err(|_| unknown())?;
            let bytes = data.shared_secret.map(|text| BASE64.decode(text.as_bytes()).map_err(|_| unknown()));
            Ok(bytes.transpose()?.map(Secret::new).transpose()?)
        })
        .map(Option::flatten)
}
