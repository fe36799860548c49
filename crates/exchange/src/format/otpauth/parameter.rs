//! The names of an `otpauth://` URI's parameters, grouped by what ignoring them would do to a code.

use crate::query::{Query, said};
use crate::refusal::{ParameterFault, Refusal};

/// The hash. Apps use any of these names. A value that isn't a hash is refused.
pub(crate) const ALGORITHM: &[&str] = &["algorithm", "algo", "alg", "hash", "digest"];

/// The length of a code.
pub(crate) const DIGITS: &[&str] = &["digits"];

/// The time step in seconds.
pub(crate) const PERIOD: &[&str] = &["period", "interval", "step", "timestep"];

/// The moving factor of the next code.
pub(crate) const COUNTER: &[&str] = &["counter"];

/// The seed in base32.
pub(crate) const SECRET: &[&str] = &["secret"];

/// Other parameters that are read: names, Ente Auth's JSON and WinAuth's.
const READ: &[&str] = &["issuer", "codedisplay", "data"];

/// Requests for a lock: privacyIDEA's `app_force_unlock=pin` (or `biometric`, or `any`), which it
/// wrote as `pin=True` before, and FreeOTP's `lock=true`.
const LOCK: &[&str] = &["app_force_unlock", "pin", "lock"];
/// Their values that request none.
const NO_LOCK: &[&str] = &["false", "no", "0", "none"];

/// Parameters known to change no code: they name, sort or decorate an account, or say what the
/// server tolerates.
#[rustfmt::skip]
const HARMLESS: &[&str] = &[
    // Names of the account and of its issuer.
    "account", "account_name", "accountname", "app", "app_name", "appname", "client", "comment", "company",
    "description", "display_name", "displayname", "domain", "email", "host", "issueralt", "issuerext", "issuerint",
    "label", "login", "mail", "name", "nickname", "org", "organisation", "organization", "originalissuer",
    "originalname", "provider", "realm", "service", "site", "source", "tenant", "tenantid", "title", "uri", "url",
    "user", "user_name", "userid", "user_id", "username", "website",
    // How it looks. `b` is ForgeRock's background.
    "avatar", "b", "background", "backgroundcolor", "bgcolor", "brand", "color", "colour", "favicon", "foreground",
    "icon", "icon_mime", "icon_url", "iconcolor", "icontype", "iconurl", "iconvalue", "image", "imageurl", "img", "logo",
    "logo_url", "logourl", "picture", "theme", "thumbnail",
    // How it is sorted and grouped.
    "archived", "category", "created", "created_at", "createdat", "fav", "favorite", "favourite", "folder", "group",
    "groups", "hidden", "index", "last_used", "lastused", "modified", "note", "notes", "order", "pinned", "position",
    "sort", "tag", "tags", "updated", "updated_at", "updatedat", "usage", "used_frequency",
    // Its identifier on the server, or in the app that wrote it.
    "creator", "device_id", "deviceid", "enrollment", "enrollment_id", "enrolment", "guid", "id", "oid", "origin",
    "serial", "serialnumber", "serial_number", "track_id", "uid", "uniqueid", "uuid",
    // When the app that wrote it shows or releases it.
    "app_force_unlock", "exportable", "force_app_pin", "force_unlock", "lock", "locked", "policies", "policy", "touch",
    // How many codes around the current one the server accepts.
    "lookahead", "skew", "tolerance", "window",
    // Where it was first seen, and in which language.
    "lang", "language", "locale", "utm_campaign", "utm_medium", "utm_source",
];

/// Parameters that are harmless only at these values: any other value changes the codes.
const NEUTRAL: &[(&[&str], &[&str])] = &[
    // As a flag, it is privacyIDEA's request for a lock. Digits or base32 are a PIN of mOTP or
    // Yandex, which is part of every code.
    (&["pin"], &["true", "false", "yes", "no", "1", "0"]),
    (&["2step"], &["false", "0"]),
    (&["encoding", "secret_encoding", "secretencoding", "keyencoding"], &["base32"]),
    (&["encoder"], &["steam", "digits", "default"]),
    (&["steam"], &["true", "false", "1", "0"]),
    (&["t0", "epoch", "offset", "drift", "timeoffset", "time_offset"], &["0"]),
];

/// Names of the type, which the URI already states.
const TYPE: &[&str] = &["type", "tokentype", "token_type", "otptype", "otp_type"];

/// The most parameters of a URI, with room to spare: each of them is searched for many names.
const MAX_PARAMETERS: usize = 128;

/// Refuses every parameter that isn't known to be harmless in a URI of the type `named` (such as
/// `totp`). A name without a value is ignored: sites append one for readers that lose the last
/// parameter.
pub(crate) fn check(query: Query<'_>, named: &str) -> Result<(), Refusal> {
    if query.pairs().nth(MAX_PARAMETERS).is_some() {
        return Err(Refusal::Malformed);
    }
    for (name, value) in query.pairs() {
        let value = said(value);
        let is = |other: &str| value.as_ref().is_some_and(|value| value.eq_ignore_ascii_case(other));
        let known = [SECRET, ALGORITHM, DIGITS, PERIOD, COUNTER, READ, HARMLESS];
        let among = |names: &[&str]| names.contains(&name.as_str());
        let neutral = NEUTRAL.iter().any(|(names, values)| among(names) && values.iter().any(|value| is(value)));
        if known.into_iter().any(among) || neutral || (among(TYPE) && is(named)) {
            continue;
        }
        if name.starts_with("2step") {
            return Err(ParameterFault::HalfSecret.of("2step"));
        }
        if value.is_some() {
            return Err(ParameterFault::Unknown.of(&shown(&name)));
        }
    }
    Ok(())
}

/// Whether the issuer wants each code to need the app's PIN. The query has passed [`check`].
pub(crate) fn asks_for_pin(query: Query<'_>) -> bool {
    query
        .pairs()
        .filter(|(name, _)| LOCK.contains(&name.as_str()))
        .any(|(_, value)| said(value).is_some_and(|value| !NO_LOCK.iter().any(|no| value.eq_ignore_ascii_case(no))))
}

/// An unknown name, shortened for display. A seed in its place is never repeated whole, because a
/// seed has no underscore.
fn shown(name: &str) -> String {
    let longest = if name.contains('_') { 32 } else { 12 };
    let plain = |c: char| if c.is_ascii_alphanumeric() || "-_.".contains(c) { c } else { '?' };
    name.chars().map(plain).take(longest).collect()
}
