use serde::Serialize;
use watchword_otp::{Account, Kind};
use watchword_session::{Imported, read_uri};
use zeroize::Zeroizing;

use crate::failure::Failure;
use crate::input;
use crate::name::name;
use crate::vault::Context;

/// An account in the JSON of `import --dry-run`.
#[derive(Serialize)]
pub(crate) struct Shown {
    #[serde(rename = "type")]
    kind: &'static str,
    issuer: String,
    account: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    secret: Option<Zeroizing<String>>,
    algorithm: &'static str,
    digits: u8,
    #[serde(skip_serializing_if = "Option::is_none")]
    period: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    counter: Option<u64>,
    // The PIN that mOTP and Yandex codes depend on. Always `None`: those codes are not supported.
    pin: Option<&'static str>,
    groups: Vec<String>,
    note: Option<Zeroizing<String>>,
}

impl Shown {
    /// Makes the JSON of an account, with its secret and its note only if `reveal` is set.
    pub(crate) fn of(Imported { account, groups, note, .. }: Imported, reveal: bool) -> Self {
        let kind = account.parameters.kind();
        Self {
            kind: match kind {
                Kind::Totp { .. } => "totp",
                Kind::Hotp { .. } => "hotp",
                Kind::Steam { .. } => "steam",
            },
            issuer: account.issuer,
            account: account.account,
            secret: reveal.then(|| account.secret.to_base32()),
            algorithm: account.parameters.algorithm().name(),
            digits: account.parameters.digits(),
            period: kind.period(),
            counter: match kind {
                Kind::Hotp { counter } => Some(counter),
                Kind::Totp { .. } | Kind::Steam { .. } => None,
            },
            pin: None,
            groups,
            note: Some(note).filter(|note| reveal && !note.is_empty()),
        }
    }

    /// The account as one line of text: its names, then the parameters of its codes.
    pub(crate) fn line(&self) -> Zeroizing<String> {
        let name = name(&self.issuer, &self.account);
        let mut line = Zeroizing::new(format!("{name}  {} {} {}", self.kind, self.algorithm, self.digits));
        if let Some(secret) = &self.secret {
            line.push_str("  ");
            line.push_str(secret);
        }
        line
    }
}

/// The single account in a URI. `-` reads the URI from standard input, which keeps it out of the
/// shell's history and out of `ps`.
pub(crate) fn from_uri(context: &Context<'_>, uri: &str) -> Result<Account, Failure> {
    let text = match uri {
        "-" => input::line().ok_or_else(|| Failure::Usage(context.say("cli-no-line")))?,
        uri => Zeroizing::new(uri.to_owned()),
    };
    read_uri(&text)?.into_account().ok_or_else(|| Failure::Said(context.say("cli-uri-is-export")))
}
