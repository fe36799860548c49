//! Seals what a fuzzer writes, so that it reaches the code behind a password.

use aes_gcm::KeyInit;
use aes_gcm::aes::Aes256;
use aes_gcm::aes::cipher::BlockCipherEncrypt;
use sha2::{Digest, Sha256};

/// AES-256-CBC (SP 800-38A) with PKCS #7 padding.
pub(super) fn cbc(key: &[u8; 32], iv: [u8; 16], content: &[u8]) -> Vec<u8> {
    let cipher = Aes256::new(key.into());
    let padding = 16 - content.len() % 16;
    let mut sealed = [content, &[padding as u8; 16][..padding]].concat();
    let mut last = iv;
    for block in sealed.as_chunks_mut::<16>().0 {
        block.iter_mut().zip(last).for_each(|(byte, last)| *byte ^= last);
        cipher.encrypt_block(block.into());
        last = *block;
    }
    sealed
}

pub(super) fn sha256(parts: &[&[u8]]) -> [u8; 32] {
    Sha256::digest(parts.concat()).into()
}
