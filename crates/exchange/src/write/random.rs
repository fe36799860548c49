//! What is random in an export.

use std::collections::{BTreeMap, BTreeSet};

use data_encoding::HEXLOWER;
use zeroize::Zeroizing;

use crate::entry::Imported;

/// Fills bytes with random ones.
pub(super) type Random<'a> = &'a mut dyn FnMut(&mut [u8]);

/// Random bytes, for a salt, a nonce or a key.
pub(super) fn bytes<const N: usize>(random: Random<'_>) -> Zeroizing<[u8; N]> {
    let mut bytes = Zeroizing::new([0; N]);
    random(bytes.as_mut());
    bytes
}

/// A random identifier (RFC 9562, version 4).
pub(super) fn uuid(random: Random<'_>) -> String {
    let mut bytes = *bytes::<16>(random);
    bytes[6] = bytes[6] & 0x0f | 0x40;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let hex = HEXLOWER.encode(&bytes);
    [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-")
}

/// The identifiers of the accounts' groups, by name.
pub(super) fn groups<'a>(accounts: &[&'a Imported], random: Random<'_>) -> BTreeMap<&'a str, String> {
    let names: BTreeSet<&str> = accounts.iter().flat_map(|imported| &imported.groups).map(String::as_str).collect();
    names.into_iter().map(|name| (name, uuid(random))).collect()
}
