//! Answers what commands ask of the window's session.

use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use tauri::{AppHandle, Manager};
use watchword_agent::{Address, FaceKind, Holder, Host, Request, Serving};
use watchword_session::{SharedSession, SystemClock};

use crate::notice::Notice;
use crate::state::AppState;

/// How long the process that answered commands while there was no window may take to end.
const YIELDS_WITHIN: Duration = Duration::from_secs(5);
const TRY_EVERY: Duration = Duration::from_millis(50);

/// Answers commands at this address from now on.
pub(crate) fn begin(app: &AppHandle, address: Option<Address>) {
    app.state::<AppState>().commands.inner().address = address;
    go_on(app);
}

/// Answers commands again, if the window had been closed.
pub(crate) fn go_on(app: &AppHandle) {
    let app = app.clone();
    thread::spawn(move || {
        let state = app.state::<AppState>();
        let mut inner = state.commands.inner();
        let Some(address) = inner.address.clone().filter(|_| inner.serving.is_none()) else { return };
        let host = Arc::new(Host::new(Arc::new(Window(app.clone())), FaceKind::Window, Arc::new(SystemClock)));
        inner.serving = take_over(&address, &host);
    });
}

/// Serves at the address. Whoever does so already is asked to stop.
fn take_over(address: &Address, host: &Arc<Host>) -> Option<Serving> {
    let begun = Instant::now();
    while begun.elapsed() < YIELDS_WITHIN {
        match address.serve(host.clone()) {
            Ok(None) => {}
            // Without a folder for the socket, commands open the vault themselves.
            served => return served.ok().flatten(),
        }
        if let Some(mut face) = address.connect() {
            let _ = face.ask(Request::Yield);
        }
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

    fn changed(&self) {
        self.state().tell(Notice::Changed);
    }

    fn let_go(&self) {
        self.state().commands.end();
    }
}
