use aes::cipher::consts::U16;
use aes::cipher::{BlockCipherDecrypt, KeyInit};
use aes::{Aes128, Aes192, Aes256};
use aes_kw::{AesKw, AesKwp, InnerInit};
use des::{TdesEde2, TdesEde3};
use zeroize::Zeroizing;

use crate::cipher::open_cbc_with;
use crate::name::short_name;
use crate::refusal::Refusal;

/// How a value is encrypted (XML Encryption 1.1, section 5).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cipher {
    /// AES-CBC, with a key of this length in bytes.
    AesCbc(usize),
    /// 3DES-CBC, with two keys or three.
    TripleDesCbc,
    /// AES key wrap (RFC 3394), with a key of this length in bytes.
    Wrap(usize),
    /// AES key wrap with padding (RFC 5649), with a key of this length in bytes.
    PaddedWrap(usize),
}

impl Cipher {
    /// The cipher of this URI, or of this name in the oldest drafts.
    ///
    /// # Errors
    /// [`Refusal::UnsupportedAlgorithm`] for any other.
    pub(super) fn named(uri: &str) -> Result<Self, Refusal> {
        let name = fragment(uri);
        let plain = name.to_ascii_lowercase();
        Ok(match plain.strip_prefix("pbe-").unwrap_or(&plain) {
            "aes128-cbc" => Self::AesCbc(16),
            "aes192-cbc" => Self::AesCbc(24),
            "aes256-cbc" => Self::AesCbc(32),
            "tripledes-cbc" | "3des112-cbc" | "3des168-cbc" => Self::TripleDesCbc,
            "kw-aes128" => Self::Wrap(16),
            "kw-aes192" => Self::Wrap(24),
            "kw-aes256" => Self::Wrap(32),
            "kw-aes-128-pad" => Self::PaddedWrap(16),
            "kw-aes-192-pad" => Self::PaddedWrap(24),
            "kw-aes-256-pad" => Self::PaddedWrap(32),
            other if other.contains("camellia") => return Err(Refusal::UnsupportedAlgorithm("Camellia".into())),
            other if other.starts_with("rsa") => return Err(Refusal::UnsupportedAlgorithm("RSA".into())),
            _ => return Err(Refusal::UnsupportedAlgorithm(short_name(name))),
        })
    }

    /// Whether a key has the cipher's length.
    pub(super) fn takes(self, key: &[u8]) -> bool {
        match self {
            Self::AesCbc(length) | Self::Wrap(length) | Self::PaddedWrap(length) => key.len() == length,
            Self::TripleDesCbc => matches!(key.len(), 16 | 24),
        }
    }

    /// The length of the initialization vector, or `None` for a key wrap, which has none and proves
    /// by itself that the key fits.
    pub(super) fn iv_length(self) -> Option<usize> {
        match self {
            Self::AesCbc(_) => Some(16),
            Self::TripleDesCbc => Some(8),
            Self::Wrap(_) | Self::PaddedWrap(_) => None,
        }
    }

    /// Decrypts with a key that the cipher [takes](Self::takes).
    ///
    /// # Errors
    /// [`Refusal::WrongPassword`] if the key doesn't fit, as far as the cipher can tell.
    pub(super) fn open(self, key: &[u8], iv: &[u8], sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, Refusal> {
        match self {
            Self::AesCbc(16) => open_cbc_with::<Aes128>(key, iv, sealed),
            Self::AesCbc(24) => open_cbc_with::<Aes192>(key, iv, sealed),
            Self::AesCbc(_) => open_cbc_with::<Aes256>(key, iv, sealed),
            Self::TripleDesCbc if key.len() == 16 => open_cbc_with::<TdesEde2>(key, iv, sealed),
            Self::TripleDesCbc => open_cbc_with::<TdesEde3>(key, iv, sealed),
            Self::Wrap(16) | Self::PaddedWrap(16) => self.unwrap_with::<Aes128>(key, sealed),
            Self::Wrap(24) | Self::PaddedWrap(24) => self.unwrap_with::<Aes192>(key, sealed),
            Self::Wrap(_) | Self::PaddedWrap(_) => self.unwrap_with::<Aes256>(key, sealed),
        }
    }

    fn unwrap_with<C: BlockCipherDecrypt<BlockSize = U16> + KeyInit>(
        self,
        key: &[u8],
        sealed: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, Refusal> {
        // Eight bytes would be the check value alone, which needs no key.
        let length = sealed.len().checked_sub(8).filter(|length| *length > 0).ok_or(Refusal::FileDamaged)?;
        let mut opened = Zeroizing::new(vec![0; length]);
        let cipher = C::new_from_slice(key).map_err(|_| Refusal::FileDamaged)?;
        let unwrapped = match self {
            Self::PaddedWrap(_) => AesKwp::inner_init(cipher).unwrap_key(sealed, &mut opened).map(<[u8]>::len),
            _ => AesKw::inner_init(cipher).unwrap_key(sealed, &mut opened).map(<[u8]>::len),
        };
        opened.truncate(unwrapped.map_err(|_| Refusal::WrongPassword)?);
        Ok(opened)
    }
}

/// The part of a URI that names an algorithm: what follows the last `#`.
pub(super) fn fragment(uri: &str) -> &str {
    uri.trim().rsplit('#').next().unwrap_or_default()
}
