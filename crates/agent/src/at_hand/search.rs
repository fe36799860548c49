use std::io;
use std::sync::Arc;

use zbus::blocking::Connection;
use zbus::blocking::connection::Builder;
use zbus::fdo::RequestNameFlags;

use crate::at_hand::QuickAccess;
use crate::at_hand::finder::Finder;
use crate::at_hand::gnome_shell::GnomeShell;
use crate::at_hand::id::{BUS_NAME, SEARCH_PATH};
use crate::at_hand::krunner::KRunner;

/// The launchers whose searches are answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Launchers {
    /// GNOME Shell's overview (`org.gnome.Shell.SearchProvider2`).
    pub gnome_shell: bool,
    /// Plasma's KRunner and its application launcher (`org.kde.krunner1`).
    pub krunner: bool,
}

/// Answers the searches of launchers, until it is dropped: `otp` and a part of a name finds
/// accounts, and a chosen one is copied.
pub struct Search {
    bus: Connection,
}

impl Search {
    /// Answers these launchers on the session bus, under the name `org.watchword.Watchword.Agent`.
    /// It takes the name even if it answers none of them, because a bus that has started the agent
    /// waits for the name.
    ///
    /// # Errors
    /// There is no session bus, another process has the name, or no thread can be started.
    pub fn serve(quick: Arc<dyn QuickAccess>, launchers: Launchers) -> io::Result<Self> {
        let finder = Arc::new(Finder::new(quick)?);
        let serve = || {
            let mut bus = Builder::session()?;
            if launchers.gnome_shell {
                bus = bus.serve_at(SEARCH_PATH, GnomeShell(finder.clone()))?;
            }
            if launchers.krunner {
                bus = bus.serve_at(SEARCH_PATH, KRunner(finder.clone()))?;
            }
            let bus = bus.build()?;
            // Without it, questions would get no answer at all, not even an error.
            let _ = bus.object_server();
            bus.request_name_with_flags(BUS_NAME, RequestNameFlags::DoNotQueue.into())?;
            zbus::Result::Ok(bus)
        };
        Ok(Self { bus: serve().map_err(io::Error::other)? })
    }
}

impl Drop for Search {
    fn drop(&mut self) {
        let _ = self.bus.clone().close();
    }
}
