//! The ciphers that other apps seal their exports with. Each that opens answers
//! [`Refusal::WrongPassword`] if the key doesn't fit or a bit was changed: nothing tells these
//! apart.

use aes::cipher::{BlockCipherDecrypt, BlockModeDecrypt, KeyIvInit, block_padding::Pkcs7};
use aes_gcm::aead::{Aead, KeyInit, Payload};
use aes_gcm::{Aes256Gcm, Nonce};
use zeroize::Zeroizing;

use crate::refusal::Refusal;

/// Opens AES-256-GCM (SP 800-38D): the ciphertext with its 16-byte tag at the end.
///
/// # Errors
/// [`Refusal::FileDamaged`] unless the nonce has 12 bytes.
pub(crate) fn open_gcm(
    key: &[u8; 32],
    nonce: &[u8],
    sealed: &[u8],
    associated: &[u8],
) -> Result<Zeroizing<Vec<u8>>, Refusal> {
    let nonce: [u8; 12] = nonce.try_into().map_err(|_| Refusal::FileDamaged)?;
    let payload = Payload { msg: sealed, aad: associated };
    let opened = Aes256Gcm::new(key.into()).decrypt(&Nonce::from(nonce), payload);
    opened.map(Zeroizing::new).map_err(|_| Refusal::WrongPassword)
}

/// Seals with AES-256-GCM, without associated data: the ciphertext with its 16-byte tag at the end.
/// A nonce serves once for each key.
pub(crate) fn seal_gcm(key: &[u8; 32], nonce: &[u8; 12], content: &[u8]) -> Vec<u8> {
    Aes256Gcm::new(key.into()).encrypt(&Nonce::from(*nonce), content).expect("shorter than 64 GiB")
}

/// Opens AES-256-CBC (SP 800-38A) with PKCS #7 padding. Nothing proves that the key fits, so a
/// caller checks a MAC first, or what comes out.
pub(crate) fn open_cbc(key: &[u8; 32], iv: &[u8; 16], sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, Refusal> {
    open_cbc_with::<aes::Aes256>(key, iv, sealed)
}

/// Opens CBC with another block cipher, in the same way.
///
/// # Errors
/// [`Refusal::FileDamaged`] unless the key and the initialization vector have the cipher's lengths.
pub(crate) fn open_cbc_with<C: BlockCipherDecrypt + KeyInit>(
    key: &[u8],
    iv: &[u8],
    sealed: &[u8],
) -> Result<Zeroizing<Vec<u8>>, Refusal> {
    let decryptor = cbc::Decryptor::<C>::new_from_slices(key, iv).map_err(|_| Refusal::FileDamaged)?;
    let opened = decryptor.decrypt_padded_vec::<Pkcs7>(sealed);
    opened.map(Zeroizing::new).map_err(|_| Refusal::WrongPassword)
}
