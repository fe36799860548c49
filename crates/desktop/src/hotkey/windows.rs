use std::io;
use std::sync::mpsc::channel;
use std::thread;

use watchword_windows::{HotkeyThread, KeyCombination, listen_for_hotkeys};

use super::chord::{Chord, Key};
use super::error::HotkeyError;
use super::grip::{Grip, Outcomes};
use super::wanted::Hotkey;

/// Windows' error for a combination that another program has (`ERROR_HOTKEY_ALREADY_REGISTERED`).
const TAKEN: i32 = 1409;
const F1: u16 = 0x70;

/// Takes combinations from Windows.
pub(super) fn take(
    wanted: &[Hotkey],
    pressed: impl Fn(&str) + Send + Sync + 'static,
) -> Result<(Outcomes, Box<dyn Grip>), HotkeyError> {
    let keys: Vec<KeyCombination> = wanted.iter().map(|hotkey| combination(&hotkey.chord)).collect();
    let ids: Vec<String> = wanted.iter().map(|hotkey| hotkey.id.clone()).collect();
    let (say, taken) = channel();
    let listening = move || {
        let told = move |thread: HotkeyThread, outcomes: Vec<io::Result<()>>| {
            let _ = say.send((thread, outcomes));
        };
        listen_for_hotkeys(&keys, told, |place| pressed(&ids[place]));
    };
    thread::Builder::new().name("hotkeys".into()).spawn(listening).map_err(|_| HotkeyError::Failed)?;
    let (thread, outcomes) = taken.recv().map_err(|_| HotkeyError::Failed)?;
    let outcome = |(outcome, hotkey): (io::Result<()>, &Hotkey)| match outcome {
        Ok(()) => Ok(hotkey.chord.to_string()),
        Err(error) if error.raw_os_error() == Some(TAKEN) => Err(HotkeyError::Taken),
        Err(_) => Err(HotkeyError::Failed),
    };
    Ok((outcomes.into_iter().zip(wanted).map(outcome).collect(), Box::new(thread)))
}

impl Grip for HotkeyThread {}

fn combination(chord: &Chord) -> KeyCombination {
    let key = match chord.key {
        // The codes of letters and digits are those of ASCII, and so is the space bar's.
        Key::Character(character) => character.into(),
        Key::Function(number) => F1 + u16::from(number) - 1,
        Key::Space => b' '.into(),
    };
    KeyCombination { ctrl: chord.ctrl, alt: chord.alt, shift: chord.shift, win: chord.logo, key }
}
