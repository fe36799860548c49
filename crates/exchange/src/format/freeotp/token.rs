use serde::Deserialize;
use serde_json::Value;
use watchword_otp::Secret;
use zeroize::Zeroizing;

use crate::draft::{Draft, Stated, first_name};
use crate::entry::Imported;
use crate::json;
use crate::refusal::Refusal;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Token {
    r#type: String,
    algo: Option<String>,
    issuer_alt: Option<String>,
    issuer_ext: Option<String>,
    issuer_int: Option<String>,
    label: Option<String>,
    label_alt: Option<String>,
    category: Option<String>,
    digits: Option<u64>,
    period: Option<u64>,
    counter: Option<i64>,
}

/// The bytes of a secret or of anything else, which Java writes with a sign.
pub(super) type Bytes = Zeroizing<Vec<i16>>;

#[derive(Deserialize)]
struct WithSecret {
    secret: Bytes,
}

/// Bytes with or without their sign.
///
/// # Errors
/// [`Refusal::FileDamaged`] for a number that isn't one.
pub(super) fn unsigned(bytes: &Bytes) -> Result<Zeroizing<Vec<u8>>, Refusal> {
    let byte = |number: &i16| u8::try_from(*number).or_else(|_| i8::try_from(*number).map(|byte| byte as u8));
    let bytes: Result<Vec<u8>, _> = bytes.iter().map(byte).collect();
    bytes.map(Zeroizing::new).map_err(|_| Refusal::FileDamaged)
}

/// The account of a token with its secret.
pub(super) fn account(json: &Value) -> Result<Imported, Refusal> {
    let WithSecret { secret } = json::fields(json)?;
    with(json, unsigned(&secret)?)
}

/// The account of a token whose secret is stored elsewhere.
pub(super) fn with(json: &Value, mut secret: Zeroizing<Vec<u8>>) -> Result<Imported, Refusal> {
    let token: Token = json::fields(json)?;
    let stated = match Stated::named(&token.r#type)? {
        Stated::Totp if token.issuer_ext.as_deref() == Some("Steam") => Stated::Steam,
        stated => stated,
    };
    let counter = token.counter.filter(|counter| *counter != -1);
    let draft = Draft {
        stated,
        issuer: first_name([token.issuer_alt, token.issuer_ext, token.issuer_int]),
        account: first_name([token.label_alt, token.label]),
        algorithm: token.algo,
        digits: token.digits,
        period: token.period,
        counter: counter.map(|counter| u64::try_from(counter).map_err(|_| Refusal::Counter)).transpose()?,
        groups: token.category.into_iter().collect(),
        note: String::new(),
    };
    draft.with(Secret::new(std::mem::take(&mut *secret))?)
}
