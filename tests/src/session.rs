use zbus::zvariant::ObjectPath;

use crate::{Provider, bus::Bus, environment::Environment, keyring::Keyring, provider::NAME};

/// What a person signs in to: a bus, and the keyring unlocked on it.
pub(crate) struct Session {
    pub(crate) keyring: Option<Keyring>,
    pub(crate) bus: Bus,
}

impl Session {
    /// Starts both with the environment that their programs get.
    #[track_caller]
    pub(crate) fn start(environment: &Environment, keyring: Option<Provider>) -> Self {
        let bus = Bus::new(environment);
        Self { keyring: keyring.map(|provider| Keyring::unlocked(&bus, environment, provider)), bus }
    }

    /// Starts the keyring anew, with the files that it finds.
    #[track_caller]
    pub(crate) fn restart_keyring(&mut self, environment: &Environment) {
        let provider = self.keyring.take().expect("a keyring").provider;
        self.keyring = Some(Keyring::unlocked(&self.bus, environment, provider));
    }

    /// Locks the keyring, as its owner may.
    #[track_caller]
    pub(crate) fn lock_keyring(&self) {
        let (path, interface) = ("/org/freedesktop/secrets", Some("org.freedesktop.Secret.Service"));
        let login = ObjectPath::from_static_str_unchecked("/org/freedesktop/secrets/collection/login");
        let locked = self.bus.connect().call_method(Some(NAME), path, interface, "Lock", &vec![login]);
        locked.expect("the keyring locks");
    }

    /// What `DBUS_SESSION_BUS_ADDRESS` must be in a program of this session.
    pub(crate) fn address(&self) -> &str {
        self.bus.address()
    }
}
