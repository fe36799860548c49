use std::path::Path;
use std::thread;
use std::time::Duration;

use zbus::blocking::connection::Builder;

use super::error::TypingError;
use super::focus::Focus;
use super::keyboard::Keyboard;
use super::keystrokes::Keystrokes;
use crate::portal::{Options, Portal, PortalError};
use crate::small_file::SmallFile;

const INTERFACE: &str = "org.freedesktop.portal.RemoteDesktop";

/// The bit of keyboards among the kinds of devices.
const KEYBOARD: u32 = 1;
/// Keeps a permission until the user withdraws it.
const PERSISTS: u32 = 2;
/// The first version that keeps permissions.
const KEEPS_PERMISSIONS: u32 = 2;
/// The file of the permission that was kept last.
const FILE: &str = "typing-permission";

/// How long the focus may take to return to the program, which the portal doesn't tell.
const RETURNS_WITHIN: Duration = Duration::from_millis(300);
/// The pause after each change of a key.
const BETWEEN: Duration = Duration::from_millis(20);

/// A session that the user allows to type.
pub(super) struct RemoteDesktop(Portal);

impl RemoteDesktop {
    /// Asks the user, unless the portal recognises the permission that `folder` has from before.
    pub(super) fn connect(bus: Builder<'_>, app_id: &str, folder: &Path) -> Result<Self, TypingError> {
        let portal = Portal::open(bus, app_id, INTERFACE)?;
        let kept = SmallFile::new(folder, FILE);
        let permission = kept.read().ok().flatten();
        let granted = start(&portal, permission.as_deref());
        // It was good for once. Without the next one, the user is only asked again.
        let _ = match &granted {
            Ok(Some(next)) => kept.write(next),
            Ok(None) | Err(TypingError::Refused) => kept.remove(),
            Err(_) => Ok(()),
        };
        granted.map(|_| Self(portal))
    }

    fn turn(&self, keysym: u32, is_down: bool) -> Result<(), TypingError> {
        let keysym = i32::try_from(keysym).map_err(|_| TypingError::NoKey)?;
        let arguments = (self.0.session(), Options::new(), keysym, u32::from(is_down));
        self.0.call("NotifyKeyboardKeysym", &arguments)?;
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
}

/// Starts a session with a keyboard, and returns what the next one needs so that the portal doesn't
/// ask, if it keeps permissions.
fn start(portal: &Portal, permission: Option<&str>) -> Result<Option<String>, TypingError> {
    let mut devices = Options::from([("types", KEYBOARD.into())]);
    if portal.version() >= KEEPS_PERMISSIONS {
        devices.insert("persist_mode", PERSISTS.into());
        devices.extend(permission.map(|permission| ("restore_token", permission.to_owned().into())));
    }
    portal.ask("SelectDevices", devices, |session, options| (session, options))?;
    // An empty name is no window.
    let granted = portal.ask("Start", Options::new(), |session, options| (session, "", options))?;
    let devices = granted.get("devices").and_then(|devices| u32::try_from(devices).ok()).unwrap_or(0);
    if devices & KEYBOARD == 0 {
        return Err(TypingError::Refused);
    }
    let next = granted.get("restore_token").and_then(|token| <&str>::try_from(token).ok());
    Ok(next.map(str::to_owned))
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
    use std::fs;
    use std::os::unix::fs::PermissionsExt as _;
    use std::sync::mpsc::{Receiver, Sender, channel};

    use zbus::message::Header;
    use zbus::zvariant::{OwnedObjectPath, OwnedValue, Value};

    use super::*;
    use crate::testing::{Bus, answer};

    const PATH: &str = "/org/freedesktop/portal/desktop";

    type Told = HashMap<String, OwnedValue>;

    /// A portal whose user grants `devices`, or refuses. It keeps permissions as portals do: each
    /// is good for one session, and the session gives the next.
    struct Desktop {
        devices: u32,
        refuses: bool,
        /// The number of the permission that it gave last, which is good, unless it is 0.
        given: u32,
        /// Whether the user has to answer.
        asks: bool,
        asked: Sender<()>,
        typed: Sender<(i32, u32)>,
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
            &mut self,
            _session: OwnedObjectPath,
            options: Told,
            #[zbus(connection)] bus: &zbus::Connection,
            #[zbus(header)] header: Header<'_>,
        ) -> OwnedObjectPath {
            assert_eq!(u32::try_from(&options["persist_mode"]).unwrap(), 2, "until the user withdraws it");
            let permission = options.get("restore_token").map(|token| <&str>::try_from(token).unwrap());
            self.asks = self.given == 0 || permission != Some(&self.given.to_string());
            answer(bus, &header, &options, 0, HashMap::new()).await
        }

        async fn start(
            &mut self,
            _session: OwnedObjectPath,
            _parent: &str,
            options: Told,
            #[zbus(connection)] bus: &zbus::Connection,
            #[zbus(header)] header: Header<'_>,
        ) -> OwnedObjectPath {
            if self.asks {
                self.asked.send(()).unwrap();
            }
            if self.asks && self.refuses {
                return answer(bus, &header, &options, 1, HashMap::new()).await;
            }
            self.given += 1;
            let next = self.given.to_string();
            let granted = HashMap::from([("devices", Value::from(self.devices)), ("restore_token", next.into())]);
            answer(bus, &header, &options, 0, granted).await
        }

        fn notify_keyboard_keysym(&self, _session: OwnedObjectPath, _options: Told, keysym: i32, state: u32) {
            self.typed.send((keysym, state)).unwrap();
        }
    }

