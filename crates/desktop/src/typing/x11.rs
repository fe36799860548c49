mod layout;
mod window;

use std::thread;
use std::time::{Duration, Instant};

use x11rb::errors::{ConnectionError, ReplyError};
use x11rb::protocol::xkb::{ConnectionExt as _, Group, ID};
use x11rb::protocol::xproto::{ConnectionExt as _, KEY_PRESS_EVENT, KEY_RELEASE_EVENT, Keycode, Keysym, ModMask};
use x11rb::protocol::xtest::ConnectionExt as _;
use x11rb::rust_connection::RustConnection;
use x11rb::wrapper::ConnectionExt as _;
use x11rb::{CURRENT_TIME, NONE};
use zeroize::Zeroizing;

use self::layout::{Layout, Stroke};
use super::error::TypingError;
use super::focus::Focus;
use super::keyboard::Keyboard;
use super::keystrokes::Keystrokes;

/// How long the user may take to release the keys.
const RELEASED_WITHIN: Duration = Duration::from_secs(3);
const LOOKS_EVERY: Duration = Duration::from_millis(10);
/// The pause between keys, which slow programs need.
const BETWEEN: Duration = Duration::from_millis(12);
/// How long programs get to learn of a changed layout, and to look up the last key in it.
const SETTLES_WITHIN: Duration = Duration::from_millis(150);

/// An X server with the extensions XTEST and XKB.
pub(super) struct Server {
    server: RustConnection,
    own: String,
}

impl Server {
    /// Connects to the display of this name, or to the one that `DISPLAY` names. `own` is the app's
    /// id.
    pub(super) fn connect(display: Option<&str>, own: &str) -> Result<Self, TypingError> {
        let (server, _) = x11rb::connect(display).map_err(|_| TypingError::Unsupported)?;
        let lacks = |_| TypingError::Unsupported;
        server.xtest_get_version(2, 2)?.reply().map_err(lacks)?;
        let has_xkb = server.xkb_use_extension(1, 0)?.reply().map_err(lacks)?.supported;
        if has_xkb { Ok(Self { server, own: own.to_owned() }) } else { Err(TypingError::Unsupported) }
    }

    /// Waits until no key is pressed: Shift would change what is typed, and a key that repeats
    /// would type too.
    fn wait_for_release(&self) -> Result<(), TypingError> {
        let end = Instant::now() + RELEASED_WITHIN;
        while self.server.query_keymap()?.reply()?.keys.iter().any(|keys| *keys != 0) {
            if Instant::now() >= end {
                return Err(TypingError::KeysHeld);
            }
            thread::sleep(LOOKS_EVERY);
        }
        Ok(())
    }

    /// Adds characters that the layout lacks to keys that it doesn't use. Returns those keys.
    fn lend(&self, layout: &mut Layout, keys: &Keystrokes) -> Result<Vec<Keycode>, TypingError> {
        let mut lent = Vec::new();
        for keysym in keys.keysyms() {
            if layout.find(keysym).is_none() {
                lent.push((layout.lend(keysym).ok_or(TypingError::NoKey)?, keysym));
            }
        }
        if !lent.is_empty() {
            // Programs capitalise letters of such keys.
            self.lock_caps(false)?;
        }
        for (keycode, keysym) in &lent {
            self.map(*keycode, *keysym)?;
        }
        self.server.sync()?;
        if !lent.is_empty() {
            thread::sleep(SETTLES_WITHIN);
        }
        Ok(lent.into_iter().map(|(keycode, _)| keycode).collect())
    }

    fn take_back(&self, lent: &[Keycode], had_caps: bool) -> Result<(), TypingError> {
        if lent.is_empty() {
            return Ok(());
        }
        thread::sleep(SETTLES_WITHIN);
        for keycode in lent {
            self.map(*keycode, NONE)?;
        }
        if had_caps {
            self.lock_caps(true)?;
        }
        Ok(self.server.sync()?)
    }

    /// Locks or unlocks Caps Lock.
    fn lock_caps(&self, on: bool) -> Result<(), TypingError> {
        let (keyboard, lock, none) = (ID::USE_CORE_KBD.into(), ModMask::LOCK, ModMask::from(0u8));
        let locked = if on { lock } else { none };
        self.server.xkb_latch_lock_state(keyboard, lock, locked, false, Group::M1, none, false, 0)?;
        Ok(())
    }

    /// Makes a key type one character, with and without Shift.
    fn map(&self, keycode: Keycode, keysym: Keysym) -> Result<(), TypingError> {
        self.server.change_keyboard_mapping(1, keycode, 2, &[keysym, keysym])?;
        Ok(())
    }

    fn strike(&self, stroke: &Stroke, into: Option<&Focus>) -> Result<(), TypingError> {
        // While the server is grabbed, no other program can move the focus.
        self.server.grab_server()?;
        let struck = self.strike_alone(stroke, into);
        self.server.ungrab_server()?;
        self.server.sync()?;
        struck
    }

    fn strike_alone(&self, stroke: &Stroke, into: Option<&Focus>) -> Result<(), TypingError> {
        let focused = window::focused(&self.server)?;
        if into.is_some_and(|into| into.window != focused.into()) {
            return Err(TypingError::FocusChanged);
        }
        let fake = |kind, keycode| self.server.xtest_fake_input(kind, keycode, CURRENT_TIME, NONE, 0, 0, 0);
        for keycode in stroke.keycodes() {
            fake(KEY_PRESS_EVENT, keycode)?;
        }
        for keycode in stroke.keycodes().rev() {
            fake(KEY_RELEASE_EVENT, keycode)?;
        }
        // The server has delivered the keys once it answers.
        Ok(self.server.sync()?)
    }
}

impl Keyboard for Server {
    fn focused(&mut self) -> Result<Option<Focus>, TypingError> {
        let window = window::focused(&self.server)?;
        let names = window::class(&self.server, window)?;
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let process = window::process(&self.server, window)?;
        Ok(Some(Focus::new(window.into(), &names, process, &self.own)))
    }

    fn type_keys(&mut self, keys: &Keystrokes, into: Option<&Focus>) -> Result<(), TypingError> {
        self.wait_for_release()?;
        let mut layout = Layout::read(&self.server)?;
        let had_caps = layout.has_caps();
        let lent = self.lend(&mut layout, keys)?;
        if !lent.is_empty() {
            layout.unlock_caps();
        }
        let strokes: Option<Vec<Stroke>> = keys.keysyms().map(|keysym| layout.find(keysym)).collect();
        let struck = strokes.map(Zeroizing::new).ok_or(TypingError::NoKey).and_then(|strokes| {
            strokes.iter().try_for_each(|stroke| {
                self.strike(stroke, into)?;
                thread::sleep(BETWEEN);
                Ok(())
            })
        });
        self.take_back(&lent, had_caps)?;
        struck
    }
}

impl From<ConnectionError> for TypingError {
    fn from(_: ConnectionError) -> Self {
        Self::Failed
    }
}

impl From<ReplyError> for TypingError {
    fn from(_: ReplyError) -> Self {
        Self::Failed
    }
}

#[cfg(test)]
mod tests;
