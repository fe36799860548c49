//! The keys of a database.

use sha2::{Digest, Sha256, Sha512};
use zeroize::Zeroizing;

use crate::kdf::{self, Algorithm, Version};
use crate::refusal::Refusal;

/// A key derivation with its parameters.
pub(super) enum Kdf {
    Aes { seed: [u8; 32], rounds: u64 },
    Argon2 { algorithm: Algorithm, version: Version, salt: Vec<u8>, memory_kib: u64, passes: u64, lanes: u64 },
}

impl Kdf {
    /// What both keys are made of. The parameters are checked before anything is computed.
    pub(super) fn derive(&self, password: &str) -> Result<Zeroizing<[u8; 32]>, Refusal> {
        // The first hash is the password's, the second that of all that makes up the key.
        let composite = hash(&[&*hash(&[password.as_bytes()])]);
        match self {
            Self::Aes { seed, rounds } => Ok(hash(&[&*kdf::aes(&composite, seed, *rounds)?])),
            Self::Argon2 { algorithm, version, salt, memory_kib, passes, lanes } => {
                kdf::argon2(*algorithm, *version, &*composite, salt, [*memory_kib, *passes, *lanes])
            }
        }
    }
}

/// The key that encrypts the payload.
pub(super) fn cipher_key(seed: &[u8; 32], derived: &[u8; 32]) -> Zeroizing<[u8; 32]> {
    hash(&[seed, derived])
}

/// The key that authenticates the block of this number (version 4); the header is the last one.
pub(super) fn block_key(seed: &[u8; 32], derived: &[u8; 32], number: u64) -> Zeroizing<[u8; 64]> {
    let key = hash_512(&[seed, derived, &[1]]);
    hash_512(&[&number.to_le_bytes(), &*key])
}

pub(super) fn hash(parts: &[&[u8]]) -> Zeroizing<[u8; 32]> {
    let hasher = parts.iter().fold(Sha256::new(), |hasher, part| hasher.chain_update(part));
    Zeroizing::new(hasher.finalize().into())
}

pub(super) fn hash_512(parts: &[&[u8]]) -> Zeroizing<[u8; 64]> {
    let hasher = parts.iter().fold(Sha512::new(), |hasher, part| hasher.chain_update(part));
    Zeroizing::new(hasher.finalize().into())
}
