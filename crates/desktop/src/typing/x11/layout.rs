use x11rb::protocol::xkb::{ConnectionExt as _, GetMapMap, ID, KeySymMap, KeyType, MapPart};
use x11rb::protocol::xproto::{Keycode, Keysym};
use x11rb::rust_connection::RustConnection;
use zeroize::Zeroize;

use super::super::error::TypingError;

const SHIFT: u8 = 1;
const LOCK: u8 = 1 << 1;
/// The modifier that usually is AltGr's.
const MOD5: u8 = 1 << 7;

const SHIFT_L: Keysym = 0xffe1;
const SHIFT_R: Keysym = 0xffe2;
const ISO_LEVEL3_SHIFT: Keysym = 0xfe03;

/// How the X server's keyboard turns keys into characters now: the layout in use, with Caps Lock
/// and Num Lock as they are (XKB protocol, section 4).
pub(super) struct Layout {
    first: Keycode,
    types: Vec<KeyType>,
    keys: Vec<KeySymMap>,
    /// The modifiers of each key that has any.
    modifiers: Vec<(Keycode, u8)>,
    /// The modifiers in effect without any key being pressed.
    locked: u8,
    group: usize,
    /// Keys that were lent to characters which the layout lacks.
    lent: Vec<(Keycode, Keysym)>,
}

/// A key to press, and the keys to hold meanwhile.
#[derive(Clone, PartialEq, Eq)]
#[cfg_attr(test, derive(Debug))]
pub(super) struct Stroke {
    held: [Option<Keycode>; 2],
    keycode: Keycode,
}

impl Stroke {
    /// The keys in the order in which they are pressed.
    pub(super) fn keycodes(&self) -> impl DoubleEndedIterator<Item = Keycode> {
        self.held.into_iter().flatten().chain([self.keycode])
    }
}

impl Zeroize for Stroke {
    fn zeroize(&mut self) {
        self.held.zeroize();
        self.keycode.zeroize();
    }
}

impl Layout {
    pub(super) fn read(server: &RustConnection) -> Result<Self, TypingError> {
        let keyboard = ID::USE_CORE_KBD.into();
        let state = server.xkb_get_state(keyboard)?.reply()?;
        let all = MapPart::KEY_TYPES | MapPart::KEY_SYMS | MapPart::MODIFIER_MAP;
        let none = MapPart::from(0u16);
        let map = server.xkb_get_map(keyboard, all, none, 0, 0, 0, 0, 0, 0, 0, 0, 0u16.into(), 0, 0, 0, 0, 0, 0)?;
        let map = map.reply()?;
        let GetMapMap { types_rtrn: Some(types), syms_rtrn: Some(keys), modmap_rtrn: Some(modifiers), .. } = map.map
        else {
            return Err(TypingError::Failed);
        };
        Ok(Self {
            first: map.first_key_sym,
            types,
            keys,
            modifiers: modifiers
                .iter()
                .map(|key| (key.keycode, u8::try_from(u16::from(key.mods)).unwrap_or(0)))
                .collect(),
            locked: u8::try_from(u16::from(state.locked_mods)).unwrap_or(0),
            group: usize::from(u8::from(state.group)),
            lent: Vec::new(),
        })
    }

    pub(super) fn has_caps(&self) -> bool {
        self.locked & LOCK != 0
    }

    /// Takes note that Caps Lock was unlocked.
    pub(super) fn unlock_caps(&mut self) {
        self.locked &= !LOCK;
    }

    /// Finds the key that types a character, alone if possible, or with Shift, AltGr or both.
    pub(super) fn find(&self, keysym: Keysym) -> Option<Stroke> {
        if let Some((keycode, _)) = self.lent.iter().find(|(_, lent)| *lent == keysym) {
            return Some(Stroke { held: [None, None], keycode: *keycode });
        }
        let (shift, level3) = (self.modifier(&[SHIFT_L, SHIFT_R], SHIFT), self.modifier(&[ISO_LEVEL3_SHIFT], MOD5));
        [(None, None), (shift, None), (None, level3), (shift, level3)].into_iter().find_map(|(one, other)| {
            let added = one.map_or(0, |(_, mods)| mods) | other.map_or(0, |(_, mods)| mods);
            let keycode = self.codes().find(|(_, key)| self.typed(key, self.locked | added) == Some(keysym))?.0;
            Some(Stroke { held: [one.map(|(code, _)| code), other.map(|(code, _)| code)], keycode })
        })
    }

    /// Lends a key without characters to one that the layout lacks. `None` if every key has some.
    pub(super) fn lend(&mut self, keysym: Keysym) -> Option<Keycode> {
        let is_lent = |keycode| self.lent.iter().any(|(lent, _)| *lent == keycode);
        let (keycode, _) = self.codes().find(|(keycode, key)| key.syms.is_empty() && !is_lent(*keycode))?;
        self.lent.push((keycode, keysym));
        Some(keycode)
    }

    fn codes(&self) -> impl Iterator<Item = (Keycode, &KeySymMap)> {
        (self.first..=Keycode::MAX).zip(&self.keys)
    }

    /// A key that holds a modifier, and its modifiers. `usual` are those of a key that has none of
    /// its own.
    fn modifier(&self, keysyms: &[Keysym], usual: u8) -> Option<(Keycode, u8)> {
        let holds = |key: &KeySymMap| key.syms.first().is_some_and(|keysym| keysyms.contains(keysym));
        let mods = |keycode| self.modifiers.iter().find(|(other, _)| *other == keycode).map(|(_, mods)| *mods);
        let found = self.codes().filter(|(_, key)| holds(key)).map(|(keycode, _)| (keycode, mods(keycode)));
        let (keycode, mods) = found.max_by_key(|(_, mods)| mods.is_some())?;
        Some((keycode, mods.unwrap_or(usual)))
    }

    /// What a key types with these modifiers.
    fn typed(&self, key: &KeySymMap, mods: u8) -> Option<Keysym> {
        let groups = usize::from(key.group_info & 0x0f);
        // A group that the key lacks becomes the first or the last one, or wraps around.
        let group = match key.group_info >> 6 {
            _ if groups == 0 => return None,
            _ if self.group < groups => self.group,
            0 => self.group % groups,
            1 => groups - 1,
            _ => Some(usize::from(key.group_info >> 4 & 0x03)).filter(|group| *group < groups).unwrap_or(0),
        };
        let key_type = self.types.get(usize::from(key.kt_index[group]))?;
        let mask = u8::try_from(u16::from(key_type.mods_mask)).unwrap_or(0);
        let level = key_type.map.iter().find(|entry| {
            entry.active && u8::try_from(u16::from(entry.mods_mask)).is_ok_and(|wanted| wanted == mods & mask)
        });
        let level = level.map_or(0, |entry| usize::from(entry.level));
        let keysym = *key.syms.get(group * usize::from(key.width) + level)?;
        // A program capitalises a letter by itself if the key's type leaves Caps Lock to it.
        let is_left = mods & LOCK != 0 && mask & LOCK == 0;
        let is_letter = u8::try_from(keysym).is_ok_and(|letter| letter.is_ascii_alphabetic());
        (!(is_left && is_letter)).then_some(keysym)
    }
}
