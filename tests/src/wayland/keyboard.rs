use std::cell::{Cell, RefCell};
use std::fs::File;
use std::io::Write as _;
use std::os::fd::AsFd as _;
use std::path::Path;

use rustix::fs::{MemfdFlags, memfd_create};
use wayland_client::protocol::wl_keyboard::{KeyState, KeymapFormat};
use wayland_client::protocol::wl_seat::WlSeat;
use wayland_client::{EventQueue, delegate_noop};
use wayland_protocols_misc::zwp_virtual_keyboard_v1::client::zwp_virtual_keyboard_manager_v1::ZwpVirtualKeyboardManagerV1;
use wayland_protocols_misc::zwp_virtual_keyboard_v1::client::zwp_virtual_keyboard_v1::ZwpVirtualKeyboardV1;

use crate::deaf::Deaf;

/// A US keyboard, by the names of libxkbcommon's files.
const KEYMAP: &str = r#"xkb_keymap {
    xkb_keycodes { include "evdev+aliases(qwerty)" };
    xkb_types { include "complete" };
    xkb_compat { include "complete" };
    xkb_symbols { include "pc+us+inet(evdev)" };
};"#;

/// The modifier keys, by Linux's codes, with their bits in [`KEYMAP`].
const MODIFIERS: [(u32, u32); 4] = [(42, 1), (29, 1 << 2), (56, 1 << 3), (125, 1 << 6)];

/// A keyboard on a display of wlroots' that has none of its own. Like a real one, it stays.
pub(super) struct Keyboard {
    keyboard: ZwpVirtualKeyboardV1,
    /// The modifiers that are held down, as bits.
    held: Cell<u32>,
    queue: RefCell<EventQueue<Deaf>>,
}

impl Keyboard {
    /// Makes a keyboard for the display with this socket.
    #[track_caller]
    pub(super) fn of(socket: &Path) -> Self {
        let (globals, queue) = Deaf::connect(socket);
        let handle = queue.handle();
        let seat: WlSeat = globals.bind(&handle, 1..=1, ()).expect("it has a seat");
        let manager: ZwpVirtualKeyboardManagerV1 =
            globals.bind(&handle, 1..=1, ()).expect("it takes virtual keyboards");
        let keyboard = manager.create_virtual_keyboard(&seat, &handle, ());
        let mut keymap = File::from(memfd_create("keymap", MemfdFlags::CLOEXEC).expect("memory"));
        keymap.write_all(KEYMAP.as_bytes()).and_then(|()| keymap.write_all(&[0])).expect("memory");
        let bytes = u32::try_from(KEYMAP.len() + 1).expect("a short text");
        keyboard.keymap(KeymapFormat::XkbV1.into(), keymap.as_fd(), bytes);
        let keyboard = Self { keyboard, held: Cell::new(0), queue: RefCell::new(queue) };
        keyboard.sent();
        keyboard
    }

    /// Presses (`true`) or releases the key of a code.
    #[track_caller]
    pub(super) fn key(&self, code: u32, is_down: bool) {
        let state = if is_down { KeyState::Pressed } else { KeyState::Released };
        self.keyboard.key(0, code, state.into());
        if let Some((_, bit)) = MODIFIERS.iter().find(|(modifier, _)| *modifier == code) {
            let held = self.held.get();
            self.held.set(if is_down { held | bit } else { held & !bit });
            self.keyboard.modifiers(self.held.get(), 0, 0, 0);
        }
        self.sent();
    }

    #[track_caller]
    fn sent(&self) {
        self.queue.borrow_mut().roundtrip(&mut Deaf).expect("the compositor receives the input");
    }
}

delegate_noop!(Deaf: ignore WlSeat);
delegate_noop!(Deaf: ZwpVirtualKeyboardManagerV1);
delegate_noop!(Deaf: ZwpVirtualKeyboardV1);
