use std::thread;
use std::time::{Duration, Instant};

use super::error::TypingError;
use super::focus::Focus;
use super::keyboard::Keyboard;
use super::keystrokes::Keystrokes;

/// How long the user may take to release the keys.
const RELEASED_WITHIN: Duration = Duration::from_secs(3);
const LOOKS_EVERY: Duration = Duration::from_millis(10);
/// The pause between keys.
const BETWEEN: Duration = Duration::from_millis(12);

/// Windows' input queue.
pub(super) struct Input {
    own: String,
}

impl Input {
    /// `own` is the app's id.
    pub(super) fn new(own: &str) -> Self {
        Self { own: own.to_owned() }
    }
}

impl Keyboard for Input {
    fn focused(&mut self) -> Result<Option<Focus>, TypingError> {
        let found = watchword_windows::foreground().ok_or(TypingError::NoFocus)?;
        let name = found.program.as_deref().and_then(|path| path.file_stem()).map(|name| name.to_string_lossy());
        Ok(Some(Focus::new(found.window, &[name.as_deref().unwrap_or_default()], Some(found.process), &self.own)))
    }

    fn type_keys(&mut self, keys: &Keystrokes, into: Option<&Focus>) -> Result<(), TypingError> {
        let end = Instant::now() + RELEASED_WITHIN;
        while watchword_windows::is_key_held() {
            if Instant::now() >= end {
                return Err(TypingError::KeysHeld);
            }
            thread::sleep(LOOKS_EVERY);
        }
        keys.keysyms().try_for_each(|keysym| {
            let window = watchword_windows::foreground().map(|found| found.window);
            if into.is_some_and(|into| window != Some(into.window)) {
                return Err(TypingError::FocusChanged);
            }
            // A printable ASCII character's keysym is its code, and Return has a larger one.
            let struck = match u8::try_from(keysym) {
                Ok(character) => watchword_windows::type_unit(character.into()),
                Err(_) => watchword_windows::type_return(),
            };
            struck.map_err(|_| TypingError::Refused)?;
            thread::sleep(BETWEEN);
            Ok(())
        })
    }
}
