use watchword_otp::{InvalidSecret, Secret};

use crate::cipher;
use crate::encoding::base64;
use crate::kdf::{self, Prf};
use crate::refusal::Refusal;

/// A secret that the user's password opens.
pub(super) struct SealedSecret<'a> {
    /// In base64: the ciphertext of a base32 text.
    pub(super) secret: &'a str,
    pub(super) salt: &'a str,
    pub(super) iv: [u8; 16],
    pub(super) iterations: u32,
}

impl SealedSecret<'_> {
    pub(super) fn open(&self, password: &str) -> Result<Secret, Refusal> {
        let sealed = base64(self.secret)?;
        if sealed.is_empty() {
            return Err(InvalidSecret::Empty.into());
        }
        let key = kdf::pbkdf2(Prf::HmacSha1, password.as_bytes(), self.salt.as_bytes(), self.iterations)?;
        let text = cipher::open_cbc(&key, &self.iv, &sealed)?;
        Ok(Secret::from_base32(std::str::from_utf8(&text).map_err(|_| Refusal::WrongPassword)?)?)
    }
}
