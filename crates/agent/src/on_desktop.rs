use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

use watchword_agent::{FaceKind, Host, Launchers, Notice, Quick, Search, Tray, serve, serve_known};
use watchword_desktop::{Clipboard, has_display};
use watchword_session::{HotkeyState, Locale, Preferences, Words};

use crate::done::Done;
use crate::keys::{Keys, Told, Wanted};
use crate::launch::launch;
use crate::palette::Palette;

/// What this process has on the desktop, as the preferences have it: the tray, and keys that open
/// the palette in any program; and the desktop's search.
pub(crate) struct OnDesktop(Arc<Shared>);

struct Shared {
    host: Arc<Host>,
    /// The folder of the preferences.
    config: PathBuf,
    clipboard: Clipboard,
    done: Arc<Done>,
    palette: Arc<Palette>,
    tray: Mutex<Option<Tray>>,
    keys: Mutex<Option<Keys>>,
    /// How many processes have been started for keys.
    started: AtomicU64,
    _search: Option<Search>,
}

impl OnDesktop {
    /// Shows it from now on, and follows the preferences and the vault. The name on the bus, by
    /// which launchers search, is for the user's own vault (`is_default`).
    pub(crate) fn new(
        host: Arc<Host>,
        config: PathBuf,
        palette: Arc<Palette>,
        done: Arc<Done>,
        is_default: bool,
    ) -> Self {
        let clipboard = Clipboard::new(|| {});
        let quick = quick(&host, &clipboard, &done);
        // It finds nothing unless the vault is unlocked, and the user wants that.
        let serve = || Search::serve(quick, Launchers { gnome_shell: true, krunner: true }).ok();
        let search = is_default.then(serve).flatten();
        let (tray, keys) = (Mutex::default(), Mutex::default());
        let shared = Arc::new(Shared {
            host,
            config,
            clipboard,
            done,
            palette,
            tray,
            keys,
            started: AtomicU64::new(0),
            _search: search,
        });
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
                    Notice::Keyring { .. } | Notice::Saving { .. } | Notice::Hide => {}
                }
            }
        });
        Self(shared)
    }

    /// Whether the user wants to find Watchword in the tray, or to reach it by keys.
    pub(crate) fn stays(&self) -> bool {
        self.0.tray().is_some() || self.0.keys().is_some()
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

    fn keys(&self) -> MutexGuard<'_, Option<Keys>> {
        self.keys.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn follow_preferences(self: &Arc<Self>) {
        // Started in a console or over SSH, it has no desktop to show anything on.
        let preferences = if has_display() { Preferences::in_force(&self.config) } else { Preferences::default() };
        self.follow_keys(Wanted::of(&preferences));
        let mut tray = self.tray();
        if !preferences.keep_in_tray {
            *tray = None;
            self.host.set_tray(false);
        } else if tray.is_none() {
            let words = Words::new(Locale::choose(preferences.language.as_deref()));
            let (quick, host) = (quick(&self.host, &self.clipboard, &self.done), self.host.clone());
            // Without a bus there is no tray, and nothing to stay in.
            let shown = move |is_shown| host.set_tray(is_shown);
            *tray = Tray::start(quick, Arc::new(words), shown).ok();
        }
    }

    /// Forgets the process of this number, which has ended by itself: the next change of the
    /// preferences may start another.
    fn keys_ended(&self, number: u64) {
        let mut keys = self.keys();
        if self.started.load(Ordering::SeqCst) == number {
            *keys = None;
            self.host.set_hotkey(Some(HotkeyState::NotBound));
        }
    }

    fn follow_keys(self: &Arc<Self>, wanted: Option<Wanted>) {
        let mut keys = self.keys();
        match wanted {
            None => {
                *keys = None;
                self.host.set_hotkey(None);
            }
            Some(wanted) if keys.as_ref().is_some_and(|keys| keys.takes(&wanted)) => {}
            Some(wanted) => {
                // What has them gives them back first.
                *keys = None;
                let shared = Arc::downgrade(self);
                let number = self.started.fetch_add(1, Ordering::SeqCst) + 1;
                let hear = move |told| match (shared.upgrade(), told) {
                    // What another one replaces has nothing more to say.
                    (Some(shared), _) if shared.started.load(Ordering::SeqCst) != number => {}
                    (Some(shared), Told::State(state)) => shared.host.set_hotkey(state),
                    (Some(shared), Told::Ended) => shared.keys_ended(number),
                    (Some(shared), Told::Palette) => drop(shared.palette.toggle()),
                    (Some(shared), Told::Lock) => shared.host.lock_and_hide(),
                    (None, _) => {}
                };
                *keys = Keys::start(wanted, hear).ok();
            }
        }
    }
}

/// What the tray and the desktop's search may ask.
fn quick(host: &Arc<Host>, clipboard: &Clipboard, done: &Arc<Done>) -> Arc<Quick> {
    let (opens, done) = (host.clone(), done.clone());
    let open = move |activation| open_window(&opens, activation);
    Arc::new(Quick::new(host.clone(), clipboard.clone(), open, move || done.set()))
}

/// Opens the window, or brings it to the front. It shows a vault that stays open as it is, and asks
/// for the PIN otherwise, because any program can write the preference that shows the tray, and
/// click there.
fn open_window(host: &Arc<Host>, activation: Option<String>) {
    let Ok(stream) = launch("--given", activation) else { return };
    let host = host.clone();
    thread::spawn(move || match host.session().settings() {
        Some(settings) if settings.stays_open => serve_known(&host, FaceKind::Window, &stream, &stream),
        Some(_) | None => serve(&host, None, &stream, &stream),
    });
}
