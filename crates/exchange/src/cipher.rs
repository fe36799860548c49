//! The ciphers that other apps seal their exports with. Each that opens answers
//! [`Refusal::WrongPassword`] if the key doesn't fit or a bit was changed: nothing tells these
//! apart.

use aes::Aes256;
use aes::cipher::{
    BlockCipherDecrypt, BlockModeDecrypt, KeyIvInit, StreamCipher, StreamCipherSeek, block_padding::Pkcs7, consts::U16,
};
use aes_gcm::aead::{Aead, KeyInit, Payload};
use aes_gcm::{Aes256Gcm, AesGcm, Nonce};
use chacha20::{ChaCha20, R20, hchacha};
use chacha20poly1305::XChaCha20Poly1305;
use poly1305::Poly1305;
use subtle::ConstantTimeEq;
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

/// Seals with AES-256-GCM, without associated data: the ciphertext with its 16-byte tag at the end.
/// A nonce serves once for each key.
pub(crate) fn seal_gcm(key: &[u8; 32], nonce: &[u8; 12], content: &[u8]) -> Vec<u8> {
    Aes256Gcm::new(key.into()).encrypt(&Nonce::from(*nonce), content).expect("shorter than 64 GiB")
}

/// Opens AES-256-CBC (SP 800-38A) with PKCS #7 padding. Nothing proves that the key fits, so a
/// caller checks a MAC first, or what comes out.
pub(crate) fn open_cbc(key: &[u8; 32], iv: &[u8; 16], sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, Refusal> {
    open_cbc_with::<Aes256>(key, iv, sealed)
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

/// Opens the first message of a libsodium secretstream (XChaCha20-Poly1305), whatever its tag:
/// an encrypted byte for the tag, the ciphertext, and 16 bytes of MAC.
///
/// # Errors
/// [`Refusal::FileDamaged`] unless the header has 24 bytes.
pub(crate) fn open_secretstream(key: &[u8; 32], header: &[u8], sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, Refusal> {
    let header: [u8; 24] = header.try_into().map_err(|_| Refusal::FileDamaged)?;
    let (hashed, rest) = header.split_at(16);
    let subkey = hchacha::<R20>(key.into(), &hashed.try_into().map_err(|_| Refusal::FileDamaged)?);
    let mut nonce = [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    nonce[4..].copy_from_slice(rest);
    let mut keystream = ChaCha20::new(&subkey, &nonce.into());
    let mut mac_key = Zeroizing::new([0; 32]);
    keystream.apply_keystream(mac_key.as_mut());

    let (sealed, mac) = sealed.split_last_chunk::<16>().ok_or(Refusal::WrongPassword)?;
    let (tag, ciphertext) = sealed.split_first().ok_or(Refusal::WrongPassword)?;
    // What is authenticated: the tag's block as the sender had it, the ciphertext, too little
    // padding (libsodium keeps this mistake for compatibility), and the length of both.
    let mut block = [0; 64];
    keystream.seek(64u64);
    keystream.apply_keystream(&mut block);
    block[0] = *tag;
    let padding = &[0; 16][..ciphertext.len() % 16];
    let length = (block.len() + ciphertext.len()) as u64;
    let message = [&block, ciphertext, padding, &0u64.to_le_bytes(), &length.to_le_bytes()].concat();
    let computed = Poly1305::new((&*mac_key).into()).compute_unpadded(&message);
    if !bool::from(computed.as_slice().ct_eq(mac)) {
        return Err(Refusal::WrongPassword);
    }
    let mut opened = Zeroizing::new(ciphertext.to_vec());
    keystream.apply_keystream(&mut opened);
    Ok(opened)
}
