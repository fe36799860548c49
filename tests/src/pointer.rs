use std::path::Path;
use std::sync::{Mutex, PoisonError};

use wayland_client::protocol::wl_pointer::ButtonState;
use wayland_client::{EventQueue, delegate_noop};
use wayland_protocols_wlr::virtual_pointer::v1::client::zwlr_virtual_pointer_manager_v1::ZwlrVirtualPointerManagerV1;
use wayland_protocols_wlr::virtual_pointer::v1::client::zwlr_virtual_pointer_v1::ZwlrVirtualPointerV1;

use crate::deaf::Deaf;

/// A button of the pointer, by Linux's code (input-event-codes.h).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Button {
    /// The main one of a right-handed user.
    Left = 0x110,
    /// The one for menus.
    Right = 0x111,
}

/// A pointer on a display of wlroots' that has none of its own.
pub struct Pointer {
    pointer: ZwlrVirtualPointerV1,
    queue: Mutex<EventQueue<Deaf>>,
    /// The display's width and height in pixels.
    extent: [u32; 2],
}

impl Pointer {
    /// Makes a pointer for the display with this socket. `extent` is its width and height in
    /// pixels.
    #[track_caller]
    pub fn of(socket: &Path, extent: [u32; 2]) -> Self {
        let (globals, queue) = Deaf::connect(socket);
        let manager: ZwlrVirtualPointerManagerV1 =
            globals.bind(&queue.handle(), 1..=1, ()).expect("it takes virtual pointers");
        let pointer = manager.create_virtual_pointer(None, &queue.handle(), ());
        Self { pointer, queue: Mutex::new(queue), extent }
    }

    /// Moves to a place, in pixels.
    #[track_caller]
    pub fn point(&self, [x, y]: [usize; 2]) {
        let [width, height] = self.extent;
        self.pointer.motion_absolute(0, x as u32, y as u32, width, height);
        self.sent();
    }

    /// Presses (`true`) or releases a button.
    #[track_caller]
    pub fn hold(&self, button: Button, is_down: bool) {
        let state = if is_down { ButtonState::Pressed } else { ButtonState::Released };
        self.pointer.button(0, button as u32, state);
        self.sent();
    }

    /// Moves to a place, and presses and releases a button there.
    #[track_caller]
    pub fn click(&self, place: [usize; 2], button: Button) {
        self.point(place);
        self.hold(button, true);
        self.hold(button, false);
    }

    #[track_caller]
    fn sent(&self) {
        self.pointer.frame();
        let mut queue = self.queue.lock().unwrap_or_else(PoisonError::into_inner);
        queue.roundtrip(&mut Deaf).expect("the compositor receives the input");
    }
}

delegate_noop!(Deaf: ZwlrVirtualPointerManagerV1);
delegate_noop!(Deaf: ZwlrVirtualPointerV1);
