use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use tauri::ipc::Channel;
use tauri::{AppHandle, Manager};
use watchword_agent::{Face, Refusal, clipboard_problem};
use watchword_desktop::Clipboard;
use watchword_session::{
    CopyRequest, Directories, EncryptedFiles, Item, Policy, PolicyProblem, Problem, Review, SystemProblem,
    VaultProblem, scrubbed,
};

#[cfg(target_os = "linux")]
use crate::clipboard::GtkClipboard;
use crate::holder::Holder;
use crate::link::WaitingLink;
use crate::looking::Looking;
use crate::newer::{self, Updates};
use crate::notice::Notice;
use crate::reading::Reading;
use crate::typing::Typing;
use crate::window;

/// What every command works with.
pub(crate) struct AppState {
    holder: Holder,
    /// Encrypted files of the review, until a password opens them.
    encrypted: Mutex<EncryptedFiles>,
    pub(crate) clipboard: Clipboard,
    pub(crate) looking: Looking,
    pub(crate) reading: Arc<Reading>,
    /// Held while a password is tried: deriving its key may take a GiB of memory.
    pub(crate) opening: Mutex<()>,
    pub(crate) link: WaitingLink,
    pub(crate) updates: Updates,
    /// The palette's keyboard.
    pub(crate) typing: Typing,
    channel: Mutex<Option<Channel<Notice>>>,
    /// How many commands are under way.
    working: AtomicUsize,
    /// Whether the window was closed: the process ends once the clipboard is cleared.
    leaving: AtomicBool,
}

impl AppState {
    /// `hear` is told what happens to the session, and `ended` that its process is gone.
    pub(crate) fn new(
        app: &AppHandle,
        directories: Directories,
        hear: fn(&AppHandle, watchword_agent::Notice),
        ended: fn(&AppHandle),
    ) -> Self {
        let of = app.clone();
        let tell = move |notice| {
            if let Some(state) = of.try_state::<Self>() {
                state.tell(notice);
            }
        };
        let [of_hearing, of_ending] = [(); 2].map(|()| app.clone());
        Self {
            holder: Holder::new(directories, move |notice| hear(&of_hearing, notice), move || ended(&of_ending)),
            encrypted: Mutex::default(),
            reading: Reading::new({
                let tell = tell.clone();
                move |read, of| tell(Notice::Reading { read, of })
            }),
            updates: Updates::new(newer::question(), window::preferences().check_for_updates, {
                let tell = tell.clone();
                move || tell(Notice::Update)
            }),
            opening: Mutex::default(),
            clipboard: open_clipboard(app, move || tell(Notice::ClipboardCleared)),
            looking: Looking::default(),
            link: WaitingLink::default(),
            typing: Typing::default(),
            channel: Mutex::default(),
            working: AtomicUsize::new(0),
            leaving: AtomicBool::new(false),
        }
    }

    /// Asks the session through the socket that is standard input, first.
    #[cfg(target_os = "linux")]
    pub(crate) fn take_given(&self, kind: watchword_agent::FaceKind) -> std::io::Result<()> {
        self.holder.take_given(kind)
    }

    /// What to ask the session through.
    pub(crate) fn face(&self) -> Arc<Face> {
        self.holder.face()
    }

    /// The same, if it is there already, for what waits for nothing.
    pub(crate) fn face_now(&self) -> Option<Arc<Face>> {
        self.holder.now()
    }

    /// Whether the vault is locked for the window, as far as it knows.
    pub(crate) fn is_locked(&self) -> bool {
        !self.face_now().is_some_and(|face| face.is_open())
    }

    /// Nobody should answer a dialog, or wait for a file to be read, in vain.
    pub(crate) fn require_unlocked(&self) -> Result<(), Problem> {
        if self.is_locked() { Err(VaultProblem::Locked.into()) } else { Ok(()) }
    }

    /// Refuses what the user's organisation doesn't allow.
    pub(crate) fn require_allowed(&self, allowed: impl Fn(&Policy) -> Option<bool>) -> Result<(), Problem> {
        match allowed(&self.face().status()?.organisation.policy) {
            Some(false) => Err(PolicyProblem::NotAllowed.into()),
            Some(true) | None => Ok(()),
        }
    }

    /// Restarts the idle time, after the user did something.
    pub(crate) fn touched(&self) {
        let _ = self.face_now().map(|face| face.touched());
    }

    /// Adds what was read to the review.
    pub(crate) fn take_in(&self, items: Vec<Item>) -> Result<Review, Problem> {
        self.encrypted().keep(&items);
        let taken = self.face().take_in(items);
        match &taken {
            Ok(review) => self.encrypted().follow(review),
            Err(_) => self.encrypted().clear(),
        }
        Ok(taken?)
    }

    pub(crate) fn review(&self) -> Result<Review, Problem> {
        let review = self.face().review()?;
        self.encrypted().follow(&review);
        Ok(review)
    }

    pub(crate) fn encrypted(&self) -> MutexGuard<'_, EncryptedFiles> {
        self.encrypted.lock().unwrap_or_else(PoisonError::into_inner)
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
        self.clipboard.copy(&copy.text, clears_in).map_err(clipboard_problem)?;
        Ok(copy.clears_in_seconds)
    }

    /// Locks. A notice comes back if the vault was unlocked.
    pub(crate) fn lock(&self) {
        self.forget();
        let _ = self.face_now().map(|face| face.lock());
    }

    /// Leaves the session, which locks, unless the user keeps it in the tray.
    pub(crate) fn leave(&self) {
        self.forget();
        self.holder.leave();
    }

    /// Drops what this process has of what was read.
    pub(crate) fn forget(&self) {
        self.looking.stop();
        scrubbed(|| self.encrypted().clear());
    }

    /// Whether a command is under way.
    #[cfg(target_os = "linux")]
    pub(crate) fn is_working(&self) -> bool {
        self.working.load(Ordering::SeqCst) > 0
    }

    pub(crate) fn set_leaving(&self, leaving: bool) {
        self.leaving.store(leaving, Ordering::SeqCst);
    }

    pub(crate) fn is_leaving(&self) -> bool {
        self.leaving.load(Ordering::SeqCst)
    }
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
    let work = tauri::async_runtime::spawn_blocking(move || {
        let state = app.state::<AppState>();
        state.working.fetch_add(1, Ordering::SeqCst);
        let done = scrubbed(|| work(&state));
        state.working.fetch_sub(1, Ordering::SeqCst);
        done
    });
    work.await.unwrap_or(Err(Problem::System(SystemProblem::Internal)))
}

/// Runs a command's work off the main thread, with what it asks the session through.
pub(crate) async fn in_session<T: Send + 'static>(
    app: AppHandle,
    work: impl FnOnce(&Face) -> Result<T, Refusal> + Send + 'static,
) -> Result<T, Problem> {
    with_state(app, move |state| Ok(work(&state.face())?)).await
}

/// Starts the process that holds the session, or connects to it, and the keyring with it, while
/// the window opens.
pub(crate) fn begin_session(app: AppHandle) {
    thread::spawn(move || drop(app.state::<AppState>().face().status()));
}
