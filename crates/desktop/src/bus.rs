use std::thread;

use zbus::blocking::{Connection, MessageIterator};

/// Calls `ended` once the session's message bus has closed, which is when the user signs out. Does
/// nothing without a bus.
pub fn when_bus_ends(ended: impl FnOnce() + Send + 'static) {
    let wait = move || {
        let Ok(bus) = Connection::session() else { return };
        MessageIterator::from(&bus).for_each(drop);
        ended();
    };
    let _ = thread::Builder::new().name("bus".into()).spawn(wait);
}
