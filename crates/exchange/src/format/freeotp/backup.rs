use std::collections::HashMap;

use serde::Deserialize;
use zeroize::Zeroizing;

use super::java;
use super::token::{self, Bytes, unsigned};
use crate::cipher;
use crate::entry::{Imported, Read};
use crate::format::Sealed;
use crate::json;
use crate::kdf::{self, Prf};
use crate::name::short_name;
use crate::refusal::Refusal;

const MASTER: &str = "masterKey";
/// What the name of a token's parameters ends with. Its sealed secret has the name without it.
const PARAMETERS: &str = "-token";

/// FreeOTP 2's backup.
pub(super) struct Backup {
    /// In the map's order.
    names: Vec<String>,
    texts: HashMap<String, String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct MasterKey {
    m_algorithm: String,
    m_iterations: u32,
    m_salt: Bytes,
    m_encrypted_key: EncryptedKey,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct EncryptedKey {
    m_cipher: String,
    m_cipher_text: Bytes,
    /// In DER, `GCMParameters` (RFC 5084), a sequence of the nonce and the tag's length; on old
    /// versions of Android the nonce alone.
    m_parameters: Bytes,
    /// The key's algorithm, and the associated data.
    m_token: String,
}

#[derive(Deserialize)]
struct SealedSecret {
    key: String,
}

impl Backup {
    pub(super) fn new(bytes: &[u8]) -> Result<Self, Refusal> {
        let strings = java::strings(bytes)?;
        let names = strings.iter().map(|(name, _)| name.clone()).collect();
        Ok(Self { names, texts: strings.into_iter().collect() })
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.texts.get(name).map(String::as_str)
    }

    fn account(&self, id: &str, master: &[u8; 32]) -> Result<Imported, Refusal> {
        let parameters = self.get(&format!("{id}{PARAMETERS}")).ok_or(Refusal::FileDamaged)?;
        let SealedSecret { key } = json::parse(self.get(id).ok_or(Refusal::FileDamaged)?.as_bytes())?;
        // The master key fits: it isn't the password if this doesn't open.
        let secret = json::parse::<EncryptedKey>(key.as_bytes())?.open(master).map_err(|_| Refusal::FileDamaged)?;
        token::with(&json::parse(parameters.as_bytes())?, secret)
    }
}

impl Sealed for Backup {
    fn open(&self, password: &str) -> Result<Read, Refusal> {
        let master: MasterKey = json::parse(self.get(MASTER).ok_or(Refusal::FileDamaged)?.as_bytes())?;
        let master = master.open(password)?;
        // A token is there by its secret, or by its parameters alone.
        let names = self.names.iter().map(String::as_str).filter(|name| *name != MASTER);
        let ids = names.filter_map(|name| match name.strip_suffix(PARAMETERS) {
            Some(id) => Some(id).filter(|id| self.get(id).is_none()),
            None => Some(name),
        });
        Read::of(ids, |id| self.account(id, &master))
    }
}

impl MasterKey {
    fn open(&self, password: &str) -> Result<Zeroizing<[u8; 32]>, Refusal> {
        let prf = match self.m_algorithm.to_ascii_lowercase().as_str() {
            "pbkdf2withhmacsha1" => Prf::HmacSha1,
            "pbkdf2withhmacsha256" => Prf::HmacSha256,
            "pbkdf2withhmacsha512" => Prf::HmacSha512,
            _ => return Err(Refusal::UnsupportedAlgorithm(short_name(&self.m_algorithm))),
        };
        let key = kdf::pbkdf2(prf, password.as_bytes(), &unsigned(&self.m_salt)?, self.m_iterations)?;
        let master = self.m_encrypted_key.open(&key)?;
        Ok(Zeroizing::new(master.as_slice().try_into().map_err(|_| Refusal::FileDamaged)?))
    }
}

impl EncryptedKey {
    fn open(&self, key: &[u8; 32]) -> Result<Zeroizing<Vec<u8>>, Refusal> {
        if self.m_cipher != "AES/GCM/NoPadding" {
            return Err(Refusal::FileDamaged);
        }
        let parameters = unsigned(&self.m_parameters)?;
        let nonce = match parameters.as_slice() {
            [0x30, _, 0x04, length, rest @ ..] | [0x04, length, rest @ ..] => rest.get(..usize::from(*length)),
            _ => None,
        };
        let sealed = unsigned(&self.m_cipher_text)?;
        cipher::open_gcm(key, nonce.ok_or(Refusal::FileDamaged)?, &sealed, self.m_token.as_bytes())
    }
}
