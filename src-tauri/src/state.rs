use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use tauri::ipc::Channel;
use tauri::{AppHandle, Manager};
use watchword_desktop::{Clipboard, keyring_name};
use watchword_session::{CopyRequest, Directories, Patience, Problem, Session, SharedSession, SystemProblem, scrubbed};

#[cfg(target_os = "linux")]
use crate::clipboard::GtkClipboard;
use crate::link::WaitingLink;
use crate::looking::Looking;
use crate::newer::{self, Updates};
use crate::notice::Notice;
use crate::paste;
use crate::reading::Reading;
use crate::saving::Saving;
#[cfg(target_os = "linux")]
use crate::served::Commands;
use crate::window;

/// How often the app checks whether the vault has been idle for too long.
const LOOK_EVERY: Duration = Duration::from_secs(5);

/// What every command works with.
pub(crate) struct AppState {
    /// The session. Its own methods answer what must not wait until other commands are done with
    /// it.
    pub(crate) shared: SharedSession,
    pub(crate) clipboard: Clipboard,
    pub(crate) looking: Looking,
    pub(crate) reading: Arc<Reading>,
    pub(crate) saving: Saving,
    /// Held while a password is tried: deriving its key may take a GiB of memory.
    pub(crate) opening: Mutex<()>,
    pub(crate) link: WaitingLink,
    pub(crate) updates: Updates,
    #[cfg(target_os = "linux")]
    pub(crate) commands: Commands,
    channel: Mutex<Option<Channel<Notice>>>,
    /// Whether the window was closed: the process ends once the clipboard is cleared.
    leaving: AtomicBool,
}

impl AppState {
    pub(crate) fn new(app: &AppHandle, directories: Directories) -> Self {
        let of = app.clone();
        let tell = move |notice| of.try_state::<Self>().into_iter().for_each(|state| state.tell(notice));
        let patience = Arc::new(Patience::new({
            let tell = tell.clone();
            move |waiting| tell(Notice::Keyring { waiting })
        }));
        let begin = {
            let patience = patience.clone();
            move || begin(directories, patience)
        };
        Self {
            shared: SharedSession::new(patience, begin),
            reading: Reading::new({
                let tell = tell.clone();
                move |read, of| tell(Notice::Reading { read, of })
            }),
            saving: Saving::new({
                let tell = tell.clone();
                move |saved, of| tell(Notice::Saving { saved, of })
            }),
            updates: Updates::new(newer::question(), window::preferences().check_for_updates, {
                let tell = tell.clone();
                move || tell(Notice::Update)
            }),
            opening: Mutex::default(),
            clipboard: open_clipboard(app, move || tell(Notice::ClipboardCleared)),
            looking: Looking::default(),
            link: WaitingLink::default(),
            #[cfg(target_os = "linux")]
            commands: Commands::default(),
            channel: Mutex::default(),
            leaving: AtomicBool::new(false),
        }
    }

    pub(crate) fn session(&self) -> MutexGuard<'_, Session> {
        self.shared.get()
    }

    pub(crate) fn listen(&self, channel: Channel<Notice>) {
        *self.channel.lock().unwrap_or_else(PoisonError::into_inner) = Some(channel);
    }

    /// Sends a notice to the window, if one listens.
    pub(crate) fn tell(&self, notice: Notice) {
        if let Some(channel) = &*self.channel.lock().unwrap_or_else(PoisonError::into_inner) {
            let _ = channel.send(notice);
        }
    }

    /// Copies a text into the clipboard. Returns after how many seconds it is cleared.
    pub(crate) fn copy(&self, copy: &CopyRequest) -> Result<u32, Problem> {
        let clears_in = Duration::from_secs(copy.clears_in_seconds.into());
        self.clipboard.copy(&copy.text, clears_in).map_err(paste::problem)?;
        Ok(copy.clears_in_seconds)
    }

    /// Locks, and tells the window if the vault was unlocked.
    pub(crate) fn lock(&self) {
        self.looking.stop();
        if scrubbed(|| self.shared.lock()) {
            self.tell(Notice::Locked);
        }
    }

    pub(crate) fn set_leaving(&self, leaving: bool) {
        self.leaving.store(leaving, Ordering::SeqCst);
    }

    pub(crate) fn is_leaving(&self) -> bool {
        self.leaving.load(Ordering::SeqCst)
    }
}

fn begin(directories: Directories, patience: Arc<Patience>) -> Session {
    let session = Session::on_this_computer(directories, patience).with_keyring_name(keyring_name());
    #[cfg(target_os = "linux")]
    let session = session.shared_with_command();
    session
}

fn open_clipboard(app: &AppHandle, cleared: impl Fn() + Send + Sync + 'static) -> Clipboard {
    #[cfg(target_os = "linux")]
    return Clipboard::of_window(Arc::new(GtkClipboard::new(app.clone())), cleared);
    #[cfg(not(target_os = "linux"))]
    {
        let _ = app;
        Clipboard::new(cleared)
    }
}

/// Runs a command's work off the main thread, since the keyring, the disk and key derivation take a
/// while.
pub(crate) async fn with_state<T: Send + 'static>(
    app: AppHandle,
    work: impl FnOnce(&AppState) -> Result<T, Problem> + Send + 'static,
) -> Result<T, Problem> {
    let work = tauri::async_runtime::spawn_blocking(move || scrubbed(|| work(&app.state::<AppState>())));
    work.await.unwrap_or(Err(Problem::System(SystemProblem::Internal)))
}

/// Runs a command's work off the main thread, with the session.
pub(crate) async fn in_session<T: Send + 'static>(
    app: AppHandle,
    work: impl FnOnce(&mut Session) -> Result<T, Problem> + Send + 'static,
) -> Result<T, Problem> {
    with_state(app, move |state| work(&mut state.session())).await
}

/// Connects to the keyring while the window opens.
pub(crate) fn begin_session(app: AppHandle) {
    thread::spawn(move || drop(app.state::<AppState>().session()));
}

/// Locks the vault once it has been idle for the minutes the user set.
pub(crate) fn watch_idleness(app: AppHandle) {
    thread::spawn(move || {
        loop {
            thread::sleep(LOOK_EVERY);
            let state = app.state::<AppState>();
            let locked = scrubbed(|| state.shared.lock_if_idle());
            if locked {
                state.tell(Notice::Locked);
            }
        }
    });
}
