use std::sync::{Arc, Mutex, PoisonError};

use keyring_core::{CredentialStore, Entry, Error};
use zeroize::Zeroizing;

use crate::error::StoreError;
use crate::keyring::item::{MAX_VALUE_BYTES, MAX_WINDOWS_VALUE_BYTES, SERVICE};
use crate::keyring::store::KeyStore;

/// How long the keyring's program may take to answer a ping.
#[cfg(target_os = "linux")]
const PING_WAIT: std::time::Duration = std::time::Duration::from_secs(1);

/// The operating system's keyring: Secret Service, Windows Credential Manager or the macOS login
/// keychain.
pub struct OsKeyring(Mutex<Arc<CredentialStore>>);

impl OsKeyring {
    /// Connects to the user's own keyring, without prompting the user yet.
    ///
    /// # Errors
    /// [`StoreError::Absent`] if there is none.
    pub fn connect() -> Result<Self, StoreError> {
        platform_store().map(|store| Self(Mutex::new(store))).map_err(|_| StoreError::Absent)
    }

    /// Checks whether a slow call is worth waiting for: the keyring's program answers, and may be
    /// prompting the user.
    ///
    /// # Errors
    /// [`StoreError::Silent`] if the program hangs; [`StoreError::Locked`] if it cannot show a
    /// prompt.
    pub fn may_be_asking() -> Result<(), StoreError> {
        may_be_asking()
    }

    /// Runs `work` on one item. On Linux a keyring that has been restarted doesn't know the old
    /// connection, so this connects and tries again. Elsewhere there is no connection, and trying
    /// again would prompt a user who denied access a second time.
    fn at<T>(&self, name: &str, work: impl Fn(&Entry) -> keyring_core::Result<T>) -> keyring_core::Result<T> {
        let mut store = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let modifiers = modifiers();
        let build = |store: &CredentialStore| store.build(SERVICE, name, modifiers.as_ref());
        match build(store.as_ref()).and_then(|entry| work(&entry)) {
            Err(Error::PlatformFailure(_)) if cfg!(target_os = "linux") => {
                *store = platform_store().map_err(|_| Error::NoDefaultStore)?;
                build(store.as_ref()).and_then(|entry| work(&entry))
            }
            done => done,
        }
    }
}

impl OsKeyring {
    /// On macOS a deletion that the user denied may be reported as done, so this searches for the
    /// item. The search reads no value and prompts nobody.
    #[cfg(target_os = "macos")]
    fn require_gone(&self, name: &str) -> Result<(), StoreError> {
        let store = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let left = store.search(&[("service", SERVICE), ("user", name)].into()).map_err(store_error)?;
        if left.is_empty() { Ok(()) } else { Err(StoreError::Failed("an item was not deleted".into())) }
    }

    #[cfg(not(target_os = "macos"))]
    fn require_gone(&self, _name: &str) -> Result<(), StoreError> {
        Ok(())
    }
}

impl KeyStore for OsKeyring {
    fn longest_value(&self) -> usize {
        if cfg!(windows) { MAX_WINDOWS_VALUE_BYTES } else { MAX_VALUE_BYTES }
    }

    fn get(&self, name: &str) -> Result<Option<Zeroizing<String>>, StoreError> {
        Ok(self.get_every(name)?.into_iter().next())
    }

    fn get_every(&self, name: &str) -> Result<Vec<Zeroizing<String>>, StoreError> {
        let secrets = match self.at(name, |entry| entry.get_secret().map(Zeroizing::new)) {
            Ok(secret) => vec![secret],
            Err(Error::NoEntry) => Vec::new(),
            Err(Error::Ambiguous(entries)) => {
                entries.iter().filter_map(|entry| entry.get_secret().ok().map(Zeroizing::new)).collect()
            }
            Err(error) => return Err(store_error(error)),
        };
        // Another program wrote a value that is not text, so it is ignored.
        Ok(secrets.iter().filter_map(|secret| text(secret)).collect())
    }

    fn keep_only(&self, name: &str, value: &str) -> Result<(), StoreError> {
        let Err(Error::Ambiguous(entries)) = self.at(name, |entry| entry.get_secret().map(Zeroizing::new)) else {
            return Ok(());
        };
        let holds =
            |entry: &&Entry| entry.get_secret().map(Zeroizing::new).is_ok_and(|secret| *secret == value.as_bytes());
        let Some(kept) = entries.iter().position(|entry| holds(&entry)) else { return Ok(()) };
        let others = entries.iter().enumerate().filter(|(position, _)| *position != kept);
        others.map(|(_, entry)| entry).try_for_each(Entry::delete_credential).map_err(store_error)
    }

