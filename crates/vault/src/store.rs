use std::sync::Arc;

use keyring_core::{CredentialStore, Entry, Error};
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::error::StoreError;

/// The service every item is stored under: the bundle identifier.
pub const SERVICE: &str = "org.watchword.Watchword";

/// The longest value of an item, in bytes: Windows stops at 2,560.
pub(crate) const MAX_VALUE_BYTES: usize = 2400;

/// Where small secrets are kept by name. Values are one line of ASCII, at most 2,400 bytes.
pub trait KeyStore: Send + Sync {
    /// The value, or `None` where there is none.
    ///
    /// # Errors
    /// [`StoreError`] when the store cannot be asked: that is never "there is none".
    fn get(&self, name: &str) -> Result<Option<Zeroizing<String>>, StoreError>;

    /// Writes the value, over an older one.
    ///
    /// # Errors
    /// [`StoreError`]; the older value may or may not stand.
    fn set(&self, name: &str, value: &str) -> Result<(), StoreError>;

    /// Removes the value; one that is not there is no error.
    ///
    /// # Errors
    /// [`StoreError`].
    fn delete(&self, name: &str) -> Result<(), StoreError>;
}

/// The operating system's keyring: Secret Service, Windows Credential Manager or the macOS login keychain.
pub struct OsKeyring(Arc<CredentialStore>);

impl OsKeyring {
    /// Connects to it.
    ///
    /// # Errors
    /// [`StoreError::Absent`] where there is none.
    pub fn connect() -> Result<Self, StoreError> {
        platform_store().map(Self).map_err(|_| StoreError::Absent)
    }

    fn entry(&self, name: &str) -> Result<Entry, StoreError> {
        self.0.build(SERVICE, name, modifiers().as_ref()).map_err(store_error)
    }
}

impl KeyStore for OsKeyring {
    fn get(&self, name: &str) -> Result<Option<Zeroizing<String>>, StoreError> {
        let secret = match self.entry(name)?.get_secret() {
            Ok(secret) => Zeroizing::new(secret),
            Err(Error::NoEntry) => return Ok(None),
            // Some providers keep duplicates; any of them is ours, and what it holds is authenticated.
            Err(Error::Ambiguous(entries)) => match entries.iter().find_map(|entry| entry.get_secret().ok()) {
                Some(secret) => Zeroizing::new(secret),
                None => return Ok(None),
            },
            Err(error) => return Err(store_error(error)),
        };
        // A value that is no text was written by someone else: as good as none.
        Ok(std::str::from_utf8(&secret).ok().map(|text| Zeroizing::new(text.to_owned())))
    }

    fn set(&self, name: &str, value: &str) -> Result<(), StoreError> {
        debug_assert!(value.len() <= MAX_VALUE_BYTES && value.is_ascii() && !value.contains('\n'));
        self.entry(name)?.set_secret(value.as_bytes()).map_err(store_error)
    }

    fn delete(&self, name: &str) -> Result<(), StoreError> {
        match self.entry(name)?.delete_credential() {
            Ok(()) | Err(Error::NoEntry) => Ok(()),
            Err(Error::Ambiguous(entries)) => {
                entries.iter().try_for_each(Entry::delete_credential).map_err(store_error)
            }
            Err(error) => Err(store_error(error)),
        }
    }
}

fn store_error(error: Error) -> StoreError {
    match error {
        Error::NoStorageAccess(_) => StoreError::Locked,
        Error::NoDefaultStore => StoreError::Absent,
        // These carry the value that was read: not to be printed.
        Error::BadEncoding(_) | Error::BadDataFormat(..) => {
            StoreError::Failed("an item is not in the expected form".into())
        }
        Error::PlatformFailure(cause) => StoreError::Failed(cause.to_string()),
        other => StoreError::Failed(other.to_string()),
    }
}

#[cfg(target_os = "linux")]
fn platform_store() -> keyring_core::Result<Arc<CredentialStore>> {
    Ok(zbus_secret_service_keyring_store::Store::new()?)
}

#[cfg(windows)]
fn platform_store() -> keyring_core::Result<Arc<CredentialStore>> {
    Ok(windows_native_keyring_store::Store::new()?)
}

#[cfg(target_os = "macos")]
fn platform_store() -> keyring_core::Result<Arc<CredentialStore>> {
    Ok(apple_native_keyring_store::keychain::Store::new()?)
}

/// On Windows, *Local* instead of the default *Enterprise*, which roams to other machines.
fn modifiers() -> Option<std::collections::HashMap<&'static str, &'static str>> {
    cfg!(windows).then(|| [("persistence", "local")].into())
}

/// The names of one vault's items.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Names(pub(crate) Uuid);

impl Names {
    pub(crate) fn device_key(self, fingerprint: &str) -> String {
        format!("{}/device-key/{}", self.0, fingerprint.get(..8).unwrap_or(fingerprint))
    }

    pub(crate) fn page(self, page: Uuid) -> String {
        format!("{}/seeds/{page}", self.0)
    }

    pub(crate) fn attempts(self) -> String {
        format!("{}/attempts", self.0)
    }

    pub(crate) fn head(self) -> String {
        format!("{}/head", self.0)
    }
}

/// `v1.` and base64url, as every item is written.
pub(crate) fn encode(bytes: &[u8]) -> Zeroizing<String> {
    let mut text = Zeroizing::new(String::with_capacity(3 + bytes.len().div_ceil(3) * 4));
    text.push_str("v1.");
    data_encoding::BASE64URL_NOPAD.encode_append(bytes, &mut text);
    text
}

pub(crate) fn decode(text: &str) -> Option<Zeroizing<Vec<u8>>> {
    let encoded = text.strip_prefix("v1.").filter(|encoded| encoded.len() <= MAX_VALUE_BYTES)?;
    data_encoding::BASE64URL_NOPAD.decode(encoded.as_bytes()).ok().map(Zeroizing::new)
}
