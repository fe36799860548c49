use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use ksni::blocking::{Handle, TrayMethods};
use watchword_session::{Problem, Words};

use crate::at_hand::acts::Acts;
use crate::at_hand::item::{Item, Look};
use crate::at_hand::status_host::StatusHost;
use crate::at_hand::{AccountName, QuickAccess};

/// The most accounts in the menu.
const MAX_ACCOUNTS: usize = 8;
/// How long the tooltip says why nothing was copied.
const TOLD_FOR: Duration = Duration::from_secs(30);

/// The icon in the tray, with its menu, until it is dropped. It is there even while no panel shows
/// it, and comes back with each new panel.
pub struct Tray {
    shared: Arc<Shared>,
    _host: StatusHost,
}

/// What the tray's threads share. Each has a channel with room for one call, which is enough:
/// whatever has changed is read after the call.
struct Shared {
    quick: Arc<dyn QuickAccess>,
    words: Arc<Words>,
    ask: SyncSender<()>,
    paint: SyncSender<()>,
    accounts: Mutex<Option<Vec<AccountName>>>,
    /// What became of the last click, and when to stop saying so.
    told: Mutex<Option<(String, Instant)>>,
    is_shown: AtomicBool,
    is_over: AtomicBool,
}

impl Tray {
    /// Shows the icon, in the language of `words`. Calls `shown` with whether a panel shows it, at
    /// once and whenever that may have changed.
    ///
    /// # Errors
    /// There is no session bus, or no thread can be started.
    pub fn start(
        quick: Arc<dyn QuickAccess>,
        words: Arc<Words>,
        shown: impl Fn(bool) + Send + 'static,
    ) -> io::Result<Self> {
        let ((ask, asked), (paint, painted)) = (sync_channel(1), sync_channel(1));
        let (is_shown, is_over) = (AtomicBool::new(false), AtomicBool::new(false));
        let (accounts, told) = (Mutex::default(), Mutex::default());
        let shared = Arc::new(Shared { quick, words, ask, paint, accounts, told, is_shown, is_over });
        let asking = shared.clone();
        thread::Builder::new().name("tray names".into()).spawn(move || asking.answer(&asked))?;
        let painting = shared.clone();
        thread::Builder::new().name("tray".into()).spawn(move || painting.draw(&painted))?;
        let following = shared.clone();
        let host = StatusHost::follow(move |is_shown| {
            following.is_shown.store(is_shown, Ordering::Relaxed);
            let _ = following.paint.try_send(());
            shown(is_shown);
        });
        // Dropping it ends the threads if this fails.
        let tray = host.map(|host| Self { shared: shared.clone(), _host: host });
        let tray = tray.inspect_err(|_| shared.end()).map_err(io::Error::other)?;
        tray.changed();
        Ok(tray)
    }

    /// Shows what has changed: the vault was locked or unlocked, or an account was used, added,
    /// renamed or moved to the trash. Doesn't wait.
    pub fn changed(&self) {
        let calls = if self.shared.quick.is_locked() { &self.shared.paint } else { &self.shared.ask };
        let _ = calls.try_send(());
    }

    /// Whether a panel shows the icon, as far as is known.
    pub fn is_shown(&self) -> bool {
        self.shared.is_shown.load(Ordering::Relaxed)
    }
}

impl Drop for Tray {
    fn drop(&mut self) {
        self.shared.end();
    }
}

impl Shared {
    fn end(&self) {
        self.is_over.store(true, Ordering::SeqCst);
        let _ = (self.ask.try_send(()), self.paint.try_send(()));
    }

    fn is_over(&self) -> bool {
        self.is_over.load(Ordering::SeqCst)
    }

    /// Asks for the accounts after each call, which may take as long as the keyring needs.
    fn answer(&self, asked: &Receiver<()>) {
        while asked.recv().is_ok() && !self.is_over() {
            let mut accounts = self.quick.recent();
            accounts.iter_mut().for_each(|accounts| accounts.truncate(MAX_ACCOUNTS));
            *lock(&self.accounts) = accounts;
            let _ = self.paint.try_send(());
        }
    }

    /// Draws after each call, and when there is nothing more to tell.
    fn draw(self: &Arc<Self>, painted: &Receiver<()>) {
        let mut handle = None::<Handle<Item>>;
        loop {
            let until = lock(&self.told).as_ref().map(|(_, until)| until.saturating_duration_since(Instant::now()));
            let called = match until {
                Some(time) => painted.recv_timeout(time),
                None => painted.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            if called == Err(RecvTimeoutError::Disconnected) || self.is_over() {
                break;
            }
            let look = self.look();
            handle = match handle.filter(|handle| !handle.is_closed()) {
                Some(handle) => handle.update(|item| item.look = look).map(|()| handle),
                None => self.show(look),
            };
        }
        if let Some(handle) = handle {
            handle.shutdown().wait();
        }
    }

    /// Puts the icon on the bus. If that fails, the next call tries again.
    fn show(self: &Arc<Self>, look: Look) -> Option<Handle<Item>> {
        let shared = self.clone();
        let acts = Acts::start(&self.quick, move |copied| shared.tell(&copied)).ok()?;
        let item = Item { look, words: self.words.clone(), acts };
        // By the connection's own name: another program could take one that can be guessed.
        item.disable_dbus_name(true).assume_sni_available(true).spawn().ok()
    }

    fn look(&self) -> Look {
        let mut accounts = lock(&self.accounts);
        if self.quick.is_locked() {
            *accounts = None;
        }
        let mut told = lock(&self.told);
        told.take_if(|(_, until)| *until <= Instant::now());
        Look { accounts: accounts.clone(), told: told.as_ref().map(|(text, _)| text.clone()).unwrap_or_default() }
    }

    fn tell(&self, copied: &Result<u32, Problem>) {
        let (text, time) = match copied {
            Ok(seconds) => {
                let text = self.words.say("tray-copied", &[("seconds", (*seconds).into())]);
                (text, Duration::from_secs((*seconds).into()))
            }
            Err(problem) => (self.words.problem(problem), TOLD_FOR),
        };
        *lock(&self.told) = Some((text, Instant::now() + time));
        // The account is now the one used last.
        let _ = (self.paint.try_send(()), self.ask.try_send(()));
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
