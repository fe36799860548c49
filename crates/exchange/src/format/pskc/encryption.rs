use std::cell::Cell;

use data_encoding::{BASE64, HEXLOWER_PERMISSIVE};
use roxmltree::Node;
use zeroize::Zeroizing;

use super::cipher::{Cipher, fragment};
use crate::kdf::{self, Prf};
use crate::mac::{self, Hash};
use crate::name::short_name;
use crate::refusal::Refusal;
use crate::xml::{base64, child, text};

/// The bytes of padding that prove a key if nothing else does: another one gives them by chance
/// once in four billion times.
const PROOF: usize = 4;

/// The longest key that a cipher takes.
const MAX_KEY: usize = 32;

/// What a container states of its encryption.
pub(super) struct Encryption {
    derivation: Option<Derivation>,
    mac: Option<Mac>,
    whole: Option<Whole>,
}

/// The encryption of every value alike, as the oldest drafts have it.
struct Whole {
    cipher: Cipher,
    /// `None` if each value begins with its own.
    iv: Option<Zeroizing<Vec<u8>>>,
}

/// PBKDF2's parameters.
struct Derivation {
    prf: Prf,
    salt: Zeroizing<Vec<u8>>,
    iterations: u32,
    key_length: usize,
}

struct Mac {
    hash: Hash,
    /// The encrypted key. The key of the values takes its place if there is none.
    key: Option<Encrypted>,
}

/// An encrypted value.
pub(super) struct Encrypted {
    pub(super) cipher: Cipher,
    pub(super) bytes: Zeroizing<Vec<u8>>,
}

/// Whether the container has encrypted values.
///
/// # Errors
/// [`Refusal::UnsupportedAlgorithm`] if no password opens any of them: their ciphers are unknown.
pub(super) fn is_used(container: Node<'_, '_>) -> Result<bool, Refusal> {
    let values = container.descendants().filter(|node| node.tag_name().name() == "EncryptedValue");
    let mut ciphers = values.map(|value| Encrypted::of(value).map(|_| ())).peekable();
    match ciphers.peek() {
        None => Ok(Whole::of(container)?.is_some()),
        Some(Err(refusal @ Refusal::UnsupportedAlgorithm(_))) => {
            let refusal = refusal.clone();
            if ciphers.any(|cipher| cipher.is_ok()) { Ok(true) } else { Err(refusal) }
        }
        Some(_) => Ok(true),
    }
}

impl Encryption {
    /// # Errors
    /// [`Refusal::UnsupportedAlgorithm`] if no password opens the container.
    pub(super) fn of(container: Node<'_, '_>) -> Result<Self, Refusal> {
        let stated = match child(container, "EncryptionKey")? {
            Some(key) => Some(key),
            None => child(container, "EncryptionMethod")?,
        };
        let derivation = stated.map(Derivation::of).transpose()?.flatten();
        Ok(Self { derivation, mac: Mac::of(container)?, whole: Whole::of(container)? })
    }

    /// The keys that the password gives.
    pub(super) fn keys(&self, password: &str) -> Result<Keys<'_>, Refusal> {
        let candidates = match &self.derivation {
            Some(derivation) => vec![derivation.key(password)?],
            None => pre_shared(password),
        };
        if candidates.is_empty() {
            return Err(Refusal::WrongPassword);
        }
        let mut keys = Keys { encryption: self, candidates, mac: None, fits: Cell::new(false) };
        if let Some(Mac { key: Some(sealed), .. }) = &self.mac {
            keys.mac = Some(keys.decrypt(sealed.cipher, None, &sealed.bytes)?);
        }
        Ok(keys)
    }

    /// The cipher of every value, for the oldest drafts.
    pub(super) fn whole(&self) -> Option<Cipher> {
        self.whole.as_ref().map(|whole| whole.cipher)
    }
}

/// What a typed pre-shared key may stand for, by its characters alone.
fn pre_shared(password: &str) -> Vec<Zeroizing<Vec<u8>>> {
    let symbols: Zeroizing<Vec<u8>> = Zeroizing::new(password.bytes().filter(|b| !b.is_ascii_whitespace()).collect());
    let decoded = [HEXLOWER_PERMISSIVE, BASE64].map(|encoding| encoding.decode(&symbols).ok().map(Zeroizing::new));
    decoded.into_iter().flatten().collect()
}

