use std::io::{BufRead as _, BufReader};
use std::process::{Child, Stdio};
use std::sync::mpsc::{Receiver, channel};

use x11rb::connection::Connection as _;
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{
    AtomEnum, CreateWindowAux, EventMask, InputFocus, ModMask, PropMode, Window, WindowClass,
};

use super::*;
use crate::testing::Display;
use crate::typing::Typist;

const OWN: &str = "org.example.Own";
const LONG: Duration = Duration::from_secs(30);

/// A program of X11's own, which prints what each key types.
struct Xev {
    process: Child,
    typed: Receiver<u8>,
}

impl Xev {
    fn start(display: &Display) -> Self {
        let mut command = display.command("xev");
        let mut process = command.args(["-event", "keyboard"]).stdout(Stdio::piped()).spawn().expect("xev");
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines().map(Result::unwrap);
        let first = lines.next().unwrap();
        let window = first.strip_prefix("Outer window is 0x").unwrap().split(',').next().unwrap();
        let window = Window::from_str_radix(window, 16).unwrap();
        let (say, typed) = channel();
        thread::spawn(move || {
            for line in lines {
                // Only a key that is pressed has this line.
                if let Some(bytes) = line.trim().strip_prefix("XmbLookupString gives 1 bytes: (") {
                    let _ = say.send(u8::from_str_radix(&bytes[..2], 16).unwrap());
                }
            }
        });
        focus(display, window);
        Self { process, typed }
    }

    /// What was typed, up to and with Return.
    fn line(&self) -> String {
        let mut line = String::new();
        while !line.ends_with('\r') {
            line.push(self.typed.recv_timeout(LONG).expect(&line).into());
        }
        line
    }
}

