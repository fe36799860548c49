//! The one-time passwords of an entry, by the names of its fields.

use data_encoding::{BASE64, BASE64_NOPAD, HEXLOWER_PERMISSIVE};
use percent_encoding::percent_decode_str;
use watchword_otp::{InvalidSecret, Looks, Secret};
use zeroize::Zeroizing;

use crate::draft::{Draft, Stated};
use crate::entry::Imported;
use crate::item::Item;
use crate::name::short_name;
use crate::query::{Query, number};
use crate::refusal::{ParameterFault, Refusal};

/// The accounts of an entry. None if no field states a one-time password.
pub(super) fn accounts<'a>(
    item: impl Fn() -> Item<'a>,
    get: impl Fn(&str) -> Option<&'a str>,
) -> Vec<Result<Imported, Refusal>> {
    let get = |key: &str| get(key).filter(|value| !value.trim().is_empty());
    let read = [
        get("otp").map(|value| otp(item(), value)),
        get("TOTP Seed").map(|seed| tray(item().draft()?, seed, get("TOTP Settings"))),
        secret("TimeOtp", &get).map(|secret| time(item().draft()?, secret?, &get)),
        secret("HmacOtp", &get).map(|secret| {
            let counter = get("HmacOtp-Counter").map(|text| number(text, Refusal::Counter)).transpose()?;
            Draft { stated: Stated::Hotp, counter, ..item().draft()? }.with(secret?)
        }),
    ];
    let mut accounts = Vec::new();
    for account in read.into_iter().flatten() {
        if account.is_err() || !accounts.contains(&account) {
            accounts.push(account);
        }
    }
    accounts
}

/// The field `otp`: KeePassXC's URI, KeeOtp's query, or the secret alone, as other programs write
/// it. KeePassXC's CSV states the settings in its place, without the seed, for an entry that it
/// keeps in KeeTrayTOTP's fields.
pub(super) fn otp(item: Item<'_>, value: &str) -> Result<Imported, Refusal> {
    let is_query = value.split('&').any(|pair| pair.trim_start().starts_with("key="));
    if is_query && !value.contains("://") {
        return query(item.draft()?, Query::of(value));
    }
    if value.contains(';') && !value.contains("://") {
        return Err(InvalidSecret::Empty.into());
    }
    item.account(value)
}

/// KeeOtp's query: `key=…&step=60&size=8`. What is missing has its default.
fn query(draft: Draft, query: Query<'_>) -> Result<Imported, Refusal> {
    const KNOWN: [&str; 7] = ["key", "type", "step", "size", "counter", "otphashmode", "encoding"];
    if let Some((name, _)) = query.pairs().find(|(name, value)| !value.is_empty() && !KNOWN.contains(&name.as_str())) {
        return Err(ParameterFault::Unknown.of(&short_name(&name)));
    }
    for name in KNOWN {
        let mut values = query.pairs().filter(|(known, _)| known.as_str() == name).map(|(_, value)| value);
        let first = values.next();
        if values.any(|value| Some(value) != first) {
            return Err(ParameterFault::Twice.of(name));
        }
    }
    // Not decoded as a form is: KeeOtp leaves the `+` of base64 as it is.
    let get = |name: &str| {
        let value = Zeroizing::new(percent_decode_str(query.raw(name)?).collect::<Vec<u8>>());
        let value = Zeroizing::new(String::from_utf8_lossy(&value).trim().to_owned());
        Some(value).filter(|value| !value.is_empty())
    };
    let stated = match get("type").as_ref().map_or("totp", |name| name.as_str()) {
        name if name.eq_ignore_ascii_case("totp") => Stated::Totp,
        name if name.eq_ignore_ascii_case("hotp") => Stated::Hotp,
        name if name.eq_ignore_ascii_case("steam") => Stated::Steam,
        other => return Err(Refusal::UnsupportedType(short_name(other))),
    };
    let encoding = get("encoding").map_or(Ok(Encoding::Base32), |name| Encoding::named(&name))?;
    let digits = get("size").map(|text| number(&text, Refusal::Digits)).transpose()?;
    let period = get("step").map(|text| number(&text, Refusal::Period)).transpose()?;
    let counter = get("counter").map(|text| number(&text, Refusal::Counter)).transpose()?;
    let algorithm = get("otphashmode").map(|name| name.to_string());
    let secret = encoding.secret(&get("key").unwrap_or_default())?;
    Draft { stated, digits, period, counter, algorithm, ..draft }.with(secret)
}

