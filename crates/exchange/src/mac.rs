//! HMAC (RFC 2104), with the hashes that files name.

use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;
use sha2::{Sha224, Sha256, Sha384, Sha512};

/// The hash within HMAC.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Hash {
    Sha1,
    Sha224,
    Sha256,
    Sha384,
    Sha512,
}

/// Whether the tag is that of all parts together, whole. Takes the same time wherever it differs.
pub(crate) fn verify(hash: Hash, key: &[u8], parts: &[&[u8]], tag: &[u8]) -> bool {
    let verify = match hash {
        Hash::Sha1 => verify_with::<Hmac<Sha1>>,
        Hash::Sha224 => verify_with::<Hmac<Sha224>>,
        Hash::Sha256 => verify_with::<Hmac<Sha256>>,
        Hash::Sha384 => verify_with::<Hmac<Sha384>>,
        Hash::Sha512 => verify_with::<Hmac<Sha512>>,
    };
    verify(key, parts, tag)
}

fn verify_with<M: Mac + KeyInit>(key: &[u8], parts: &[&[u8]], tag: &[u8]) -> bool {
    let Ok(mac) = <M as KeyInit>::new_from_slice(key) else { return false };
    parts.iter().fold(mac, |mac, part| mac.chain_update(part)).verify_slice(tag).is_ok()
}
