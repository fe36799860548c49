mod contents;
#[cfg(target_os = "linux")]
mod copied;
mod error;
#[cfg(target_os = "linux")]
mod reading;
#[cfg(target_os = "linux")]
mod wayland;
#[cfg(target_os = "linux")]
mod window;
#[cfg(target_os = "linux")]
mod x11;

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use zeroize::Zeroizing;

pub use self::contents::{ClipboardContents, Readable};
pub use self::error::ClipboardError;
#[cfg(target_os = "linux")]
pub use self::window::WindowClipboard;

/// The system's clipboard. A copied code is marked so that clipboard histories skip it, and is
/// cleared after the given time if it is still there. On Linux the contents vanish with the
/// process, so it has to live until then.
#[derive(Clone)]
pub struct Clipboard(Arc<Shared>);

struct Shared {
    held: Mutex<Held>,
    changed: Condvar,
    cleared: Box<dyn Fn() + Send + Sync>,
    #[cfg(target_os = "linux")]
    window: Option<Arc<dyn WindowClipboard>>,
}

#[derive(Default)]
struct Held {
    board: Option<Board>,
    code: Option<Zeroizing<String>>,
    /// The number of copies so far, which tells the thread of an older copy that there is a newer
    /// one.
    copy: u64,
}

impl Clipboard {
    /// Calls `cleared` whenever a code was cleared.
    pub fn new(cleared: impl Fn() + Send + Sync + 'static) -> Self {
        Self(Arc::new(Shared::new(cleared)))
    }

    /// The same for a program with a window: uses `window` on desktops that require one.
    #[cfg(target_os = "linux")]
    pub fn of_window(window: Arc<dyn WindowClipboard>, cleared: impl Fn() + Send + Sync + 'static) -> Self {
        Self(Arc::new(Shared { window: Some(window), ..Shared::new(cleared) }))
    }

    /// Puts a code, or another secret text, into the clipboard, and clears it after `clears_in` if
    /// it is still there.
    ///
    /// # Errors
    /// [`ClipboardError::NotCopied`] if the clipboard can't be written,
    /// [`ClipboardError::OnlyWindows`] if the desktop requires a window.
    pub fn copy(&self, code: &str, clears_in: Duration) -> Result<(), ClipboardError> {
        let mut held = self.held();
        self.0.board(&mut held.board)?.set_secret(code)?;
        held.code = Some(Zeroizing::new(code.to_owned()));
        held.copy += 1;
        let (clipboard, copy, until) = (self.clone(), held.copy, Instant::now() + clears_in);
        self.0.changed.notify_all();
        drop(held);
        thread::spawn(move || clipboard.clear_at(until, copy));
        Ok(())
    }

