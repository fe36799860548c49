use std::os::unix::net::UnixStream;
use std::path::Path;
use std::sync::Mutex;

use wayland_client::globals::{GlobalListContents, registry_queue_init};
use wayland_client::protocol::wl_pointer::ButtonState;
use wayland_client::protocol::wl_registry::{self, WlRegistry};
use wayland_client::{Connection, Dispatch, EventQueue, QueueHandle, delegate_noop};
use wayland_protocols_wlr::virtual_pointer::v1::client::zwlr_virtual_pointer_manager_v1::ZwlrVirtualPointerManagerV1;
use wayland_protocols_wlr::virtual_pointer::v1::client::zwlr_virtual_pointer_v1::ZwlrVirtualPointerV1;

/// A button of the pointer, by Linux's code (input-event-codes.h).
#[derive(Clone, Copy)]
pub(crate) enum Button {
    Left = 0x110,
    Right = 0x111,
}

/// The pointer of a display, which has none of its own.
pub(crate) struct Pointer {
    pointer: ZwlrVirtualPointerV1,
    queue: Mutex<EventQueue<Deaf>>,
    /// The display's width and height in pixels.
    extent: [u32; 2],
}

impl Pointer {
    pub(crate) fn of(socket: &Path, extent: [u32; 2]) -> Self {
        let connection = Connection::from_socket(UnixStream::connect(socket).unwrap()).unwrap();
        let (globals, queue) = registry_queue_init(&connection).unwrap();
        let manager: ZwlrVirtualPointerManagerV1 = globals.bind(&queue.handle(), 1..=1, ()).unwrap();
        let pointer = manager.create_virtual_pointer(None, &queue.handle(), ());
        Self { pointer, queue: Mutex::new(queue), extent }
    }

    /// Moves to a place.
    pub(crate) fn point(&self, [x, y]: [usize; 2]) {
        let [width, height] = self.extent;
        self.pointer.motion_absolute(0, x as u32, y as u32, width, height);
        self.sent();
    }

    /// Moves to a place, and presses and releases a button there.
    pub(crate) fn click(&self, place: [usize; 2], button: Button) {
        self.point(place);
        for state in [ButtonState::Pressed, ButtonState::Released] {
            self.pointer.button(0, button as u32, state);
            self.sent();
        }
    }

    fn sent(&self) {
        self.pointer.frame();
        self.queue.lock().unwrap().roundtrip(&mut Deaf).unwrap();
    }
}

/// An event handler that ignores all events.
struct Deaf;

impl Dispatch<WlRegistry, GlobalListContents> for Deaf {
    fn event(
        _: &mut Self,
        _: &WlRegistry,
        _: wl_registry::Event,
        _: &GlobalListContents,
        _: &Connection,
        _: &QueueHandle<Self>,
    ) {
    }
}

delegate_noop!(Deaf: ZwlrVirtualPointerManagerV1);
delegate_noop!(Deaf: ZwlrVirtualPointerV1);
