//! Asks the session bus for the process that holds the session of the user's own vault.

use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

use zbus::blocking::connection::Builder;
use zbus::blocking::fdo::DBusProxy;
use zbus::names::WellKnownName;

use crate::at_hand::BUS_NAME;

/// How long the bus may take. Less than a face waits for that process, which can then start it.
const WITHIN: Duration = Duration::from_secs(2);

/// Has the bus start it, with the session's own environment: its display, even for a command over
/// SSH. Returns once it listens, or when the bus won't start it: there is none, or no package is
/// installed.
pub(crate) fn activate() {
    let (tell, told) = channel();
    // A bus that hangs while it is connected to has no time limit of its own.
    if thread::Builder::new().spawn(move || tell.send(ask()).is_ok()).is_ok() {
        let _ = told.recv_timeout(WITHIN);
    }
}

fn ask() -> zbus::Result<()> {
    let bus = Builder::session()?.method_timeout(WITHIN).build()?;
    DBusProxy::new(&bus)?.start_service_by_name(WellKnownName::try_from(BUS_NAME)?, 0)?;
    Ok(())
}
