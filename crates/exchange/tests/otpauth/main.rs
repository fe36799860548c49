//! `otpauth://` and `steam://` URIs in the forms that sites and apps write.

#![allow(clippy::unwrap_used)]

mod ente;
mod names;
mod parameters;
mod refusals;
mod schemes;
mod secrets;
mod steam;
mod written;

use watchword_exchange::{Imported, Refusal, parse};
use watchword_otp::{Account, Algorithm, Kind, Parameters};

/// `hello world` in base32.
const SECRET: &str = "NBSWY3DPEB3W64TMMQ";

fn imported(text: &str) -> Imported {
    let mut entries = parse(text).unwrap_or_else(|refusal| panic!("{text}: {refusal}")).entries;
    assert!(entries.len() == 1 && entries[0].part.is_none(), "{text}");
    entries.remove(0).content.unwrap()
}

fn account(text: &str) -> Account {
    imported(text).account
}

fn refused(text: &str) -> Refusal {
    parse(text).expect_err(text)
}

fn totp(label: &str, rest: &str) -> Account {
    account(&format!("otpauth://totp/{label}?secret={SECRET}{rest}"))
}

fn names(label: &str, rest: &str) -> (String, String) {
    let account = totp(label, rest);
    (account.issuer, account.account)
}

fn parameters(kind: Kind, algorithm: Algorithm, digits: u32) -> Parameters {
    Parameters::new(kind, algorithm, digits).unwrap()
}

fn account_of_hotp(rest: &str) -> Parameters {
    account(&format!("otpauth://hotp/Example:jane?secret={SECRET}{rest}")).parameters
}
