use std::sync::{Arc, Mutex};
use std::thread;

use zbus::blocking::MessageIterator;

use crate::bus::{Bus, call};

/// Hears everything that is sent on a bus.
pub(crate) struct Monitor(Arc<Mutex<Vec<u8>>>);

impl Monitor {
    pub(crate) fn on(bus: &Bus) -> Self {
        let heard = Arc::new(Mutex::new(Vec::new()));
        let connection = bus.connect();
        let messages = MessageIterator::from(&connection);
        let at = ("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus.Monitoring");
        let _: () = call(&connection, at, "BecomeMonitor", &(Vec::<String>::new(), 0_u32)).unwrap();
        let hears = heard.clone();
        thread::spawn(move || {
            for message in messages.map_while(Result::ok) {
                hears.lock().unwrap().extend_from_slice(message.data());
            }
            drop(connection);
        });
        Self(heard)
    }

    /// Whether a text was sent.
    pub(crate) fn heard(&self, text: &str) -> bool {
        self.0.lock().unwrap().windows(text.len()).any(|bytes| bytes == text.as_bytes())
    }
}
