use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

use watchword_agent::{FaceKind, Host, Notice, Quick, Tray, serve_known};
use watchword_desktop::Clipboard;
use watchword_session::{Locale, Preferences, Words};

use crate::done::Done;
use crate::launch::launch;

/// What this process shows on the desktop, as the preferences have it: the tray.
pub(crate) struct OnDesktop(Arc<Shared>);

struct Shared {
    host: Arc<Host>,
    /// The folder of the preferences.
    config: PathBuf,
    clipboard: Clipboard,
    done: Arc<Done>,
    tray: Mutex<Option<Tray>>,
}

impl OnDesktop {
    /// Shows it from now on, and follows the preferences and the vault.
    pub(crate) fn new(host: Arc<Host>, config: PathBuf, done: Arc<Done>) -> Self {
        let (clipboard, tray) = (Clipboard::new(|| {}), Mutex::default());
        let shared = Arc::new(Shared { host, config, clipboard, done, tray });
        shared.follow_preferences();
        let (tell, told) = std::sync::mpsc::channel();
        shared.host.follow(move |notice| {
            let _ = tell.send(notice);
        });
        let follows = shared.clone();
        // Not on the thread that tells, which may hold what this asks for.
        thread::spawn(move || {
            for notice in told {
                match notice {
                    Notice::Preferences => follows.follow_preferences(),
                    Notice::Locked | Notice::Unlocked | Notice::Changed => {
                        follows.tray().as_ref().into_iter().for_each(Tray::changed);
                    }
                    Notice::Keyring { .. } | Notice::Saving { .. } => {}
                }
            }
        });
        Self(shared)
    }

    /// Whether the user wants to find Watchword in the tray.
    pub(crate) fn has_tray(&self) -> bool {
        self.0.tray().is_some()
    }

    /// Whether a code that was copied from here waits to be cleared.
    pub(crate) fn has_clipboard(&self) -> bool {
        self.0.clipboard.holds()
    }

    pub(crate) fn clear_clipboard(&self) {
        self.0.clipboard.clear();
    }
}

impl Shared {
    fn tray(&self) -> MutexGuard<'_, Option<Tray>> {
        self.tray.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn follow_preferences(self: &Arc<Self>) {
        let preferences = Preferences::read(&self.config);
        let mut tray = self.tray();
        if !preferences.keep_in_tray {
            *tray = None;
            self.host.set_tray(false);
        } else if tray.is_none() {
            let words = Words::new(Locale::choose(preferences.language.as_deref()));
            let (host, opens, done) = (self.host.clone(), self.host.clone(), self.done.clone());
            let open = move |activation| open_window(&opens, activation);
            let quick = Quick::new(host.clone(), self.clipboard.clone(), open, move || done.set());
            // Without a bus there is no tray, and nothing to stay in.
            *tray = Tray::start(Arc::new(quick), Arc::new(words), move |is_shown| host.set_tray(is_shown)).ok();
        }
    }
}

/// Opens the window, or brings it to the front. It shows the vault as it is.
fn open_window(host: &Arc<Host>, activation: Option<String>) {
    if let Ok(stream) = launch("--given", activation) {
        let host = host.clone();
        thread::spawn(move || serve_known(&host, FaceKind::Window, &stream, &stream));
    }
}
