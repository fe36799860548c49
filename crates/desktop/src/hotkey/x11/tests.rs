use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use super::*;
use crate::testing::Display;

const LONG: Duration = Duration::from_secs(30);

fn hotkey(chord: &str) -> Hotkey {
    Hotkey { id: chord.to_owned(), description: String::new(), chord: chord.parse().unwrap() }
}

fn take_all(display: &Display, chords: &[&str]) -> (Outcomes, Box<dyn Grip>, Receiver<String>) {
    let (say, pressed) = channel();
    let wanted: Vec<Hotkey> = chords.iter().map(|chord| hotkey(chord)).collect();
    let (outcomes, grip) = take(Some(display.name()), &wanted, move |id| say.send(id.to_owned()).unwrap()).unwrap();
    (outcomes, grip, pressed)
}

#[test]
fn pressed_combinations_are_told_whatever_is_locked() {
    let display = Display::new();
    let (outcomes, _grip, pressed) = take_all(&display, &["Ctrl+Alt+W", "Super+Space", "Alt+F9"]);
    assert_eq!(outcomes, ["Ctrl+Alt+W", "Super+Space", "Alt+F9"].map(|chord| Ok(chord.to_owned())));
    for locks in ["", "Caps_Lock", "Num_Lock"] {
        if !locks.is_empty() {
            display.run("xdotool", &["key", locks]);
        }
        for (keys, id) in [("ctrl+alt+w", "Ctrl+Alt+W"), ("super+space", "Super+Space"), ("alt+F9", "Alt+F9")] {
            display.run("xdotool", &["key", "w", "ctrl+w", "ctrl+alt+shift+w", keys]);
            assert_eq!(pressed.recv_timeout(LONG).as_deref(), Ok(id), "{locks}");
        }
    }
    assert_eq!(pressed.try_iter().count(), 0);
}

#[test]
fn held_keys_are_told_once() {
    let display = Display::new();
    let (_, _grip, pressed) = take_all(&display, &["Ctrl+Alt+W", "Ctrl+Alt+Q"]);
    display.run("xdotool", &["keydown", "ctrl", "keydown", "alt", "keydown", "w"]);
    // The server begins to repeat a key after 0.66 seconds.
    thread::sleep(Duration::from_secs(1));
    display.run("xdotool", &["keyup", "w", "key", "q"]);
    assert_eq!(pressed.recv_timeout(LONG).as_deref(), Ok("Ctrl+Alt+W"));
    assert_eq!(pressed.recv_timeout(LONG).as_deref(), Ok("Ctrl+Alt+Q"));
}

#[test]
fn taken_and_missing_keys_are_told_apart() {
    let display = Display::new();
    display.run("setxkbmap", &["ru"]);
    let (outcomes, first, _pressed) = take_all(&display, &["Alt+F9", "Ctrl+W"]);
    assert_eq!(outcomes, [Ok("Alt+F9".to_owned()), Err(HotkeyError::NoKey)]);
    let (outcomes, _second, _pressed) = take_all(&display, &["Alt+F9", "Alt+F10"]);
    assert_eq!(outcomes, [Err(HotkeyError::Taken), Ok("Alt+F10".to_owned())]);
    drop(first);
    let (outcomes, _third, pressed) = take_all(&display, &["Alt+F9"]);
    assert_eq!(outcomes, [Ok("Alt+F9".to_owned())], "given back");
    display.run("xdotool", &["key", "alt+F9"]);
    assert_eq!(pressed.recv_timeout(LONG).as_deref(), Ok("Alt+F9"));
}

#[test]
fn combination_follows_its_letter_to_another_layout() {
    let display = Display::new();
    let (_, _grip, pressed) = take_all(&display, &["Ctrl+Alt+Q"]);
    display.run("setxkbmap", &["fr"]);
    thread::sleep(Duration::from_millis(500));
    // Q is where a US keyboard has A.
    display.run("xdotool", &["keydown", "ctrl", "keydown", "alt", "key", "38"]);
    assert_eq!(pressed.recv_timeout(LONG).as_deref(), Ok("Ctrl+Alt+Q"));
}

#[test]
fn display_that_is_missing_is_unsupported() {
    let missing = take(Some(":9999"), &[], |_| {});
    assert_eq!(missing.map(|(outcomes, _)| outcomes), Err(HotkeyError::Unsupported));
}