impl Whole {
    fn of(container: Node<'_, '_>) -> Result<Option<Self>, Refusal> {
        let Some(method) = child(container, "EncryptionMethod")? else { return Ok(None) };
        let name = method.attribute("Algorithm").or(method.attribute("algorithm")).ok_or(Refusal::FileDamaged)?;
        if name.eq_ignore_ascii_case("NONE") {
            return Ok(None);
        }
        Ok(Some(Self { cipher: Cipher::named(name)?, iv: child(method, "IV")?.map(base64).transpose()? }))
    }
}

impl Derivation {
    /// The derivation that an `EncryptionKey` states, or the oldest drafts' `EncryptionMethod`.
    /// `None` for a pre-shared key.
    fn of(stated: Node<'_, '_>) -> Result<Option<Self>, Refusal> {
        if let Some(salt) = child(stated, "PBESalt")? {
            let iterations = number(child(stated, "PBEIterationCount")?)?;
            let key_length = match stated.attribute("algorithm").map(str::to_ascii_lowercase).as_deref() {
                Some("pbe-3des112-cbc" | "pbe-aes128-cbc") => 16,
                Some("pbe-3des168-cbc" | "pbe-aes192-cbc") => 24,
                _ => 32,
            };
            return Ok(Some(Self { prf: Prf::HmacSha1, salt: base64(salt)?, iterations, key_length }));
        }
        let Some(derived) = child(stated, "DerivedKey")? else {
            let other =
                stated.children().find(|node| node.is_element() && !matches!(node.tag_name().name(), "KeyName" | "IV"));
            return match other.map(|node| node.tag_name().name()) {
                None => Ok(None),
                Some(name) if name.starts_with("X509") => Err(Refusal::UnsupportedAlgorithm("X.509".into())),
                Some(name) => Err(Refusal::UnsupportedAlgorithm(short_name(name))),
            };
        };
        let method = child(derived, "KeyDerivationMethod")?.ok_or(Refusal::FileDamaged)?;
        let name = fragment(method.attribute("Algorithm").ok_or(Refusal::FileDamaged)?);
        if name != "pbkdf2" {
            return Err(Refusal::UnsupportedAlgorithm(short_name(name)));
        }
        let parameters = child(method, "PBKDF2-params")?.ok_or(Refusal::FileDamaged)?;
        let salt = child(parameters, "Salt")?.map(|salt| child(salt, "Specified")).transpose()?.flatten();
        let key_length = number(child(parameters, "KeyLength")?)?;
        if key_length > MAX_KEY {
            return Err(Refusal::FileDamaged);
        }
        let prf = child(parameters, "PRF")?.and_then(|prf| prf.attribute("Algorithm"));
        Ok(Some(Self {
            prf: match prf.map(fragment) {
                None | Some("hmac-sha1") => Prf::HmacSha1,
                Some("hmac-sha256") => Prf::HmacSha256,
                Some("hmac-sha512") => Prf::HmacSha512,
                Some(other) => return Err(Refusal::UnsupportedAlgorithm(short_name(other))),
            },
            salt: base64(salt.ok_or(Refusal::FileDamaged)?)?,
            iterations: number(child(parameters, "IterationCount")?)?,
            key_length,
        }))
    }

    fn key(&self, password: &str) -> Result<Zeroizing<Vec<u8>>, Refusal> {
        // Its first blocks are the same, whatever the length.
        let mut key = kdf::pbkdf2::<MAX_KEY>(self.prf, password.as_bytes(), &self.salt, self.iterations)?.to_vec();
        key.truncate(self.key_length);
        Ok(Zeroizing::new(key))
    }
}

/// A number of an element that must be there.
fn number<T: std::str::FromStr>(element: Option<Node<'_, '_>>) -> Result<T, Refusal> {
    text(element.ok_or(Refusal::FileDamaged)?).parse().map_err(|_| Refusal::FileDamaged)
}

