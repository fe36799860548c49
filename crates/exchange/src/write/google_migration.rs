//! QR codes for Google Authenticator.
//!
//! Facts: as for reading. A period other than 30 seconds, a length other than six or eight digits
//! and Steam's codes have no place; a counter is a signed number of 64 bits. The app puts ten
//! accounts in a QR code; here there are fewer if they are long, so that the code stays readable.

use std::slice::from_ref;

use data_encoding::BASE64;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use prost::Message;
use watchword_otp::{Account, Algorithm, Kind};
use zeroize::Zeroizing;

use super::no_place::NoPlace;
use super::qr_code::QrCode;
use super::random::{Random, bytes};
use crate::entry::Imported;
use crate::format::google_migration::{MigrationPayload, OtpParameters};

/// The most accounts in a QR code, as the app writes them.
const MOST: usize = 10;

/// The longest text of a QR code, in bytes: version 40 with medium error correction has room for
/// 2,331 (ISO/IEC 18004, table 7).
const MAX_TEXT_BYTES: usize = 2_331;

pub(super) fn check(account: &Account) -> Result<(), NoPlace> {
    match account.parameters.kind() {
        Kind::Steam { .. } => return Err(NoPlace::Steam),
        Kind::Totp { period } if period != 30 => return Err(NoPlace::Period),
        Kind::Hotp { counter } if i64::try_from(counter).is_err() => return Err(NoPlace::Counter),
        Kind::Totp { .. } | Kind::Hotp { .. } => {}
    }
    if !matches!(account.parameters.digits(), 6 | 8) {
        return Err(NoPlace::Digits);
    }
    if fits(&[encoded(account)]) { Ok(()) } else { Err(NoPlace::Length) }
}

pub(super) fn write(accounts: &[&Imported], random: Random<'_>) -> Vec<QrCode> {
    let mut batches: Vec<Vec<Zeroizing<Vec<u8>>>> = Vec::new();
    for imported in accounts {
        let entry = encoded(&imported.account);
        match batches.last_mut() {
            Some(batch) if batch.len() < MOST && fits(&[batch, from_ref(&entry)].concat()) => batch.push(entry),
            _ => batches.push(vec![entry]),
        }
    }
    let id = i32::from_be_bytes(*bytes(random));
    let size = batches.len() as i32;
    let code = |(index, batch): (i32, &Vec<_>)| QrCode { text: text(batch, size, index, id), accounts: batch.len() };
    (0..).zip(&batches).map(code).collect()
}

/// Whether a QR code has room for these entries, whatever its place.
fn fits(entries: &[Zeroizing<Vec<u8>>]) -> bool {
    text(entries, i32::MAX, i32::MAX, -1).len() <= MAX_TEXT_BYTES
}

fn text(entries: &[Zeroizing<Vec<u8>>], batch_size: i32, batch_index: i32, batch_id: i32) -> Zeroizing<String> {
    let entries = entries.iter().map(|entry| entry.to_vec()).collect();
    let payload = MigrationPayload { entries, version: 1, batch_size, batch_index, batch_id };
    let data = Zeroizing::new(BASE64.encode(&Zeroizing::new(payload.encode_to_vec())));
    drop(Zeroizing::new(payload.entries));
    Zeroizing::new(format!("otpauth-migration://offline?data={}", utf8_percent_encode(&data, NON_ALPHANUMERIC)))
}

fn encoded(account: &Account) -> Zeroizing<Vec<u8>> {
    let parameters = &account.parameters;
    let (kind, counter) = match parameters.kind() {
        Kind::Hotp { counter } => (1, counter as i64),
        Kind::Totp { .. } | Kind::Steam { .. } => (2, 0),
    };
    let entry = OtpParameters {
        secret: account.secret.expose().to_vec(),
        name: account.account.clone().into_bytes(),
        issuer: account.issuer.clone().into_bytes(),
        algorithm: match parameters.algorithm() {
            Algorithm::Sha1 => 1,
            Algorithm::Sha256 => 2,
            Algorithm::Sha512 => 3,
        },
        digits: if parameters.digits() == 8 { 2 } else { 1 },
        kind,
        counter,
    };
    let encoded = Zeroizing::new(entry.encode_to_vec());
    drop(Zeroizing::new(entry.secret));
    encoded
}
