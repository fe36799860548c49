use std::thread;
use std::time::Duration;

use zbus::blocking::connection::Builder;

use super::error::TypingError;
use super::focus::Focus;
use super::keyboard::Keyboard;
use super::keystrokes::Keystrokes;
use crate::portal::{Options, Portal, PortalError};

const INTERFACE: &str = "org.freedesktop.portal.RemoteDesktop";

/// The bit of keyboards among the kinds of devices.
const KEYBOARD: u32 = 1;
/// Keeps a permission until the user withdraws it.
const PERSISTS: u32 = 2;
/// The first version that keeps permissions.
const KEEPS_PERMISSIONS: u32 = 2;

/// How long the focus may take to return to the program, which the portal doesn't tell.
const RETURNS_WITHIN: Duration = Duration::from_millis(300);
/// The pause after each change of a key.
const BETWEEN: Duration = Duration::from_millis(20);

/// A session that the user allows to type.
pub(super) struct RemoteDesktop {
    portal: Portal,
    permission: Option<String>,
}

impl RemoteDesktop {
    /// Asks the user, unless the portal recognises the permission that it gave before.
    pub(super) fn connect(bus: Builder<'_>, app_id: &str, remembered: Option<&str>) -> Result<Self, TypingError> {
        let portal = Portal::open(bus, app_id, INTERFACE)?;
        let mut devices = Options::from([("types", KEYBOARD.into())]);
        if portal.version() >= KEEPS_PERMISSIONS {
            devices.insert("persist_mode", PERSISTS.into());
            devices.extend(remembered.map(|remembered| ("restore_token", remembered.to_owned().into())));
        }
        portal.ask("SelectDevices", devices, |session, options| (session, options))?;
        // An empty name is no window.
        let granted = portal.ask("Start", Options::new(), |session, options| (session, "", options))?;
        let devices = granted.get("devices").and_then(|devices| u32::try_from(devices).ok()).unwrap_or(0);
        if devices & KEYBOARD == 0 {
            return Err(TypingError::Refused);
        }
        let permission = granted.get("restore_token").and_then(|token| <&str>::try_from(token).ok());
        let permission = permission.map(str::to_owned);
        Ok(Self { portal, permission })
    }

    fn turn(&self, keysym: u32, is_down: bool) -> Result<(), TypingError> {
        let keysym = i32::try_from(keysym).map_err(|_| TypingError::NoKey)?;
        let arguments = (self.portal.session(), Options::new(), keysym, u32::from(is_down));
        self.portal.call("NotifyKeyboardKeysym", &arguments)?;
        thread::sleep(BETWEEN);
        Ok(())
    }
}

impl Keyboard for RemoteDesktop {
    fn focused(&mut self) -> Result<Option<Focus>, TypingError> {
        Ok(None)
    }

    fn type_keys(&mut self, keys: &Keystrokes, _: Option<&Focus>) -> Result<(), TypingError> {
        thread::sleep(RETURNS_WITHIN);
        keys.keysyms().try_for_each(|keysym| {
            self.turn(keysym, true)?;
            self.turn(keysym, false)
        })
    }

    fn permission(&self) -> Option<&str> {
        self.permission.as_deref()
    }
}

impl From<PortalError> for TypingError {
    fn from(error: PortalError) -> Self {
        match error {
            PortalError::Absent => Self::Unsupported,
            PortalError::Refused => Self::Refused,
            PortalError::Failed => Self::Failed,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;
    use std::sync::mpsc::{Sender, channel};

    use zbus::message::Header;
    use zbus::zvariant::{OwnedObjectPath, OwnedValue, Value};

    use super::*;
    use crate::testing::{Bus, answer};

    type Told = HashMap<String, OwnedValue>;

    /// A portal that grants `devices`, and tells which keys were typed.
    struct Desktop {
        devices: u32,
        typed: Sender<(i32, u32)>,
        remembered: Sender<Option<String>>,
    }

    #[zbus::interface(name = "org.freedesktop.portal.RemoteDesktop")]
    impl Desktop {
        #[zbus(property, name = "version")]
        fn version(&self) -> u32 {
            2
        }

        async fn create_session(
            &self,
            options: Told,
            #[zbus(connection)] bus: &zbus::Connection,
            #[zbus(header)] header: Header<'_>,
        ) -> OwnedObjectPath {
            answer(bus, &header, &options, 0, HashMap::new()).await
        }

        async fn select_devices(
            &self,
            _session: OwnedObjectPath,
            options: Told,
            #[zbus(connection)] bus: &zbus::Connection,
            #[zbus(header)] header: Header<'_>,
        ) -> OwnedObjectPath {
            let token = options.get("restore_token").map(|token| <&str>::try_from(token).unwrap().to_owned());
            self.remembered.send(token).unwrap();
            answer(bus, &header, &options, 0, HashMap::new()).await
        }

        async fn start(
            &self,
            _session: OwnedObjectPath,
            _parent: &str,
            options: Told,
            #[zbus(connection)] bus: &zbus::Connection,
            #[zbus(header)] header: Header<'_>,
        ) -> OwnedObjectPath {
            let granted = HashMap::from([("devices", Value::from(self.devices)), ("restore_token", "again".into())]);
            answer(bus, &header, &options, 0, granted).await
        }

        fn notify_keyboard_keysym(&self, _session: OwnedObjectPath, _options: Told, keysym: i32, state: u32) {
            self.typed.send((keysym, state)).unwrap();
        }
    }

    #[test]
    fn keys_are_typed_once_the_user_allows_it() {
        let bus = Bus::new();
        let builder = || Builder::address(bus.address()).unwrap();
        let refused =
            |error: &TypingError| RemoteDesktop::connect(builder(), "a.b", None).err().as_ref() == Some(error);
        assert!(refused(&TypingError::Unsupported));
        let ((typed, keys), (remembered, token)) = (channel(), channel());
        let path = "/org/freedesktop/portal/desktop";
        let portal = bus.connect();
        let desktop = Desktop { devices: 2, typed: typed.clone(), remembered: remembered.clone() };
        portal.object_server().at(path, desktop).unwrap();
        portal.request_name("org.freedesktop.portal.Desktop").unwrap();
        assert!(refused(&TypingError::Refused), "only a pointer");
        portal.object_server().remove::<Desktop, _>(path).unwrap();
        portal.object_server().at(path, Desktop { devices: 1, typed, remembered }).unwrap();

        let mut desktop = RemoteDesktop::connect(builder(), "a.b", Some("before")).unwrap();
        assert_eq!(token.try_iter().collect::<Vec<_>>(), [None, Some("before".to_owned())]);
        assert_eq!(desktop.permission(), Some("again"));
        assert_eq!(desktop.focused(), Ok(None));
        desktop.type_keys(&Keystrokes::new("1", true).unwrap(), None).unwrap();
        assert_eq!(keys.try_iter().collect::<Vec<_>>(), [(0x31, 1), (0x31, 0), (0xff0d, 1), (0xff0d, 0)]);
    }
}