impl Mac {
    /// `MACMethod`, or `MACAlgorithm` and `DigestMethod` of the drafts.
    fn of(container: Node<'_, '_>) -> Result<Option<Self>, Refusal> {
        let (name, key) = if let Some(method) = child(container, "MACMethod")? {
            (method.attribute("Algorithm").map(str::to_owned), child(method, "MACKey")?)
        } else if let Some(algorithm) = child(container, "MACAlgorithm")? {
            (Some(text(algorithm).to_string()), None)
        } else if let Some(method) = child(container, "DigestMethod")? {
            (method.attribute("Algorithm").or(method.attribute("algorithm")).map(str::to_owned), None)
        } else {
            return Ok(None);
        };
        let name = name.ok_or(Refusal::FileDamaged)?;
        let hash = match fragment(&name).to_ascii_lowercase().as_str() {
            "hmac-sha1" => Hash::Sha1,
            "hmac-sha224" => Hash::Sha224,
            "hmac-sha256" => Hash::Sha256,
            "hmac-sha384" => Hash::Sha384,
            "hmac-sha512" => Hash::Sha512,
            _ => return Err(Refusal::UnsupportedAlgorithm(short_name(fragment(&name)))),
        };
        Ok(Some(Self { hash, key: key.map(Encrypted::of).transpose()? }))
    }
}

impl Encrypted {
    /// The content of an `EncryptedValue` or a `MACKey`.
    pub(super) fn of(element: Node<'_, '_>) -> Result<Self, Refusal> {
        let method = child(element, "EncryptionMethod")?.ok_or(Refusal::FileDamaged)?;
        // PBES2 names the cipher within (draft-ietf-keyprov-pskc-02).
        let scheme = child(method, "EncryptionScheme")?.unwrap_or(method);
        let cipher = Cipher::named(scheme.attribute("Algorithm").ok_or(Refusal::FileDamaged)?)?;
        let data = child(element, "CipherData")?.ok_or(Refusal::FileDamaged)?;
        Ok(Self { cipher, bytes: base64(child(data, "CipherValue")?.ok_or(Refusal::FileDamaged)?)? })
    }
}

/// The keys of a container.
pub(super) struct Keys<'a> {
    pub(super) encryption: &'a Encryption,
    /// The key of the values. A pre-shared one may be several, each of another length.
    candidates: Vec<Zeroizing<Vec<u8>>>,
    mac: Option<Zeroizing<Vec<u8>>>,
    fits: Cell<bool>,
}

impl Keys<'_> {
    /// Whether the keys have opened any value.
    pub(super) fn have_fitted(&self) -> bool {
        self.fits.get()
    }

    /// Verifies and decrypts a value.
    pub(super) fn open(&self, value: &Encrypted, tag: Option<&[u8]>) -> Result<Zeroizing<Vec<u8>>, Refusal> {
        let Encrypted { cipher, bytes } = value;
        let iv = self.encryption.whole.as_ref().and_then(|whole| whole.iv.as_deref()).map(Vec::as_slice);
        let opened = match (&self.encryption.mac, tag) {
            (Some(mac), Some(tag)) => {
                let key = self.mac.as_ref().or(self.key(*cipher)).ok_or(Refusal::WrongPassword)?;
                let is_right = mac::verify(mac.hash, key, &[bytes], tag);
                let opened = self.decrypt(*cipher, iv, bytes)?;
                if !is_right && !mac::verify(mac.hash, key, &[&opened], tag) {
                    return Err(Refusal::WrongPassword);
                }
                opened
            }
            (None, Some(_)) => return Err(Refusal::FileDamaged),
            (Some(_), None) if cipher.iv_length().is_some() => return Err(Refusal::FileDamaged),
            (_, None) => {
                let opened = self.decrypt(*cipher, iv, bytes)?;
                let prefix = if iv.is_some() { 0 } else { cipher.iv_length().unwrap_or(0) };
                if cipher.iv_length().is_some() && bytes.len() - prefix - opened.len() < PROOF {
                    return Err(Refusal::FileDamaged);
                }
                opened
            }
        };
        self.fits.set(true);
        Ok(opened)
    }

    fn key(&self, cipher: Cipher) -> Option<&Zeroizing<Vec<u8>>> {
        self.candidates.iter().find(|key| cipher.takes(key))
    }

    /// Decrypts without a proof. The value begins with the initialization vector if none is given.
    fn decrypt(&self, cipher: Cipher, iv: Option<&[u8]>, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, Refusal> {
        let key = self.key(cipher).ok_or(Refusal::WrongPassword)?;
        let (iv, sealed) = match (iv, cipher.iv_length()) {
            (None, Some(length)) => sealed.split_at_checked(length).ok_or(Refusal::FileDamaged)?,
            (iv, _) => (iv.unwrap_or_default(), sealed),
        };
        cipher.open(key, iv, sealed)
    }
}
