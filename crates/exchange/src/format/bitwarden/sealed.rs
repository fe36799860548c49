use hkdf::Hkdf;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::items::items;
use crate::cipher;
use crate::encoding::base64;
use crate::entry::Read;
use crate::format::Sealed;
use crate::json;
use crate::kdf::{self, Prf};
use crate::mac::{self, Hash};
use crate::refusal::Refusal;

/// An export that opens with a password of its own.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Closed {
    /// The key derivation takes it as it stands, without decoding the base64.
    salt: String,
    /// 0 is PBKDF2 with HMAC-SHA-256, 1 is Argon2id.
    kdf_type: u32,
    kdf_iterations: u32,
    /// In MiB, for Argon2id alone.
    kdf_memory: Option<u64>,
    kdf_parallelism: Option<u64>,
    data: String,
}

impl Closed {
    fn key(&self, password: &[u8]) -> Result<Zeroizing<[u8; 32]>, Refusal> {
        match self.kdf_type {
            0 => kdf::pbkdf2(Prf::HmacSha256, password, self.salt.as_bytes(), self.kdf_iterations),
            1 => {
                let memory = self.kdf_memory.ok_or(Refusal::FileDamaged)?.saturating_mul(1024);
                let lanes = self.kdf_parallelism.ok_or(Refusal::FileDamaged)?;
                kdf::argon2id(password, &Sha256::digest(&self.salt), memory, self.kdf_iterations.into(), lanes)
            }
            _ => Err(Refusal::NewerVersion),
        }
    }
}

impl Sealed for Closed {
    /// AES-256-CBC and HMAC-SHA-256, with a key each that HKDF (RFC 5869) expands from the first.
    fn open(&self, password: &str) -> Result<Read, Refusal> {
        let parts = self.data.strip_prefix("2.").ok_or(Refusal::NewerVersion)?.split('|');
        let parts = parts.take(4).map(base64).collect::<Result<Vec<_>, _>>()?;
        let [iv, sealed, mac] = parts.try_into().map_err(|_| Refusal::FileDamaged)?;
        let iv: [u8; 16] = iv.try_into().map_err(|_| Refusal::FileDamaged)?;

        let key = self.key(password.as_bytes())?;
        let expanded = Hkdf::<Sha256>::from_prk(key.as_ref()).map_err(|_| Refusal::FileDamaged)?;
        let [mut cipher_key, mut mac_key] = [Zeroizing::new([0; 32]), Zeroizing::new([0; 32])];
        for (purpose, key) in [("enc", &mut cipher_key), ("mac", &mut mac_key)] {
            expanded.expand(purpose.as_bytes(), key.as_mut()).map_err(|_| Refusal::FileDamaged)?;
        }
        if !mac::verify(Hash::Sha256, mac_key.as_ref(), &[&iv, &sealed], &mac) {
            return Err(Refusal::WrongPassword);
        }
        let json = cipher::open_cbc(&cipher_key, &iv, &sealed)?;
        items(&json::parse(&json)?)
    }
}
