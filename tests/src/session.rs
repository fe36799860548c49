use zbus::zvariant::ObjectPath;

use crate::{Provider, bus::Bus, environment::Environment, keyring::Keyring, provider::NAME};

/// A login session: a bus, and the unlocked keyring on it, if any.
pub(crate) struct Session {
    pub(crate) keyring: Option<Keyring>,
    pub(crate) bus: Bus,
}

impl Session {
    /// Starts the bus and the keyring in `environment`.
    #[track_caller]
    pub(crate) fn start(environment: &Environment, keyring: Option<Provider>) -> Self {
        let bus = Bus::new(environment);
        Self { keyring: keyring.map(|provider| Keyring::unlocked(&bus, environment, provider)), bus }
    }

    /// Restarts the keyring, with the files that exist.
    #[track_caller]
    pub(crate) fn restart_keyring(&mut self, environment: &Environment) {
        let provider = self.keyring.take().expect("a keyring").provider;
        self.keyring = Some(Keyring::unlocked(&self.bus, environment, provider));
    }

    /// Locks the keyring, as its owner can.
    #[track_caller]
    pub(crate) fn lock_keyring(&self) {
        let (path, interface) = ("/org/freedesktop/secrets", Some("org.freedesktop.Secret.Service"));
        let login = ObjectPath::from_static_str_unchecked("/org/freedesktop/secrets/collection/login");
        let locked = self.bus.connect().call_method(Some(NAME), path, interface, "Lock", &vec![login]);
        locked.expect("the keyring locks");
    }

    /// Returns the value of `DBUS_SESSION_BUS_ADDRESS` for programs of this session.
    pub(crate) fn address(&self) -> &str {
        self.bus.address()
    }
}
