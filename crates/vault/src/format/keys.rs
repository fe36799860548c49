use aes_gcm::aead::{Aead, Payload};
use aes_gcm::{Aes256Gcm, KeyInit};
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};
use uuid::Uuid;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

const NONCE_BYTES: usize = 12;
/// Bytes that sealing adds to a plaintext: the nonce before it and the tag after it.
pub(crate) const SEAL_BYTES: usize = NONCE_BYTES + 16;

/// Sealed bytes did not open: the key or the associated data is wrong, or the bytes were altered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct DoesNotOpen;

/// A key of 256 bits, wiped when dropped.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub(crate) struct Key([u8; 32]);

impl Key {
    /// A random key from the system's generator.
    pub(crate) fn generate() -> Self {
        Self(random())
    }

    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    /// Derives a subkey with HKDF-SHA256 (RFC 5869) without a salt; info = `watchword/1/<purpose>`
    /// ‖ the vault's uuid.
    pub(crate) fn derive(&self, purpose: &str, vault: Uuid) -> Self {
        self.expand(None, purpose, vault.as_bytes())
    }

    /// Derives the PIN key from the PIN's hash, salted with the device key, so that neither is of
    /// use alone.
    pub(crate) fn derive_pin_key(device: &Self, pin_hash: &Self, vault: Uuid) -> Self {
        pin_hash.expand(Some(&device.0), "pin", vault.as_bytes())
    }

    /// Derives a key that does not depend on the vault, to authenticate backups with.
    pub(crate) fn derive_alone(secret: &[u8], purpose: &str) -> Self {
        Self::expand_from(None, secret, purpose, &[])
    }

    fn expand(&self, salt: Option<&[u8]>, purpose: &str, context: &[u8]) -> Self {
        Self::expand_from(salt, &self.0, purpose, context)
    }

    fn expand_from(salt: Option<&[u8]>, secret: &[u8], purpose: &str, context: &[u8]) -> Self {
        let mut key = Self([0; 32]);
        let info = [b"watchword/1/", purpose.as_bytes(), context].concat();
        let expanded = Hkdf::<Sha256>::new(salt, secret).expand(&info, &mut key.0);
        debug_assert!(expanded.is_ok(), "HKDF-SHA256 gives up to 8,160 bytes");
        key
    }

    /// Seals with AES-256-GCM (NIST SP 800-38D): a random 12-byte nonce, the ciphertext, the
    /// 16-byte tag.
    pub(crate) fn seal(&self, associated: &[u8], plaintext: &[u8]) -> Vec<u8> {
        let nonce: [u8; NONCE_BYTES] = random();
        let sealed = Aes256Gcm::new(&self.0.into())
            .encrypt(&nonce.into(), Payload { msg: plaintext, aad: associated })
            .unwrap_or_default();
        debug_assert!(!sealed.is_empty(), "AES-GCM refuses only plaintexts over 64 GiB");
        [nonce.as_slice(), &sealed].concat()
    }

    /// Opens what [`Key::seal`] sealed with the same associated data.
    pub(crate) fn open(&self, associated: &[u8], sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, DoesNotOpen> {
        let (nonce, sealed) = sealed.split_first_chunk::<NONCE_BYTES>().ok_or(DoesNotOpen)?;
        Aes256Gcm::new(&self.0.into())
            .decrypt(&(*nonce).into(), Payload { msg: sealed, aad: associated })
            .map(Zeroizing::new)
            .map_err(|_| DoesNotOpen)
    }

    /// Computes the message's HMAC-SHA256 (RFC 2104).
    pub(crate) fn mac(&self, message: &[u8]) -> [u8; 32] {
        let mut mac = self.hmac();
        mac.update(message);
        mac.finalize().into_bytes().into()
    }

    /// Whether `mac` is the message's HMAC-SHA256, compared in constant time.
    pub(crate) fn verifies(&self, message: &[u8], mac: &[u8]) -> bool {
        let mut expected = self.hmac();
        expected.update(message);
        expected.verify_slice(mac).is_ok()
    }

    fn hmac(&self) -> Hmac<Sha256> {
        Hmac::new_from_slice(&self.0).expect("HMAC takes a key of any length")
    }

    /// The key's bytes, to seal the key itself or store it in the keyring.
    pub(crate) fn expose(&self) -> &[u8; 32] {
        &self.0
    }
}

pub(crate) fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// Random bytes from the operating system. Panics if it gives none, because no key can be generated
/// then.
pub(crate) fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the operating system gives random bytes");
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sealed_bytes_open_only_unaltered_with_their_key_and_associated_data() {
        let key = Key::generate();
        let sealed = key.seal(b"for this", b"seed");
        assert_eq!(sealed.len(), 4 + SEAL_BYTES);
        assert_eq!(**key.open(b"for this", &sealed).unwrap(), *b"seed");
        assert_eq!(key.open(b"for that", &sealed), Err(DoesNotOpen));
        assert_eq!(Key::generate().open(b"for this", &sealed), Err(DoesNotOpen));
        for position in 0..sealed.len() {
            let mut altered = sealed.clone();
            altered[position] ^= 1;
            assert_eq!(key.open(b"for this", &altered), Err(DoesNotOpen), "byte {position}");
        }
        for length in 0..sealed.len() {
            assert_eq!(key.open(b"for this", &sealed[..length]), Err(DoesNotOpen), "length {length}");
        }
        assert_ne!(sealed, key.seal(b"for this", b"seed"), "every seal has a new nonce");
    }

    /// RFC 4231, test case 1: its key has 20 bytes, and HMAC pads a key with zeros anyway.
    #[test]
    fn rfc_4231_case_1() {
        let mut key = [0; 32];
        key[..20].fill(0x0b);
        let mac = Key(key).mac(b"Hi There");
        assert_eq!(
            data_encoding::HEXLOWER.encode(&mac),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
        );
        assert!(Key(key).verifies(b"Hi There", &mac));
        assert!(!Key(key).verifies(b"Hi there", &mac));
    }

    #[test]
    fn subkeys_differ_by_purpose_and_vault() {
        let key = Key([7; 32]);
        let (one, two) = (Uuid::from_u128(1), Uuid::from_u128(2));
        assert_eq!(key.derive("body", one).0, key.derive("body", one).0);
        assert_ne!(key.derive("body", one).0, key.derive("seeds", one).0);
        assert_ne!(key.derive("body", one).0, key.derive("body", two).0);
    }
}
