use x11rb::connection::Connection as _;
use x11rb::protocol::xproto::{ConnectionExt as _, Keycode, Keysym};
use x11rb::rust_connection::RustConnection;

use super::super::chord::{Chord, Key};
use super::super::error::HotkeyError;

const SHIFT: u8 = 1;
const LOCK: u8 = 1 << 1;
const CONTROL: u8 = 1 << 2;
/// The modifiers that Alt and Super have on every usual keyboard.
const ALT: u8 = 1 << 3;
const SUPER: u8 = 1 << 6;

/// The modifiers that distinguish one combination from another.
pub(super) const HELD: u8 = SHIFT | CONTROL | ALT | SUPER;

const F1: Keysym = 0xffbe;
const NUM_LOCK: Keysym = 0xff7f;

/// A key, and the modifiers to hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Combination {
    pub(super) keycode: Keycode,
    pub(super) held: u8,
}

/// What the keys of an X server stand for.
pub(super) struct Keyboard {
    first: Keycode,
    /// The characters of each key, in rows of the same length.
    keysyms: Vec<Keysym>,
    per_key: usize,
    /// The modifier of Num Lock, or 0.
    num_lock: u8,
}

impl Keyboard {
    pub(super) fn read(server: &RustConnection) -> Result<Self, HotkeyError> {
        let (first, last) = (server.setup().min_keycode, server.setup().max_keycode);
        let mapping = server.get_keyboard_mapping(first, last - first + 1)?.reply()?;
        let per_key = usize::from(mapping.keysyms_per_keycode).max(1);
        let mut keyboard = Self { first, keysyms: mapping.keysyms, per_key, num_lock: 0 };
        let modifiers = server.get_modifier_mapping()?.reply()?;
        let per_modifier = usize::from(modifiers.keycodes_per_modifier()).max(1);
        let lock = keyboard.keycode(NUM_LOCK);
        let row = modifiers.keycodes.chunks(per_modifier).position(|row| lock.is_some_and(|lock| row.contains(&lock)));
        keyboard.num_lock = row.map_or(0, |row| 1 << row);
        Ok(keyboard)
    }

    /// The combination of a chord. `None` if the layout has no such key.
    pub(super) fn combination(&self, chord: &Chord) -> Option<Combination> {
        let keysym = match chord.key {
            Key::Character(character) => character.to_ascii_lowercase().into(),
            Key::Function(number) => F1 + Keysym::from(number - 1),
            Key::Space => b' '.into(),
        };
        let held = [(chord.shift, SHIFT), (chord.ctrl, CONTROL), (chord.alt, ALT), (chord.logo, SUPER)];
        let held = held.into_iter().filter(|(is_held, _)| *is_held).fold(0, |held, (_, one)| held | one);
        Some(Combination { keycode: self.keycode(keysym)?, held })
    }

    /// Caps Lock and Num Lock: neither, each, and both.
    pub(super) fn locks(&self) -> impl Iterator<Item = u8> + use<> {
        let all = if self.num_lock == 0 { vec![0, LOCK] } else { vec![0, LOCK, self.num_lock, LOCK | self.num_lock] };
        all.into_iter()
    }

    /// The key that types a character alone, or else with any modifier: the digits of a French
    /// keyboard, or a letter of the second layout.
    fn keycode(&self, keysym: Keysym) -> Option<Keycode> {
        let key = |column: usize| {
            let mut rows = self.keysyms.chunks(self.per_key);
            rows.position(|row| row.get(column) == Some(&keysym))
        };
        let place = (0..self.per_key).find_map(key)?;
        Some(self.first + Keycode::try_from(place).ok()?)
    }
}