    fn clear_at(&self, until: Instant, copy: u64) {
        let mut held = self.held();
        while held.copy == copy && held.code.is_some() {
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return self.clear_held(held);
            }
            held = self.0.changed.wait_timeout(held, left).unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// Clears the copied code at once, if it is still there.
    pub fn clear(&self) {
        self.clear_held(self.held());
    }

    fn clear_held(&self, held: MutexGuard<'_, Held>) {
        let Some(code) = held.code.clone() else { return };
        let copy = held.copy;
        // A program that has copied something since may be slow to answer.
        drop(held);
        let still_ours = self.text(code.len()).is_ok_and(|text| *text == *code);
        let mut held = self.held();
        if held.copy != copy || held.code.take().is_none() {
            return;
        }
        if let Some(board) = held.board.as_mut().filter(|_| still_ours) {
            board.clear();
        }
        drop(held);
        self.0.changed.notify_all();
        (self.0.cleared)();
    }

    /// Whether a copied code has yet to be cleared.
    pub fn holds(&self) -> bool {
        self.held().code.is_some()
    }

    /// Waits until the copied code is cleared, also from any copy that the desktop keeps.
    pub fn wait(&self) {
        let mut held = self.held();
        while held.code.is_some() {
            held = self.0.changed.wait(held).unwrap_or_else(PoisonError::into_inner);
        }
        #[cfg(target_os = "linux")]
        {
            drop(held);
            self.0.window.iter().for_each(|window| window.wait());
        }
    }

    /// Finishes a clear that needs the window's focus. Call it on the main thread once the window
    /// has the focus.
    pub fn focused(&self) {
        #[cfg(target_os = "linux")]
        self.0.window.iter().for_each(|window| window.focused());
    }

    /// Reads the files in the clipboard, or else the picture, or else the text. Files come first
    /// because they are offered as text too. A picture isn't decoded yet, except on Windows and
    /// macOS, where the library decodes it whatever its size.
    ///
    /// # Errors
    /// [`ClipboardError::Empty`] if it holds none of these, [`ClipboardError::Failed`] if it can't
    /// be read, [`ClipboardError::OnlyWindows`] if the desktop requires a window.
    pub fn read(&self, readable: &Readable) -> Result<ClipboardContents, ClipboardError> {
        #[cfg(target_os = "linux")]
        return reading::contents(readable, self.0.window.as_deref());
        #[cfg(not(target_os = "linux"))]
        {
            let _ = readable;
            contents::of(self.0.board(&mut self.held().board)?.system())
        }
    }

    /// The text in the clipboard, which may be cut off if it is longer than `most` bytes.
    fn text(&self, most: usize) -> Result<Zeroizing<String>, ClipboardError> {
        #[cfg(target_os = "linux")]
        return reading::text(most, self.0.window.as_deref());
        #[cfg(not(target_os = "linux"))]
        {
            let _ = most;
            self.0
                .board(&mut self.held().board)?
                .system()
                .get_text()
                .map(Zeroizing::new)
                .map_err(|_| ClipboardError::Failed)
        }
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.0.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Shared {
    fn new(cleared: impl Fn() + Send + Sync + 'static) -> Self {
        Self {
            held: Mutex::default(),
            changed: Condvar::new(),
            cleared: Box::new(cleared),
            #[cfg(target_os = "linux")]
            window: None,
        }
    }

    /// Connects at first use: a command without a display never needs it.
    fn board<'a>(&self, board: &'a mut Option<Board>) -> Result<&'a mut Board, ClipboardError> {
        match board {
            Some(board) => Ok(board),
            none => Ok(none.insert(self.connect()?)),
        }
    }

    fn connect(&self) -> Result<Board, ClipboardError> {
        let system = arboard::Clipboard::new().map(Board::System);
        #[cfg(target_os = "linux")]
        return system.or_else(|_| match &self.window {
            Some(window) => Ok(Board::Window(window.clone())),
            None if crate::wayland::is_wayland() => Err(ClipboardError::OnlyWindows),
            None => Err(ClipboardError::NotCopied),
        });
        #[cfg(not(target_os = "linux"))]
        return system.map_err(|_| ClipboardError::NotCopied);
    }
}

/// The clipboard that holds a copied code.
enum Board {
    System(arboard::Clipboard),
    #[cfg(target_os = "linux")]
    Window(Arc<dyn WindowClipboard>),
}

impl Board {
    /// Copies text, and asks clipboard histories to skip it.
    fn set_secret(&mut self, text: &str) -> Result<(), ClipboardError> {
        #[cfg(target_os = "macos")]
        use arboard::SetExtApple as _;
        #[cfg(all(unix, not(target_os = "macos")))]
        use arboard::SetExtLinux as _;
        #[cfg(windows)]
        use arboard::SetExtWindows as _;

        let set = match self {
            Self::System(system) => system.set(),
            #[cfg(target_os = "linux")]
            Self::Window(window) => return window.copy(text),
        };
        #[cfg(windows)]
        let set = set.exclude_from_cloud().exclude_from_monitoring();
        set.exclude_from_history().text(text).map_err(|_| ClipboardError::NotCopied)
    }

    fn clear(&mut self) {
        match self {
            Self::System(system) => drop(system.clear()),
            #[cfg(target_os = "linux")]
            Self::Window(window) => window.clear(),
        }
    }

    #[cfg(not(target_os = "linux"))]
    fn system(&mut self) -> &mut arboard::Clipboard {
        let Self::System(system) = self;
        system
    }
}
