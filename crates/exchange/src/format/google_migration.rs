//! Google Authenticator's export: `otpauth-migration://offline?data=…`, base64 of a protocol
//! buffer. An export of many accounts is split over several QR codes; a file of them is a list of
//! these URIs.
//!
//! Facts: `OtpMigration.proto` in qistoph/otp_export, Aegis' `GoogleAuthInfo.java`, the test files
//! of scito/extract_otp_secrets, and exports made with the app. The format has no period: it is 30
//! seconds for every account. Absent fields mean SHA-1, six digits and TOTP. Field 8, an
//! identifier, is ignored.

use std::hash::{DefaultHasher, Hash, Hasher};

use data_encoding::BASE64_NOPAD;
use percent_encoding::percent_decode_str;
use prost::Message;
use watchword_otp::{Account, Algorithm, Kind, Parameters, Secret};
use zeroize::Zeroizing;

use crate::entry::{Entry, Read};
use crate::export::ExportPart;
use crate::limits::{MAX_EXPORT_PARTS, MAX_PART_ACCOUNTS};
use crate::name::split_label;
use crate::query::Query;
use crate::refusal::{ParameterFault, Refusal};
use crate::steam;

#[derive(Message)]
pub(crate) struct MigrationPayload {
    // Decoded one by one later, so that a damaged entry doesn't affect the others.
    #[prost(bytes = "vec", repeated, tag = "1")]
    pub(crate) entries: Vec<Vec<u8>>,
    // Written, and ignored when read.
    #[prost(int32, tag = "2")]
    pub(crate) version: i32,
    #[prost(int32, tag = "3")]
    pub(crate) batch_size: i32,
    #[prost(int32, tag = "4")]
    pub(crate) batch_index: i32,
    #[prost(int32, tag = "5")]
    pub(crate) batch_id: i32,
}

#[derive(Message)]
pub(crate) struct OtpParameters {
    #[prost(bytes = "vec", tag = "1")]
    pub(crate) secret: Vec<u8>,
    // Bytes, because a name that isn't UTF-8 is no reason to lose an account.
    #[prost(bytes = "vec", tag = "2")]
    pub(crate) name: Vec<u8>,
    #[prost(bytes = "vec", tag = "3")]
    pub(crate) issuer: Vec<u8>,
    #[prost(int32, tag = "4")]
    pub(crate) algorithm: i32,
    #[prost(int32, tag = "5")]
    pub(crate) digits: i32,
    #[prost(int32, tag = "6")]
    pub(crate) kind: i32,
    #[prost(int64, tag = "7")]
    pub(crate) counter: i64,
}

/// Reads what follows `otpauth-migration://`.
pub(crate) fn parse(rest: &str) -> Result<Read, Refusal> {
    let (host, query) = Query::split(rest);
    if !host.trim_end_matches('/').eq_ignore_ascii_case("offline") {
        return Err(Refusal::Malformed);
    }
    let mut data = query.pairs().filter(|(name, _)| name.as_str() == "data").map(|(_, value)| value);
    let first = data.next().unwrap_or_default();
    if data.any(|other| other != first) {
        return Err(ParameterFault::Twice.of("data"));
    }
    let bytes = decode(first)?;
    let payload = MigrationPayload::decode(bytes.as_slice()).map_err(|_| Refusal::ExportDamaged)?;
    let entries = Zeroizing::new(payload.entries);
    if entries.len() > MAX_PART_ACCOUNTS {
        return Err(Refusal::TooMany);
    }
    let size = u32::try_from(payload.batch_size.max(1)).map_err(|_| Refusal::ExportDamaged)?;
    let index = u32::try_from(payload.batch_index).map_err(|_| Refusal::ExportDamaged)?;
    if entries.is_empty() || size > MAX_EXPORT_PARTS || index >= size {
        return Err(Refusal::ExportDamaged);
    }
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    let (id, digest) = (payload.batch_id, hasher.finish());
    let entries = (1..).zip(entries.iter()).map(|(entry, bytes)| Entry {
        number: 1,
        part: Some(ExportPart { id, index, size, entry, digest }),
        content: account(bytes).map(Into::into),
    });
    Ok(Read { entries: entries.collect() })
}

/// Decodes base64 in either alphabet (RFC 4648, sections 4 and 5), padded or not. Base64 has no
/// spaces, so a space is a `+` that something decoded.
fn decode(data: &str) -> Result<Zeroizing<Vec<u8>>, Refusal> {
    let symbols: Zeroizing<Vec<u8>> = Zeroizing::new(
        percent_decode_str(data)
            .filter(|byte| !matches!(byte, b'=' | b'\r' | b'\n' | b'\t'))
            .map(|byte| match byte {
                b' ' | b'-' => b'+',
                b'_' => b'/',
                other => other,
            })
            .collect(),
    );
    let mut lenient = BASE64_NOPAD.specification();
    lenient.check_trailing_bits = false;
    let encoding = lenient.encoding().unwrap_or(BASE64_NOPAD);
    encoding.decode(&symbols).map(Zeroizing::new).map_err(|_| Refusal::ExportDamaged)
}

fn account(bytes: &[u8]) -> Result<Account, Refusal> {
    let mut entry = OtpParameters::decode(bytes).map_err(|_| Refusal::ExportDamaged)?;
    let secret = Secret::new(std::mem::take(&mut entry.secret));
    let algorithm = match entry.algorithm {
        0 | 1 => Algorithm::Sha1,
        2 => Algorithm::Sha256,
        3 => Algorithm::Sha512,
        4 => return Err(Refusal::UnsupportedAlgorithm("MD5".into())),
        other => return Err(Refusal::UnsupportedAlgorithm(other.to_string())),
    };
    let digits = match entry.digits {
        0 | 1 => 6,
        2 => 8,
        _ => return Err(Refusal::Digits),
    };
    let (issuer, account) =
        split_label(&String::from_utf8_lossy(&entry.name), &String::from_utf8_lossy(&entry.issuer))?;
    let kind = match entry.kind {
        1 => Kind::Hotp { counter: entry.counter.try_into().map_err(|_| Refusal::Counter)? },
        // The format has no field for a period.
        0 | 2 => Kind::Totp { period: 30 },
        other => return Err(Refusal::UnsupportedType(other.to_string())),
    };
    let parameters = match kind {
        Kind::Hotp { .. } if steam::is_named(&issuer, &account) => return Err(Refusal::SteamParameters),
        // It can't express five digits either, so six may stand for them.
        _ if steam::is_named(&issuer, &account) => {
            steam::parameters(algorithm, Some(digits).filter(|digits| *digits != 6), None)?
        }
        _ => Parameters::new(kind, algorithm, digits)?,
    };
    Ok(Account { issuer, account, parameters, secret: secret? })
}
