//! Ente Auth's encrypted export: JSON around a list of URIs. The plain export is the list itself
//! ([`crate::Format::UriList`]).
//!
//! Facts: ente-io/ente, `mobile/apps/auth` (its export format's description and its importer), and
//! libsodium's documentation of `crypto_secretstream`; checked against files of Proton's tests. A
//! key from the password (Argon2id, one lane) opens one message of a stream
//! (XChaCha20-Poly1305), whose tag may mark the stream's end or not.

use serde::Deserialize;

use crate::cipher;
use crate::encoding::base64;
use crate::entry::Read;
use crate::file::File;
use crate::format::{Encrypted, Outcome, Protection, Reader, Sealed, uri_list};
use crate::kdf;
use crate::refusal::Refusal;

pub(crate) const READER: Reader =
    Reader { name: "ente", title: "Ente Auth", protection: Protection::Encrypted, is_in, read };

/// The highest version that is known.
const NEWEST: u32 = 1;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Export {
    version: u32,
    kdf_params: KdfParams,
    encrypted_data: String,
    encryption_nonce: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct KdfParams {
    /// Argon2id's memory in bytes.
    mem_limit: u64,
    ops_limit: u64,
    salt: String,
}

fn is_in(file: &File<'_>) -> bool {
    file.has_keys(&["kdfParams", "encryptedData", "encryptionNonce"])
}

fn read(file: &File<'_>) -> Result<Outcome, Refusal> {
    let export: Export = file.json_as()?;
    if export.version > NEWEST {
        return Err(Refusal::NewerVersion);
    }
    let KdfParams { mem_limit, ops_limit, salt } = &export.kdf_params;
    Ok(Outcome::Encrypted(Encrypted::new(Closed {
        memory_kib: mem_limit / 1024,
        passes: *ops_limit,
        salt: base64(salt)?,
        header: base64(&export.encryption_nonce)?,
        data: base64(&export.encrypted_data)?,
    })))
}

/// An encrypted export.
struct Closed {
    memory_kib: u64,
    passes: u64,
    salt: Vec<u8>,
    header: Vec<u8>,
    data: Vec<u8>,
}

impl Sealed for Closed {
    fn open(&self, password: &str) -> Result<Read, Refusal> {
        let key = kdf::argon2id(password.as_bytes(), &self.salt, self.memory_kib, self.passes, 1)?;
        uri_list::read(&cipher::open_secretstream(&key, &self.header, &self.data)?)
    }
}
