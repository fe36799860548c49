use zeroize::Zeroizing;

use crate::cipher::open_cbc;
use crate::kdf::{Prf, pbkdf2};
use crate::mac::{self, Hash};
use crate::refusal::Refusal;

const ITERATIONS: u32 = 10_000;

/// Opens RNCryptor's format 3 (RNCryptor-Spec-v3): version, options, two salts, an initialization
/// vector, AES-256-CBC, and HMAC-SHA256 of all that.
///
/// # Errors
/// [`Refusal::FileDamaged`] for another version, or a key in the place of a password.
pub(super) fn open(password: &str, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, Refusal> {
    let (signed, tag) = sealed.split_last_chunk::<32>().ok_or(Refusal::FileDamaged)?;
    let ([3, 1], rest) = signed.split_first_chunk::<2>().ok_or(Refusal::FileDamaged)? else {
        return Err(Refusal::FileDamaged);
    };
    let (salt, rest) = rest.split_first_chunk::<8>().ok_or(Refusal::FileDamaged)?;
    let (mac_salt, rest) = rest.split_first_chunk::<8>().ok_or(Refusal::FileDamaged)?;
    let (iv, ciphertext) = rest.split_first_chunk::<16>().ok_or(Refusal::FileDamaged)?;
    let key = |salt| pbkdf2::<32>(Prf::HmacSha1, password.as_bytes(), salt, ITERATIONS);
    if !mac::verify(Hash::Sha256, &*key(mac_salt)?, &[signed], tag) {
        return Err(Refusal::WrongPassword);
    }
    open_cbc(&*key(salt)?, iv, ciphertext)
}
