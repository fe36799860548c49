//! The ciphers that other apps seal their exports with. Each answers [`Refusal::WrongPassword`] if
//! the key doesn't fit or a bit was changed: nothing tells these apart.

use aes::Aes256;
use aes::cipher::{BlockModeDecrypt, KeyIvInit, block_padding::Pkcs7, consts::U16};
use aes_gcm::aead::{Aead, KeyInit, Payload};
use aes_gcm::{Aes256Gcm, AesGcm, Nonce};
use chacha20poly1305::XChaCha20Poly1305;
use zeroize::Zeroizing;

use crate::refusal::Refusal;

/// Opens AES-256-GCM (SP 800-38D): the ciphertext with its 16-byte tag at the end.
///
/// # Errors
/// [`Refusal::FileDamaged`] unless the nonce has 12 bytes, or OTPClient's 16.
pub(crate) fn open_gcm(
    key: &[u8; 32],
    nonce: &[u8],
    sealed: &[u8],
    associated: &[u8],
) -> Result<Zeroizing<Vec<u8>>, Refusal> {
    let payload = Payload { msg: sealed, aad: associated };
    let opened = if let Ok(nonce) = <[u8; 12]>::try_from(nonce) {
        Aes256Gcm::new(key.into()).decrypt(&Nonce::from(nonce), payload)
    } else if let Ok(nonce) = <[u8; 16]>::try_from(nonce) {
        AesGcm::<Aes256, U16>::new(key.into()).decrypt(&Nonce::from(nonce), payload)
    } else {
        return Err(Refusal::FileDamaged);
    };
    opened.map(Zeroizing::new).map_err(|_| Refusal::WrongPassword)
}

/// Opens XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha): the ciphertext with its 16-byte tag at the
/// end.
///
/// # Errors
/// [`Refusal::FileDamaged`] unless the nonce has 24 bytes.
pub(crate) fn open_xchacha(key: &[u8; 32], nonce: &[u8], sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, Refusal> {
    let nonce: [u8; 24] = nonce.try_into().map_err(|_| Refusal::FileDamaged)?;
    let opened = XChaCha20Poly1305::new(key.into()).decrypt(&nonce.into(), sealed);
    opened.map(Zeroizing::new).map_err(|_| Refusal::WrongPassword)
}

/// Opens AES-256-CBC (SP 800-38A) with PKCS #7 padding. Nothing proves that the key fits, so a
/// caller checks a MAC first, or what comes out.
pub(crate) fn open_cbc(key: &[u8; 32], iv: &[u8; 16], sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, Refusal> {
    let decryptor = cbc::Decryptor::<Aes256>::new(key.into(), iv.into());
    let opened = decryptor.decrypt_padded_vec::<Pkcs7>(sealed);
    opened.map(Zeroizing::new).map_err(|_| Refusal::WrongPassword)
}