    /// A bus with such a portal, and a folder for the permission.
    struct Setting {
        bus: Bus,
        portal: zbus::blocking::Connection,
        folder: tempfile::TempDir,
        asked: Receiver<()>,
        typed: Receiver<(i32, u32)>,
    }

    impl Setting {
        fn new(devices: u32) -> Self {
            let (bus, folder) = (Bus::new(), tempfile::tempdir().unwrap());
            let ((say_asked, asked), (say_typed, typed)) = (channel(), channel());
            let portal = bus.connect();
            let desktop = Desktop { devices, refuses: false, given: 0, asks: true, asked: say_asked, typed: say_typed };
            portal.object_server().at(PATH, desktop).unwrap();
            portal.request_name("org.freedesktop.portal.Desktop").unwrap();
            Self { bus, portal, folder, asked, typed }
        }

        fn connect(&self) -> Result<RemoteDesktop, TypingError> {
            RemoteDesktop::connect(Builder::address(self.bus.address()).unwrap(), "a.b", self.folder.path())
        }

        fn kept(&self) -> Option<String> {
            fs::read_to_string(self.folder.path().join(FILE)).ok()
        }

        /// How often the user was asked since the last look.
        fn asked(&self) -> usize {
            self.asked.try_iter().count()
        }

        fn change(&self, change: impl FnOnce(&mut Desktop)) {
            let desktop = self.portal.object_server().interface::<_, Desktop>(PATH).unwrap();
            change(&mut desktop.get_mut());
        }
    }

    #[test]
    fn keys_are_typed_once_the_user_allows_it() {
        let setting = Setting::new(1);
        let mut desktop = setting.connect().unwrap();
        assert_eq!(desktop.focused(), Ok(None));
        desktop.type_keys(&Keystrokes::new("1", true).unwrap(), None).unwrap();
        let typed: Vec<(i32, u32)> = setting.typed.try_iter().collect();
        assert_eq!(typed, [(0x31, 1), (0x31, 0), (0xff0d, 1), (0xff0d, 0)]);
    }

    #[test]
    fn user_is_asked_once_and_again_after_withdrawing_the_permission() {
        let setting = Setting::new(1);
        for (kept, asked) in [("1", 1), ("2", 0), ("3", 0)] {
            setting.connect().unwrap();
            assert_eq!((setting.kept().as_deref(), setting.asked()), (Some(kept), asked));
        }
        let mode = fs::metadata(setting.folder.path().join(FILE)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        setting.change(|desktop| (desktop.given, desktop.refuses) = (0, true));
        assert_eq!(setting.connect().err(), Some(TypingError::Refused));
        assert_eq!((setting.kept(), setting.asked()), (None, 1), "what was refused isn't kept");
        setting.change(|desktop| desktop.refuses = false);
        setting.connect().unwrap();
        assert_eq!((setting.kept().as_deref(), setting.asked()), (Some("1"), 1));
    }

    #[test]
    fn no_keyboard_is_a_refusal_and_no_portal_is_unsupported() {
        let setting = Setting::new(2);
        assert_eq!(setting.connect().err(), Some(TypingError::Refused), "only a pointer");
        assert_eq!(setting.kept(), None);
        fs::write(setting.folder.path().join(FILE), "7").unwrap();
        setting.portal.close().unwrap();
        let bus = Bus::new();
        let builder = Builder::address(bus.address()).unwrap();
        let none = RemoteDesktop::connect(builder, "a.b", setting.folder.path());
        assert_eq!(none.err(), Some(TypingError::Unsupported));
        let kept = fs::read_to_string(setting.folder.path().join(FILE)).unwrap();
        assert_eq!(kept, "7", "another desktop's permission stays");
    }
}
