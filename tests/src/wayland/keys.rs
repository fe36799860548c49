use std::{thread::sleep, time::Duration};

/// The rows of a US keyboard, each with Linux's code of its first key (input-event-codes.h).
const ROWS: [(&str, u32); 4] = [("1234567890-=", 2), ("qwertyuiop[]", 16), ("asdfghjkl;'", 30), ("zxcvbnm,./", 44)];

/// Keys that type no character, and the space, with Linux's codes.
const NAMED: [(&str, u32); 12] = [
    ("Escape", 1),
    ("Tab", 15),
    ("Return", 28),
    ("ctrl", 29),
    ("shift", 42),
    ("alt", 56),
    (" ", 57),
    ("BackSpace", 14),
    ("F4", 62),
    ("Up", 103),
    ("Down", 108),
    ("super", 125),
];

/// The pause between keys; programs miss keys that come faster.
const BETWEEN: Duration = Duration::from_millis(40);

/// Presses a chord (`ctrl+r`). `key` presses (`true`) or releases the key of a code.
#[track_caller]
pub(super) fn press(chord: &str, key: impl Fn(u32, bool)) {
    let codes: Vec<u32> = chord.split('+').map(code).collect();
    let (down, up) = (codes.iter().map(|code| (*code, true)), codes.iter().rev().map(|code| (*code, false)));
    for (code, is_down) in down.chain(up) {
        key(code, is_down);
        sleep(BETWEEN);
    }
}

/// Types letters, digits, spaces and other characters that take one key.
#[track_caller]
pub(super) fn type_text(text: &str, key: impl Fn(u32, bool)) {
    for character in text.chars() {
        let shift = if character.is_ascii_uppercase() { "shift+" } else { "" };
        press(&format!("{shift}{}", character.to_ascii_lowercase()), &key);
    }
}

#[track_caller]
fn code(name: &str) -> u32 {
    let named = NAMED.iter().find(|(other, _)| *other == name).map(|(_, code)| *code);
    let in_row = |(row, first): &(&str, u32)| row.find(name).map(|place| first + place as u32);
    named.or_else(|| ROWS.iter().find_map(in_row)).unwrap_or_else(|| panic!("no key is named {name}"))
}
