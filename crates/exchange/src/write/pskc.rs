//! PSKC (RFC 6030, version 1.0), unencrypted: what servers and vendors of tokens exchange.
//!
//! It has every algorithm here but Steam's, and no place for groups and notes. The elements are in
//! the order of the RFC's schema (section 11), by which `pskctool` and others validate.

use std::fmt::Write;

use data_encoding::BASE64;
use watchword_otp::{Account, Kind};
use zeroize::Zeroizing;

use super::no_place::NoPlace;
use super::random::{Random, uuid};
use crate::entry::Imported;

pub(super) fn check(account: &Account) -> Result<(), NoPlace> {
    match account.parameters.kind() {
        Kind::Steam { .. } => Err(NoPlace::Steam),
        // The schema's number is `xs:long`.
        Kind::Hotp { counter } if i64::try_from(counter).is_err() => Err(NoPlace::Counter),
        Kind::Totp { .. } | Kind::Hotp { .. } => Ok(()),
    }
}

pub(super) fn write(accounts: &[&Imported], random: Random<'_>) -> Zeroizing<Vec<u8>> {
    let mut container = Zeroizing::new(String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <KeyContainer Version=\"1.0\" xmlns=\"urn:ietf:params:xml:ns:keyprov:pskc\">\n",
    ));
    for imported in accounts {
        container.push_str(&package(&imported.account, random));
    }
    container.push_str("</KeyContainer>\n");
    Zeroizing::new(std::mem::take(&mut *container).into_bytes())
}

fn package(account: &Account, random: Random<'_>) -> Zeroizing<String> {
    let Account { issuer, account, parameters, secret } = account;
    let (algorithm, factor) = match parameters.kind() {
        Kind::Hotp { counter } => ("hotp", value("Counter", &counter.to_string())),
        Kind::Totp { period } | Kind::Steam { period } => ("totp", value("TimeInterval", &period.to_string())),
    };
    let secret = value("Secret", &Zeroizing::new(BASE64.encode(secret.expose())));
    let mut package = Zeroizing::new(String::with_capacity(2048));
    write!(
        package,
        "  <KeyPackage>\n    <Key Id=\"{id}\" Algorithm=\"urn:ietf:params:xml:ns:keyprov:pskc:{algorithm}\">\n\
         {issuer}      <AlgorithmParameters>\n        <Suite>HMAC-{suite}</Suite>\n        \
         <ResponseFormat Encoding=\"DECIMAL\" Length=\"{digits}\"/>\n      </AlgorithmParameters>\n\
         {account}      <Data>\n{secret}{factor}      </Data>\n    </Key>\n  </KeyPackage>\n",
        id = uuid(random),
        issuer = name("Issuer", issuer),
        suite = parameters.algorithm().name(),
        digits = parameters.digits(),
        account = name("FriendlyName", account),
        secret = secret.as_str(),
        factor = factor.as_str(),
    )
    .expect("strings take every text");
    package
}

fn value(name: &str, text: &str) -> Zeroizing<String> {
    Zeroizing::new(format!("        <{name}><PlainValue>{text}</PlainValue></{name}>\n"))
}

/// An element with a name of an account, or nothing if it has none.
fn name(element: &str, name: &str) -> String {
    if name.is_empty() { String::new() } else { format!("      <{element}>{}</{element}>\n", escaped(name)) }
}

/// Text as XML has it (XML 1.0, sections 2.2 and 2.4), which has no place for two characters.
fn escaped(text: &str) -> String {
    text.replace(['\u{fffe}', '\u{ffff}'], "").replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
