use std::sync::atomic::{AtomicU64, Ordering};

use crate::face_kind::FaceKind;
use crate::terminal::Terminal;

/// The number that stands for no unlocking: they are counted from 1.
const NONE: u64 = 0;

/// A face as the host knows it, and what it may ask.
pub(crate) struct Caller {
    /// Tells it from every other caller of this process.
    pub(crate) id: u64,
    pub(crate) kind: FaceKind,
    pub(crate) terminal: Option<Terminal>,
    /// The number of the unlocking during which the PIN was given on this connection.
    proven: AtomicU64,
    /// The number of the latest unlocking that was this connection's doing.
    unlocked: AtomicU64,
}

impl Caller {
    /// A face of this kind, in a terminal or in none. The terminal of a window is nobody's concern:
    /// the PIN that is given in the window is not given there.
    pub(crate) fn new(kind: FaceKind, terminal: Option<Terminal>) -> Self {
        static CALLERS: AtomicU64 = AtomicU64::new(0);
        Self {
            id: CALLERS.fetch_add(1, Ordering::Relaxed),
            kind,
            terminal: terminal.filter(|_| kind == FaceKind::Command),
            proven: AtomicU64::new(NONE),
            unlocked: AtomicU64::new(NONE),
        }
    }

    /// A face that this process started, and that may ask as if the PIN had been given to it.
    pub(crate) fn known(kind: FaceKind, unlocking: Option<u64>) -> Self {
        let caller = Self::new(kind, None);
        caller.proven.store(unlocking.unwrap_or(NONE), Ordering::SeqCst);
        caller
    }

    /// Whether it can be given more than codes.
    pub(crate) fn sees_the_vault(&self) -> bool {
        self.kind != FaceKind::Palette
    }

    /// Whether the PIN was given on this connection during the unlocking of this number.
    pub(crate) fn is_proven(&self, unlocking: Option<u64>) -> bool {
        unlocking.is_some_and(|number| self.proven.load(Ordering::SeqCst) == number)
    }

    /// Notes that the PIN was given, and whether that has unlocked the vault.
    pub(crate) fn prove(&self, unlocking: u64, has_unlocked: bool) {
        self.proven.store(unlocking, Ordering::SeqCst);
        if has_unlocked {
            self.unlocked.store(unlocking, Ordering::SeqCst);
        }
    }

    /// Whether the unlocking of this number was its doing.
    pub(crate) fn has_unlocked(&self, unlocking: u64) -> bool {
        self.unlocked.load(Ordering::SeqCst) == unlocking
    }
}
