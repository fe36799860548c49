mod keyboard;

use std::sync::Arc;
use std::thread;

use x11rb::connection::Connection as _;
use x11rb::errors::{ConnectionError, ReplyError};
use x11rb::protocol::xkb::{BoolCtrl, ConnectionExt as _, EventType, ID, MapPart, PerClientFlag, SelectEventsAux};
use x11rb::protocol::xproto::{
    ClientMessageEvent, ConnectionExt as _, CreateWindowAux, EventMask, Grab, GrabMode, Keycode, ModMask, Window,
    WindowClass,
};
use x11rb::protocol::{ErrorKind, Event};
use x11rb::rust_connection::RustConnection;
use x11rb::wrapper::ConnectionExt as _;
use x11rb::{COPY_FROM_PARENT, NONE};

use self::keyboard::{Combination, Keyboard};
use super::error::HotkeyError;
use super::grip::{Grip, Outcomes};
use super::wanted::Hotkey;

/// Takes combinations from the X server of this name, or from the one that `DISPLAY` names.
pub(super) fn take(
    display: Option<&str>,
    wanted: &[Hotkey],
    pressed: impl Fn(&str) + Send + Sync + 'static,
) -> Result<(Outcomes, Box<dyn Grip>), HotkeyError> {
    let (server, screen) = x11rb::connect(display).map_err(|_| HotkeyError::Unsupported)?;
    let root = server.setup().roots[screen].root;
    use_extension(&server)?;
    let window = server.generate_id().map_err(|_| HotkeyError::Failed)?;
    let (class, none) = (WindowClass::INPUT_ONLY, CreateWindowAux::new());
    server.create_window(0, window, root, 0, 0, 1, 1, 0, class, COPY_FROM_PARENT, &none)?;
    let server = Arc::new(server);
    let mut grabs = Grabs { server: server.clone(), root, wanted: wanted.to_vec(), combinations: Vec::new() };
    let outcomes = grabs.take()?;
    let listening = move || grabs.listen(window, &pressed);
    thread::Builder::new().name("hotkeys".into()).spawn(listening).map_err(|_| HotkeyError::Failed)?;
    Ok((outcomes, Box::new(Held { server, root, window })))
}

/// Makes the server report a key that repeats without a release before each repetition, and report
/// other layouts, which it conceals from programs that use this extension without asking for them.
fn use_extension(server: &RustConnection) -> Result<(), HotkeyError> {
    if server.xkb_use_extension(1, 0)?.reply().is_ok_and(|answer| answer.supported) {
        let keyboard = ID::USE_CORE_KBD.into();
        let (flag, none) = (PerClientFlag::DETECTABLE_AUTO_REPEAT, BoolCtrl::from(0u8));
        server.xkb_per_client_flags(keyboard, flag, flag, none, none, none)?.reply()?;
        let events = EventType::NEW_KEYBOARD_NOTIFY | EventType::MAP_NOTIFY;
        let (no_event, map) = (EventType::from(0u16), MapPart::KEY_SYMS);
        server.xkb_select_events(keyboard, no_event, events, map, map, &SelectEventsAux::new())?.check()?;
    }
    Ok(())
}

/// The caller's side of the combinations.
struct Held {
    server: Arc<RustConnection>,
    root: Window,
    /// A window to which a message ends the thread that listens.
    window: Window,
}

impl Grip for Held {}

impl Drop for Held {
    fn drop(&mut self) {
        let _ = self.server.ungrab_key(0u8, self.root, ModMask::ANY);
        let end = ClientMessageEvent::new(32, self.window, NONE, [0; 5]);
        let _ = self.server.send_event(false, self.window, EventMask::NO_EVENT, end);
        let _ = self.server.sync();
    }
}

/// The thread's side of them.
struct Grabs {
    server: Arc<RustConnection>,
    root: Window,
    wanted: Vec<Hotkey>,
    /// The keys of each, with the layout as it was last read.
    combinations: Vec<Option<Combination>>,
}

impl Grabs {
    /// Takes the combinations. Does nothing if they are those that were taken before.
    fn take(&mut self) -> Result<Outcomes, HotkeyError> {
        let keyboard = Keyboard::read(&self.server)?;
        let combinations = self.wanted.iter().map(|hotkey| keyboard.combination(&hotkey.chord)).collect();
        if combinations == self.combinations {
            return Ok(Vec::new());
        }
        self.server.ungrab_key(Keycode::from(Grab::ANY), self.root, ModMask::ANY)?;
        self.combinations = combinations;
        let mut outcomes = Vec::new();
        for (combination, hotkey) in self.combinations.iter().zip(&self.wanted) {
            let outcome = match combination {
                None => Err(HotkeyError::NoKey),
                Some(combination) => self.grab(combination, &keyboard).map(|()| hotkey.chord.to_string()),
            };
            outcomes.push(outcome);
        }
        Ok(outcomes)
    }

    /// Takes one combination, whether Caps Lock and Num Lock are on or off.
    fn grab(&self, combination: &Combination, keyboard: &Keyboard) -> Result<(), HotkeyError> {
        let Combination { keycode, held } = *combination;
        for locks in keyboard.locks() {
            let mods = ModMask::from(held | locks);
            let grab = self.server.grab_key(false, self.root, mods, keycode, GrabMode::ASYNC, GrabMode::ASYNC)?;
            if let Err(error) = grab.check() {
                for locks in keyboard.locks() {
                    self.server.ungrab_key(keycode, self.root, ModMask::from(held | locks))?;
                }
                let is_taken = matches!(&error, ReplyError::X11Error(error) if error.error_kind == ErrorKind::Access);
                return Err(if is_taken { HotkeyError::Taken } else { error.into() });
            }
        }
        Ok(())
    }

    /// Calls `pressed` until the caller drops its side, or the display is gone.
    fn listen(mut self, window: Window, pressed: &dyn Fn(&str)) -> Result<(), HotkeyError> {
        let mut down: Option<Keycode> = None;
        loop {
            match self.server.wait_for_event()? {
                Event::KeyPress(key) if down != Some(key.detail) => {
                    down = Some(key.detail);
                    let held = u16::from(key.state) as u8 & keyboard::HELD;
                    let combination = Some(Combination { keycode: key.detail, held });
                    if let Some(place) = self.combinations.iter().position(|taken| *taken == combination) {
                        pressed(&self.wanted[place].id);
                    }
                }
                Event::KeyRelease(key) if down == Some(key.detail) => down = None,
                // The layout may have changed, and with it the keys of some letters.
                Event::XkbNewKeyboardNotify(_) | Event::XkbMapNotify(_) | Event::MappingNotify(_) => {
                    self.take()?;
                    down = None;
                }
                Event::ClientMessage(message) if message.window == window => return Ok(()),
                _ => {}
            }
        }
    }
}

impl From<ConnectionError> for HotkeyError {
    fn from(_: ConnectionError) -> Self {
        Self::Failed
    }
}

impl From<ReplyError> for HotkeyError {
    fn from(_: ReplyError) -> Self {
        Self::Failed
    }
}

#[cfg(test)]
mod tests;