impl Drop for Xev {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Focuses a window once it is shown.
fn focus(display: &Display, window: Window) {
    display.run("xdotool", &["windowmap", "--sync", &window.to_string()]);
    let (server, _) = x11rb::connect(Some(display.name())).unwrap();
    server.set_input_focus(InputFocus::POINTER_ROOT, window, CURRENT_TIME).unwrap();
    server.sync().unwrap();
    assert_eq!(server.get_input_focus().unwrap().reply().unwrap().focus, window);
}

/// Opens a window that reads no keys.
fn open(display: &Display, class: &str, process: Option<u32>) -> (RustConnection, Window) {
    let (server, screen) = x11rb::connect(Some(display.name())).unwrap();
    let (window, root) = (server.generate_id().unwrap(), server.setup().roots[screen].root);
    let listens = CreateWindowAux::new().event_mask(EventMask::KEY_PRESS);
    server.create_window(0, window, root, 0, 0, 9, 9, 0, WindowClass::INPUT_OUTPUT, 0, &listens).unwrap();
    let class = format!("instance\0{class}\0");
    let string = AtomEnum::STRING;
    server.change_property8(PropMode::REPLACE, window, AtomEnum::WM_CLASS, string, class.as_bytes()).unwrap();
    if let Some(process) = process {
        let name = server.intern_atom(false, b"_NET_WM_PID").unwrap().reply().unwrap().atom;
        server.change_property32(PropMode::REPLACE, window, name, AtomEnum::CARDINAL, &[process]).unwrap();
    }
    server.sync().unwrap();
    focus(display, window);
    (server, window)
}

fn typist(display: &Display) -> Typist {
    Typist(Box::new(Server::connect(Some(display.name()), OWN).unwrap()))
}

fn type_line(display: &Display, text: &str) {
    typist(display).type_keys(&Keystrokes::new(text, true).unwrap(), None).unwrap();
}

/// Every printable ASCII character, in two parts because of the limit.
fn all() -> [String; 2] {
    [(' '..'P').collect(), ('P'..='~').collect()]
}

#[test]
fn every_character_arrives_with_every_layout() {
    let display = Display::new();
    let xev = Xev::start(&display);
    // The last two have no Latin letters, and room for about thirty.
    let code = ["2BCDF 9kyz-Q@\\{".to_owned(), "0123456789".to_owned()];
    let layouts: [(&[&str], [String; 2]); 6] = [
        (&["us"], all()),
        (&["de"], all()),
        (&["fr"], all()),
        (&["us", "-variant", "dvorak"], all()),
        (&["ru"], code.clone()),
        (&["il"], code),
    ];
    for (layout, texts) in layouts {
        display.run("setxkbmap", layout);
        for text in texts {
            type_line(&display, &text);
            assert_eq!(xev.line(), format!("{text}\r"), "{layout:?}");
        }
    }
}

#[test]
fn locked_keys_and_the_second_layout_change_nothing() {
    let display = Display::new();
    let xev = Xev::start(&display);
    display.run("setxkbmap", &["us,ru"]);
    let (server, _) = x11rb::connect(Some(display.name())).unwrap();
    server.xkb_use_extension(1, 0).unwrap().reply().unwrap();
    let (lock, number) = (u16::from(ModMask::LOCK) as u8, u16::from(ModMask::M2) as u8);
    for (mods, group) in [(lock, 0u8), (number, 0), (lock | number, 1), (0, 1)] {
        let keyboard = ID::USE_CORE_KBD.into();
        let mods = ModMask::from(mods);
        let all = ModMask::from(u8::MAX);
        server.xkb_latch_lock_state(keyboard, all, mods, true, Group::from(group), 0u8.into(), false, 0).unwrap();
        server.sync().unwrap();
        type_line(&display, "aZ 09-_,.");
        assert_eq!(xev.line(), "aZ 09-_,.\r", "{mods:?}, group {group}");
        let state = server.xkb_get_state(ID::USE_CORE_KBD.into()).unwrap().reply().unwrap();
        assert_eq!(state.locked_mods, mods, "as before");
    }
}

#[test]
fn borrowed_keys_are_given_back() {
    let display = Display::new();
    let xev = Xev::start(&display);
    display.run("setxkbmap", &["ru"]);
    let (server, _) = x11rb::connect(Some(display.name())).unwrap();
    let mapping = || server.get_keyboard_mapping(8, 248).unwrap().reply().unwrap();
    let used = || -> Vec<Vec<Keysym>> {
        let mapping = mapping();
        let keys = mapping.keysyms.chunks(mapping.keysyms_per_keycode.into());
        keys.map(|key| key.iter().copied().filter(|keysym| *keysym != NONE).collect()).collect()
    };
    let before = used();
    type_line(&display, "abc");
    assert_eq!(xev.line(), "abc\r");
    assert_eq!(used(), before);
}

#[test]
fn held_keys_are_waited_for_and_refused_if_they_stay() {
    let display = Display::new();
    let xev = Xev::start(&display);
    display.run("xdotool", &["keydown", "Shift_L"]);
    let refused = typist(&display).type_keys(&Keystrokes::new("12", true).unwrap(), None);
    assert_eq!(refused, Err(TypingError::KeysHeld));
    thread::scope(|scope| {
        scope.spawn(|| {
            thread::sleep(Duration::from_millis(300));
            display.run("xdotool", &["keyup", "Shift_L"]);
        });
        type_line(&display, "12");
    });
    assert_eq!(xev.line(), "12\r");
}

#[test]
fn typing_stops_when_the_focus_moves() {
    let display = Display::new();
    let (server, other) = open(&display, "Other", None);
    let xev = Xev::start(&display);
    let (mut typist, keys) = (typist(&display), Keystrokes::new(&"7".repeat(64), true).unwrap());
    let into = typist.focused().unwrap().unwrap();
    let struck = thread::scope(|scope| {
        let typing = scope.spawn(|| typist.type_keys(&keys, Some(&into)));
        xev.typed.recv_timeout(LONG).unwrap();
        server.set_input_focus(InputFocus::POINTER_ROOT, other, CURRENT_TIME).unwrap();
        server.sync().unwrap();
        typing.join().unwrap()
    });
    assert_eq!(struck, Err(TypingError::FocusChanged));
    assert_eq!(typist.type_keys(&keys, Some(&into)), Err(TypingError::FocusChanged), "not even one key");
    server.sync().unwrap();
    while let Some(event) = server.poll_for_event().unwrap() {
        assert!(!matches!(event, Event::KeyPress(_)), "no key may reach the other window");
    }
    assert!(xev.typed.try_iter().count() < 63);
}

#[test]
fn text_waits_until_the_focus_returns() {
    let display = Display::new();
    let xev = Xev::start(&display);
    let mut typist = typist(&display);
    let into = typist.focused().unwrap().unwrap();
    let (server, window) = open(&display, OWN, None);
    thread::scope(|scope| {
        scope.spawn(|| {
            thread::sleep(Duration::from_millis(300));
            server.destroy_window(window).unwrap();
            let into = u32::try_from(into.window).unwrap();
            server.set_input_focus(InputFocus::POINTER_ROOT, into, CURRENT_TIME).unwrap();
            server.sync().unwrap();
        });
        typist.type_keys(&Keystrokes::new("12", true).unwrap(), Some(&into)).unwrap();
    });
    assert_eq!(xev.line(), "12\r");
}

#[test]
fn focus_names_the_program_and_own_windows_are_refused() {
    let display = Display::new();
    let mut typist = typist(&display);
    assert_eq!(typist.focused(), Err(TypingError::NoFocus));
    let (_server, _) = open(&display, "Firefox", Some(77));
    let focus = typist.focused().unwrap().unwrap();
    assert_eq!((focus.program.as_deref(), focus.process, focus.is_own), (Some("Firefox"), Some(77), false));
    let keys = Keystrokes::new("1", false).unwrap();
    for (class, process) in [(OWN, None), ("Other", Some(std::process::id()))] {
        let (_server, _) = open(&display, class, process);
        assert!(typist.focused().unwrap().unwrap().is_own);
        assert_eq!(typist.type_keys(&keys, None), Err(TypingError::OwnWindow), "{class}");
    }
}

#[test]
fn display_that_is_missing_is_unsupported() {
    assert_eq!(Server::connect(Some(":9999"), OWN).err(), Some(TypingError::Unsupported));
}
