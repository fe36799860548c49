use crate::{Provider, bus::Bus, keyring::Keyring};

/// What a person signs in to: a bus, and the keyring unlocked on it.
pub(crate) struct Session {
    pub(crate) keyring: Option<Keyring>,
    bus: Bus,
}

impl Session {
    /// Starts both with the environment that their programs get.
    #[track_caller]
    pub(crate) fn start(mut variables: Vec<(&'static str, String)>, keyring: Option<Provider>) -> Self {
        let bus = Bus::new(&variables);
        variables.push(("DBUS_SESSION_BUS_ADDRESS", bus.address().to_owned()));
        Self { keyring: keyring.map(|provider| Keyring::unlocked(&bus, &variables, provider)), bus }
    }

    /// Starts the keyring anew, with the files that it finds.
    #[track_caller]
    pub(crate) fn restart_keyring(&mut self, variables: &[(&str, String)]) {
        let provider = self.keyring.take().expect("a keyring").provider;
        self.keyring = Some(Keyring::unlocked(&self.bus, variables, provider));
    }

    /// What `DBUS_SESSION_BUS_ADDRESS` must be in a program of this session.
    pub(crate) fn address(&self) -> &str {
        self.bus.address()
    }
}