/// KeeTrayTOTP's fields, which KeePassXC had too: the seed, and `30;6` or, for Steam, `30;S`. An
/// address may follow, of a server whose clock to go by.
fn tray(draft: Draft, seed: &str, settings: Option<&str>) -> Result<Imported, Refusal> {
    let secret = Secret::from_base32(seed)?;
    let Some(settings) = settings else { return draft.with(secret) };
    let mut parts = settings.split(';').map(str::trim);
    let period = Some(number(parts.next().unwrap_or_default(), Refusal::Period)?);
    match parts.next().unwrap_or_default() {
        "S" => Draft { stated: Stated::Steam, period, ..draft },
        digits => Draft { digits: Some(number(digits, Refusal::Digits)?), period, ..draft },
    }
    .with(secret)
}

/// KeePass' own fields for TOTP.
fn time<'a>(draft: Draft, secret: Secret, get: &impl Fn(&str) -> Option<&'a str>) -> Result<Imported, Refusal> {
    let digits = get("TimeOtp-Length").map(|text| number(text, Refusal::Digits)).transpose()?;
    let period = get("TimeOtp-Period").map(|text| number(text, Refusal::Period)).transpose()?;
    let algorithm = get("TimeOtp-Algorithm").map(str::to_owned);
    Draft { digits, period, algorithm, ..draft }.with(secret)
}

/// The secret in KeePass' own fields, the name of which states its encoding.
fn secret<'a>(prefix: &str, get: &impl Fn(&str) -> Option<&'a str>) -> Option<Result<Secret, Refusal>> {
    let encodings =
        [("", Encoding::Utf8), ("-Hex", Encoding::Hex), ("-Base32", Encoding::Base32), ("-Base64", Encoding::Base64)];
    let mut fields = encodings
        .into_iter()
        .filter_map(|(suffix, encoding)| get(&format!("{prefix}-Secret{suffix}")).map(|text| encoding.secret(text)));
    fields.next()
}

/// How a secret is written.
#[derive(Clone, Copy)]
enum Encoding {
    Utf8,
    Hex,
    Base32,
    Base64,
}

impl Encoding {
    fn named(name: &str) -> Result<Self, Refusal> {
        match name.to_ascii_lowercase().as_str() {
            "utf8" => Ok(Self::Utf8),
            "hex" => Ok(Self::Hex),
            "base32" => Ok(Self::Base32),
            "base64" => Ok(Self::Base64),
            _ => Err(ParameterFault::Unknown.of("encoding")),
        }
    }

    fn secret(self, text: &str) -> Result<Secret, Refusal> {
        let plain = || Zeroizing::new(text.chars().filter(|c| !c.is_whitespace()).collect::<String>());
        let bytes = match self {
            Self::Utf8 => Ok(text.as_bytes().to_vec()),
            Self::Hex => HEXLOWER_PERMISSIVE.decode(plain().as_bytes()),
            Self::Base32 => return Ok(Secret::from_base32(text)?),
            Self::Base64 => {
                let encoding = if text.contains('=') { BASE64 } else { BASE64_NOPAD };
                encoding.decode(plain().as_bytes())
            }
        };
        Ok(Secret::new(bytes.map_err(|_| InvalidSecret::NotBase32(Looks::Otherwise))?)?)
    }
}
