use zeroize::Zeroize;

/// A US keyboard with the keys' usual codes, which some programs read instead of the characters.
/// The compositor completes it from its own data. It is the same for every text, so it tells
/// nothing about one.
pub(super) const KEYMAP: &str = "xkb_keymap {
xkb_keycodes { include \"evdev+aliases(qwerty)\" };
xkb_types { include \"complete\" };
xkb_compat { include \"complete\" };
xkb_symbols { include \"pc+us+inet(evdev)\" };
};
";

/// Linux's code of the left Shift key (`input-event-codes.h`).
pub(super) const LEFT_SHIFT: u32 = 42;
/// The modifier Shift in that keymap.
pub(super) const SHIFT: u32 = 1;

const RETURN: (u32, u32) = (0xff0d, 28);

/// The rows of that keyboard: Linux's code of the first key, and what the keys type without and
/// with Shift.
const ROWS: [(u32, &str, &str); 7] = [
    (2, "1234567890-=", "!@#$%^&*()_+"),
    (16, "qwertyuiop[]", "QWERTYUIOP{}"),
    (30, "asdfghjkl;'", "ASDFGHJKL:\""),
    (41, "`", "~"),
    (43, "\\", "|"),
    (44, "zxcvbnm,./", "ZXCVBNM<>?"),
    (57, " ", ""),
];

/// A key to press, with Shift or without.
pub(super) struct Stroke {
    pub(super) code: u32,
    pub(super) with_shift: bool,
}

impl Stroke {
    /// The key of a printable ASCII character or of Return.
    pub(super) fn of(keysym: u32) -> Option<Self> {
        let (code, with_shift) = if keysym == RETURN.0 {
            (RETURN.1, false)
        } else {
            let character = char::from_u32(keysym)?;
            ROWS.iter().find_map(|(first, plain, shifted)| {
                let at = |row: &str| row.find(character).and_then(|place| Some(first + u32::try_from(place).ok()?));
                at(plain).map(|code| (code, false)).or_else(|| at(shifted).map(|code| (code, true)))
            })?
        };
        Some(Self { code, with_shift })
    }
}

impl Zeroize for Stroke {
    fn zeroize(&mut self) {
        self.code.zeroize();
        self.with_shift.zeroize();
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_printable_character_has_its_own_stroke() {
        let stroke = |keysym| Stroke::of(keysym).map(|stroke| (stroke.code, stroke.with_shift));
        let strokes: BTreeSet<_> = (0x20..=0x7e).map(|keysym| stroke(keysym).unwrap()).collect();
        assert_eq!(strokes.len(), 95);
        assert_eq!(stroke(RETURN.0), Some((28, false)));
        assert_eq!(stroke(0xe9), None);
    }
}