    fn set(&self, name: &str, value: &str) -> Result<(), StoreError> {
        debug_assert!(value.len() <= self.longest_value() && value.is_ascii() && !value.contains('\n'));
        match self.at(name, |entry| entry.set_secret(value.as_bytes())) {
            Err(Error::Ambiguous(entries)) => {
                let Some((first, others)) = entries.split_first() else { return Ok(()) };
                first.set_secret(value.as_bytes()).map_err(store_error)?;
                others.iter().try_for_each(Entry::delete_credential).map_err(store_error)
            }
            set => set.map_err(store_error),
        }
    }

    fn delete(&self, name: &str) -> Result<(), StoreError> {
        match self.at(name, Entry::delete_credential) {
            Ok(()) | Err(Error::NoEntry) => self.require_gone(name),
            Err(Error::Ambiguous(entries)) => {
                entries.iter().try_for_each(Entry::delete_credential).map_err(store_error)
            }
            Err(error) => Err(store_error(error)),
        }
    }

    /// Reads all items together, then one by one those that this did not find.
    #[cfg(target_os = "linux")]
    fn get_all(&self, names: &[String]) -> Result<Vec<Vec<Zeroizing<String>>>, StoreError> {
        let found = crate::keyring::secret_service::read(names).unwrap_or_default();
        let found = found.into_iter().chain(std::iter::repeat_with(|| None));
        names
            .iter()
            .zip(found)
            .map(|(name, found)| found.map_or_else(|| self.get_every(name), |value| Ok(vec![value])))
            .collect()
    }
}

fn text(bytes: &[u8]) -> Option<Zeroizing<String>> {
    std::str::from_utf8(bytes).ok().map(|text| Zeroizing::new(text.to_owned()))
}

fn store_error(error: Error) -> StoreError {
    match error {
        Error::NoStorageAccess(_) => StoreError::Locked,
        Error::NoDefaultStore => StoreError::Absent,
        // These carry the value that was read, so they must not be printed.
        Error::BadEncoding(_) | Error::BadDataFormat(..) => {
            StoreError::Failed("an item is not in the expected form".into())
        }
        Error::PlatformFailure(cause) => refusal(&*cause).unwrap_or_else(|| StoreError::Failed(cause.to_string())),
        other => StoreError::Failed(other.to_string()),
    }
}

/// The error if the user denied access, or the keychain cannot prompt them here (codes from
/// `SecBase.h`).
#[cfg(target_os = "macos")]
fn refusal(cause: &(dyn std::error::Error + 'static)) -> Option<StoreError> {
    match cause.downcast_ref::<security_framework::base::Error>()?.code() {
        // errSecUserCanceled
        -128 => Some(StoreError::Cancelled),
        // errSecAuthFailed, errSecInteractionNotAllowed
        -25293 | -25308 => Some(StoreError::Locked),
        _ => None,
    }
}

#[cfg(not(target_os = "macos"))]
fn refusal(_cause: &(dyn std::error::Error + 'static)) -> Option<StoreError> {
    None
}

#[cfg(target_os = "linux")]
fn platform_store() -> keyring_core::Result<Arc<CredentialStore>> {
    Ok(zbus_secret_service_keyring_store::Store::new()?)
}

/// A ping waits only for the program, not for the user. GNOME Keyring starts a separate prompter
/// and waits forever if that is missing; other keyrings show their prompts themselves.
#[cfg(target_os = "linux")]
fn may_be_asking() -> Result<(), StoreError> {
    let bus = zbus::blocking::connection::Builder::session().map(|bus| bus.method_timeout(PING_WAIT));
    let bus = bus.and_then(|bus| bus.build()).map_err(|_| StoreError::Silent)?;
    let peer = Some("org.freedesktop.DBus.Peer");
    bus.call_method(Some("org.freedesktop.secrets"), "/org/freedesktop/secrets", peer, "Ping", &())
        .map_err(|_| StoreError::Silent)?;
    let owned = |name: &str| {
        let bus = zbus::blocking::fdo::DBusProxy::new(&bus)?;
        bus.name_has_owner(zbus::names::BusName::try_from(name)?).map_err(zbus::Error::from)
    };
    match (owned("org.gnome.keyring"), owned("org.gnome.keyring.SystemPrompter")) {
        (Ok(true), Ok(false)) => Err(StoreError::Locked),
        _ => Ok(()),
    }
}

/// On Windows and macOS the keyring is a library in this process, and a slow call is prompting the
/// user.
#[cfg(not(target_os = "linux"))]
fn may_be_asking() -> Result<(), StoreError> {
    Ok(())
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
