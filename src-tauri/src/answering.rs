//! Answers what commands ask of the window's session.

use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use tauri::{AppHandle, Manager};
use watchword_agent::{Address, FaceKind, Holder, Host, Serving};
use watchword_session::{SharedSession, SystemClock};

use crate::notice::Notice;
use crate::state::AppState;

/// How long the process that answered commands while there was no window may take to end.
const YIELDS_WITHIN: Duration = Duration::from_secs(5);
const TRY_EVERY: Duration = Duration::from_millis(50);

/// Answers commands at this address from now on.
pub(crate) fn begin(app: &AppHandle, address: Option<Address>) {
    app.state::<AppState>().commands.set_address(address);
    resume(app);
}

/// Answers commands again, if the window had been closed.
pub(crate) fn resume(app: &AppHandle) {
    let app = app.clone();
    thread::spawn(move || {
        let state = app.state::<AppState>();
        let Some(address) = state.commands.begin() else { return };
        let host = Arc::new(Host::new(Arc::new(Window(app.clone())), FaceKind::Window, Arc::new(SystemClock)));
        state.commands.set(take_over(&address, &host).filter(|_| !state.is_leaving()));
    });
}

/// Serves at the address. A process that does so already is asked to stop.
fn take_over(address: &Address, host: &Arc<Host>) -> Option<Serving> {
    let begun = Instant::now();
    while begun.elapsed() < YIELDS_WITHIN {
        match address.serve(host.clone()) {
            Ok(None) => {}
            // Without a folder for the socket, commands open the vault themselves.
            served => return served.ok().flatten(),
        }
        let _ = address.ask_to_yield();
        thread::sleep(TRY_EVERY);
    }
    None
}

/// The window's process, which holds the session.
struct Window(AppHandle);

impl Window {
    fn state(&self) -> &AppState {
        self.0.state::<AppState>().inner()
    }
}

impl Holder for Window {
    fn session(&self) -> &SharedSession {
        &self.state().shared
    }

    fn lock(&self) {
        self.state().lock();
    }

    fn unlocked(&self) {
        self.state().tell(Notice::Unlocked);
    }

    fn locked(&self) {
        self.state().tell(Notice::Locked);
    }

    fn changed(&self) {
        self.state().tell(Notice::Changed);
    }

    fn release(&self) {
        let app = self.0.clone();
        // Not on the thread of the connection that has asked.
        thread::spawn(move || app.state::<AppState>().commands.end());
    }
}
