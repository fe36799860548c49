//! Other apps' files and URIs to accounts, and back.
//!
//! Pure: text in, accounts out. All of it is hostile until proven otherwise, so every reader is bounded in size,
//! and a refusal never repeats what it refused: that may be a seed.

mod batches;
mod list;
mod migration;
mod name;
mod parameter;
mod query;
mod refusal;
mod scheme;
mod steam;
mod uri;
mod write;

pub use batches::Batches;
pub use list::{Line, MAX_LINES, MAX_LIST_BYTES, parse_list};
pub use migration::{Batch, MAX_BATCH_ACCOUNTS, MAX_BATCHES};
pub use name::{MAX_NAME_CHARS, clean_name};
pub use refusal::{Fault, Nature, Refusal};
pub use scheme::is_of_account;
pub use write::to_uri;

use scheme::Scheme;
use watchword_otp::Account;

/// The longest text [`parse`] looks at, in bytes: many times what one QR code holds.
pub const MAX_TEXT_BYTES: usize = 64 << 10;

/// What one text holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Parsed {
    /// One account: `otpauth://`, `apple-otpauth://` or `steam://`.
    Account(Account),
    /// One QR code of a Google Authenticator export: `otpauth-migration://` or `apple-otpauth-migration://`.
    Batch(Batch),
}

/// What one text holds: a QR code's payload, a pasted line. Schemes are read in any case, space around is passed over.
///
/// # Errors
/// Every [`Refusal`] but [`Refusal::TooMany`] may come back for the whole text; one account of a batch that cannot be
/// read is refused inside the [`Batch`], and hides none of the others.
pub fn parse(text: &str) -> Result<Parsed, Refusal> {
    let text = trimmed(text);
    if text.len() > MAX_TEXT_BYTES {
        return Err(Refusal::TooLarge);
    }
    let Some((scheme, rest)) = text.split_once("://") else {
        return Err(Refusal::NotAnAccount(Nature::of(text)));
    };
    match Scheme::of(scheme) {
        Some(Scheme::Otpauth) => uri::parse(rest).map(Parsed::Account),
        Some(Scheme::Steam) => uri::parse_steam(rest).map(Parsed::Account),
        Some(Scheme::Migration) => migration::parse(rest).map(Parsed::Batch),
        Some(Scheme::Unsupported(name)) => Err(Refusal::UnsupportedType(name.into())),
        None => Err(Refusal::NotAnAccount(Nature::of(text))),
    }
}

/// Without space and byte order marks around.
fn trimmed(text: &str) -> &str {
    text.trim_matches(|character: char| character.is_whitespace() || character == '\u{feff}')
}
