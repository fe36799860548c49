use std::os::unix::net::UnixStream;
use std::path::Path;

use wayland_client::globals::{GlobalList, GlobalListContents, registry_queue_init};
use wayland_client::protocol::wl_registry::{self, WlRegistry};
use wayland_client::{Connection, Dispatch, EventQueue, QueueHandle};

/// A client of a compositor that ignores all events.
pub(crate) struct Deaf;

impl Deaf {
    /// Connects to the display with this socket.
    #[track_caller]
    pub(crate) fn connect(socket: &Path) -> (GlobalList, EventQueue<Self>) {
        let stream = UnixStream::connect(socket).expect("a compositor");
        let connection = Connection::from_socket(stream).expect("it speaks Wayland");
        registry_queue_init(&connection).expect("it lists its globals")
    }
}

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
