#[cfg(target_os = "linux")]
mod copied;
#[cfg(target_os = "linux")]
mod wayland;
#[cfg(target_os = "linux")]
mod x11;

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use arboard::Clipboard as Board;
use thiserror::Error;
use zeroize::Zeroizing;

use crate::source::Source;

/// What can go wrong with the clipboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum ClipboardError {
    /// Nothing in it that an account could be in.
    #[error("the clipboard holds no picture, file or text")]
    Empty,
    /// There is no clipboard, or another program holds it.
    #[error("the clipboard cannot be used")]
    Failed,
}

/// The system's clipboard. A code put there is marked for clipboard histories to pass over, and cleared after its seconds,
/// but only if it is still there. On Linux the contents go with the process: it has to live until then.
#[derive(Clone)]
pub struct Clipboard(Arc<Shared>);

struct Shared {
    held: Mutex<Held>,
    changed: Condvar,
    cleared: Box<dyn Fn() + Send + Sync>,
}

#[derive(Default)]
struct Held {
    board: Option<Board>,
    code: Option<Zeroizing<String>>,
    /// Tells the thread of an older copy that a newer one has taken over.
    copy: u64,
}

impl Clipboard {
    /// `cleared` is called whenever a code was cleared.
    pub fn new(cleared: impl Fn() + Send + Sync + 'static) -> Self {
        Self(Arc::new(Shared { held: Mutex::default(), changed: Condvar::new(), cleared: Box::new(cleared) }))
    }

    /// Puts a code into the clipboard for a while.
    ///
    /// # Errors
    /// [`ClipboardError::Failed`].
    pub fn copy(&self, code: &str, clears_in: Duration) -> Result<(), ClipboardError> {
        let mut held = self.held();
        held.board()?.set_secret(code)?;
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

    /// Clears at once what was copied, if it is still there.
    pub fn clear(&self) {
        self.clear_held(self.held());
    }

    fn clear_held(&self, held: MutexGuard<'_, Held>) {
        let Some(code) = held.code.clone() else { return };
        let copy = held.copy;
        // A program that has copied something since may take its time to answer.
        drop(held);
        let still_ours = self.text(code.len()).is_ok_and(|text| *text == *code);
        let mut held = self.held();
        if held.copy != copy || held.code.take().is_none() {
            return;
        }
        if let Some(board) = held.board.as_mut().filter(|_| still_ours) {
            let _ = board.clear();
        }
        drop(held);
        self.0.changed.notify_all();
        (self.0.cleared)();
    }

    /// Whether a code that was copied is still to be cleared.
    pub fn holds(&self) -> bool {
        self.held().code.is_some()
    }

    /// Waits until it is cleared.
    pub fn wait(&self) {
        let mut held = self.held();
        while held.code.is_some() {
            held = self.0.changed.wait(held).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// What is in the clipboard that accounts may be read from: files before a picture before text, since a copied file has
    /// text beside it. A picture is not decoded yet, except on Windows and macOS, where the library decodes it whatever its
    /// size.
    ///
    /// # Errors
    /// [`ClipboardError`].
    pub fn read(&self) -> Result<Vec<Source>, ClipboardError> {
        #[cfg(target_os = "linux")]
        return copied::sources();
        #[cfg(not(target_os = "linux"))]
        return self.held().board()?.sources();
    }

    /// The text in the clipboard, which need not be whole if it is longer than `most` bytes.
    fn text(&self, most: usize) -> Result<Zeroizing<String>, ClipboardError> {
        #[cfg(target_os = "linux")]
        return copied::text(most);
        #[cfg(not(target_os = "linux"))]
        {
            let _ = most;
            self.held().board()?.get_text().map(Zeroizing::new).map_err(|_| ClipboardError::Failed)
        }
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.0.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Held {
    /// Connects at the first use: a command without a display never needs it.
    fn board(&mut self) -> Result<&mut Board, ClipboardError> {
        match &mut self.board {
            Some(board) => Ok(board),
            none => Ok(none.insert(Board::new().map_err(|_| ClipboardError::Failed)?)),
        }
    }
}

/// Text that clipboard histories are asked to pass over.
trait SetSecret {
    fn set_secret(&mut self, text: &str) -> Result<(), ClipboardError>;
}

impl SetSecret for Board {
    fn set_secret(&mut self, text: &str) -> Result<(), ClipboardError> {
        #[cfg(target_os = "macos")]
        use arboard::SetExtApple as _;
        #[cfg(all(unix, not(target_os = "macos")))]
        use arboard::SetExtLinux as _;
        #[cfg(windows)]
        use arboard::SetExtWindows as _;

        let set = self.set();
        #[cfg(windows)]
        let set = set.exclude_from_cloud().exclude_from_monitoring();
        set.exclude_from_history().text(text).map_err(|_| ClipboardError::Failed)
    }
}

/// What other programs have copied, where the library is what reads it.
#[cfg(not(target_os = "linux"))]
trait Sources {
    fn sources(&mut self) -> Result<Vec<Source>, ClipboardError>;
}

#[cfg(not(target_os = "linux"))]
impl Sources for Board {
    fn sources(&mut self) -> Result<Vec<Source>, ClipboardError> {
        if let Some(files) = self.get().file_list().ok().filter(|files| !files.is_empty()) {
            return Ok(files.into_iter().map(Source::File).collect());
        }
        if let Ok(picture) = self.get_image() {
            let (Ok(width), Ok(height)) = (picture.width.try_into(), picture.height.try_into()) else {
                return Err(ClipboardError::Failed);
            };
            let rgba = Zeroizing::new(picture.bytes.into_owned());
            return Ok(vec![Source::Pixels { width, height, rgba }]);
        }
        match self.get_text() {
            Ok(text) if text.trim().is_empty() => Err(ClipboardError::Empty),
            Ok(text) => Ok(vec![Source::Text(Zeroizing::new(text))]),
            Err(arboard::Error::ContentNotAvailable) => Err(ClipboardError::Empty),
            Err(_) => Err(ClipboardError::Failed),
        }
    }
}
