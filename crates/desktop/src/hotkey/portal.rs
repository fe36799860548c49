use std::collections::HashMap;
use std::thread;

use zbus::blocking::connection::Builder;
use zbus::zvariant::{ObjectPath, OwnedValue};

use super::chord::{Chord, Key};
use super::error::HotkeyError;
use super::grip::{Grip, Outcomes};
use super::wanted::Hotkey;
use crate::portal::{Options, Portal, PortalError};

const INTERFACE: &str = "org.freedesktop.portal.GlobalShortcuts";

/// Asks the portal to bind combinations.
pub(super) fn take(
    bus: Builder<'_>,
    app_id: &str,
    wanted: &[Hotkey],
    pressed: impl Fn(&str) + Send + Sync + 'static,
) -> Result<(Outcomes, Box<dyn Grip>), HotkeyError> {
    let portal = Portal::open(bus, app_id, INTERFACE)?;
    let signals = portal.signals("Activated")?;
    let shortcut = |hotkey: &Hotkey| {
        let description = hotkey.description.clone();
        let options =
            Options::from([("description", description.into()), ("preferred_trigger", trigger(&hotkey.chord).into())]);
        (hotkey.id.clone(), options)
    };
    let shortcuts: Vec<(String, Options<'_>)> = wanted.iter().map(shortcut).collect();
    // An empty name is no window.
    let results = portal.ask("BindShortcuts", Options::new(), |session, options| (session, shortcuts, "", options))?;
    let bound = results.get("shortcuts").and_then(|bound| bound.try_clone().ok()).map(Vec::try_from);
    let bound: Vec<(String, HashMap<String, OwnedValue>)> = bound.and_then(Result::ok).unwrap_or_default();
    let outcome = |hotkey: &Hotkey| {
        // KWin answers with an empty list to programs whose id it doesn't know.
        let (_, told) = bound.iter().find(|(id, _)| *id == hotkey.id).ok_or(HotkeyError::NotBound)?;
        let words = told.get("trigger_description").and_then(|words| <&str>::try_from(words).ok());
        words.filter(|words| !words.is_empty()).map(str::to_owned).ok_or(HotkeyError::NotBound)
    };
    let outcomes = wanted.iter().map(outcome).collect();
    let session = portal.session().clone();
    let listening = move || {
        for signal in signals {
            let body = signal.body();
            if let Ok((at, id, _, _)) = body.deserialize::<(ObjectPath<'_>, &str, u64, HashMap<&str, OwnedValue>)>()
                && at == session
            {
                pressed(id);
            }
        }
    };
    thread::Builder::new().name("hotkeys".into()).spawn(listening).map_err(|_| HotkeyError::Failed)?;
    Ok((outcomes, Box::new(portal)))
}

impl Grip for Portal {}

impl From<PortalError> for HotkeyError {
    fn from(error: PortalError) -> Self {
        match error {
            PortalError::Absent => Self::Unsupported,
            PortalError::Refused => Self::Refused,
            PortalError::Failed => Self::Failed,
        }
    }
}

/// A chord as the Shortcuts specification writes it, with the names of X11's keysyms.
fn trigger(chord: &Chord) -> String {
    let held = [(chord.ctrl, "CTRL+"), (chord.alt, "ALT+"), (chord.shift, "SHIFT+"), (chord.logo, "LOGO+")];
    let held: String = held.iter().filter(|(is_held, _)| *is_held).map(|(_, name)| *name).collect();
    let key = match chord.key {
        Key::Character(character) => char::from(character).to_ascii_lowercase().to_string(),
        Key::Function(number) => format!("F{number}"),
        Key::Space => "space".to_owned(),
    };
    held + &key
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
    use std::time::Duration;

    use zbus::message::Header;
    use zbus::zvariant::{OwnedObjectPath, Value};

    use super::*;
    use crate::testing::{Bus, answer};

    const PATH: &str = "/org/freedesktop/portal/desktop";
    const NAME: &str = "org.freedesktop.portal.Desktop";

    type Told = HashMap<String, OwnedValue>;

    /// A portal that binds the first of the shortcuts, or answers with `refuses`.
    struct Shortcuts {
        refuses: u32,
    }

    #[zbus::interface(name = "org.freedesktop.portal.GlobalShortcuts")]
    impl Shortcuts {
        #[zbus(property, name = "version")]
        fn version(&self) -> u32 {
            1
        }

        async fn create_session(
            &self,
            options: Told,
            #[zbus(connection)] bus: &zbus::Connection,
            #[zbus(header)] header: Header<'_>,
        ) -> OwnedObjectPath {
            answer(bus, &header, &options, 0, HashMap::new()).await
        }

        async fn bind_shortcuts(
            &self,
            session: OwnedObjectPath,
            shortcuts: Vec<(String, Told)>,
            _parent: &str,
            options: Told,
            #[zbus(connection)] bus: &zbus::Connection,
            #[zbus(header)] header: Header<'_>,
        ) -> OwnedObjectPath {
            let wanted = <&str>::try_from(&shortcuts[0].1["preferred_trigger"]).unwrap();
            let bound = (shortcuts[0].0.clone(), HashMap::from([("trigger_description", Value::from(wanted))]));
            let results = HashMap::from([("shortcuts", Value::from(vec![bound]))]);
            let path = answer(bus, &header, &options, self.refuses, results).await;
            for at in ["/org/freedesktop/portal/desktop/session/other", session.as_str()] {
                let at = ObjectPath::try_from(at).unwrap();
                let body = (&at, &shortcuts[0].0, 7u64, Told::new());
                let to = header.sender().cloned();
                bus.emit_signal(to, PATH, "org.freedesktop.portal.GlobalShortcuts", "Activated", &body).await.unwrap();
            }
            path
        }
    }

    type Taken = Result<(Outcomes, Box<dyn Grip>), HotkeyError>;

    fn take_two(bus: &Bus) -> (Taken, Receiver<String>) {
        let wanted = ["Ctrl+Alt+W", "Super+F2"].map(|chord| Hotkey {
            id: chord.to_owned(),
            description: "Something".to_owned(),
            chord: chord.parse().unwrap(),
        });
        let (say, pressed) = channel();
        let builder = Builder::address(bus.address()).unwrap();
        let taken = take(builder, "org.example.App", &wanted, move |id| say.send(id.to_owned()).unwrap());
        (taken, pressed)
    }

    fn portal(bus: &Bus, refuses: u32) -> zbus::blocking::Connection {
        let portal = bus.connect();
        portal.object_server().at(PATH, Shortcuts { refuses }).unwrap();
        portal.request_name(NAME).unwrap();
        portal
    }

    #[test]
    fn shortcuts_that_the_desktop_binds_are_told() {
        let bus = Bus::new();
        let _portal = portal(&bus, 0);
        let (taken, pressed) = take_two(&bus);
        let (outcomes, grip) = taken.unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(outcomes, [Ok("CTRL+ALT+w".to_owned()), Err(HotkeyError::NotBound)]);
        assert_eq!(pressed.recv_timeout(Duration::from_secs(30)).as_deref(), Ok("Ctrl+Alt+W"));
        drop(grip);
        let end = pressed.recv_timeout(Duration::from_secs(30));
        assert_eq!(end, Err(RecvTimeoutError::Disconnected), "the thread ends, and with it the callback");
    }

    #[test]
    fn refusals_and_missing_portals_are_told_apart() {
        let bus = Bus::new();
        let error = || take_two(&bus).0.err();
        assert_eq!(error(), Some(HotkeyError::Unsupported));
        let portal = portal(&bus, 1);
        assert_eq!(error(), Some(HotkeyError::Refused));
        portal.close().unwrap();
        assert_eq!(error(), Some(HotkeyError::Unsupported));
    }
}
