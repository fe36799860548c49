use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError, TryLockError};

use watchword_vault::{Patience, Settings};

use crate::audit::LockCause;
use crate::auto_lock::AutoLock;
use crate::session::Session;

type Begin = Box<dyn FnOnce() -> Begun + Send>;

/// A session that several threads use, one at a time. Locking it never waits for the keyring: it
/// cancels every such wait.
pub struct SharedSession {
    /// Started by the first thread that needs it, since connecting to the keyring takes a while.
    begun: LazyLock<Begun, Begin>,
    patience: Arc<Patience>,
}

struct Begun {
    session: Mutex<Session>,
    auto_lock: Arc<AutoLock>,
}

impl SharedSession {
    /// Shares the session that `begin` makes when it is first needed. Its keyring waits with
    /// `patience`.
    pub fn new(patience: Arc<Patience>, begin: impl FnOnce() -> Session + Send + 'static) -> Self {
        let begin = move || {
            let session = begin();
            Begun { auto_lock: session.auto_lock.clone(), session: Mutex::new(session) }
        };
        Self { begun: LazyLock::new(Box::new(begin)), patience }
    }

    /// Waits until no other thread has the session, and returns it.
    pub fn get(&self) -> MutexGuard<'_, Session> {
        self.begun.get()
    }

    /// Cancels the current wait for the keyring, if there is one.
    pub fn cancel(&self) {
        self.patience.cancel();
    }

    /// Locks, and cancels every wait for the keyring. Returns whether the vault was unlocked.
    pub fn lock(&self) -> bool {
        self.lock_because(LockCause::User)
    }

    /// The same, for another reason than the user's wish.
    pub fn lock_because(&self, why: LockCause) -> bool {
        // No vault is open before the session has started, which may take as long as the keyring
        // needs.
        let Some(begun) = LazyLock::get(&self.begun) else { return false };
        let _refusing = self.patience.refuse();
        begun.get().lock_because(why)
    }

    /// Locks if the vault has been idle for the minutes the user set. Returns whether it locked.
    pub fn lock_if_idle(&self) -> bool {
        self.auto_lock().is_some_and(AutoLock::is_due) && self.lock_because(LockCause::Idle)
    }

    /// Reads the organisation's policy again, at most once a minute, unless another thread has the
    /// session. Returns whether it has changed.
    pub fn follow_policy(&self) -> bool {
        let begun = LazyLock::get(&self.begun);
        begun.and_then(|begun| begun.session.try_lock().ok()).is_some_and(|mut session| session.follow_policy())
    }

    /// Returns the seconds until the vault locks if the user does nothing, or `None` if it is
    /// locked or doesn't lock by itself.
    pub fn locks_in(&self) -> Option<u64> {
        self.auto_lock().and_then(AutoLock::due_in)
    }

    /// Returns the number of the unlocking that is going on ([`crate::Unlocking`]), without waiting
    /// for the session; `None` while the vault is locked.
    pub fn unlocking(&self) -> Option<u64> {
        self.auto_lock().and_then(AutoLock::unlocking)
    }

    /// Returns the settings of the open vault, without waiting for the session; `None` while it is
    /// locked.
    pub fn settings(&self) -> Option<Settings> {
        self.auto_lock().and_then(AutoLock::settings)
    }

    /// Restarts the idle time, after the user pressed a key or used the pointer.
    pub fn touched(&self) {
        if let Some(auto_lock) = self.auto_lock() {
            auto_lock.touched();
        }
    }

    /// Whether the vault is open and minimising the window locks it.
    pub fn locks_when_minimised(&self) -> bool {
        self.auto_lock().is_some_and(AutoLock::is_due_when_minimised)
    }

    /// Whether the vault is known to be locked, for a caller that cannot wait for the session:
    /// `false` while another thread has it.
    pub fn is_locked(&self) -> bool {
        match LazyLock::get(&self.begun).map(|begun| begun.session.try_lock()) {
            Some(Ok(session)) => !session.is_unlocked(),
            Some(Err(TryLockError::Poisoned(session))) => !session.into_inner().is_unlocked(),
            Some(Err(TryLockError::WouldBlock)) => false,
            None => true,
        }
    }

    fn auto_lock(&self) -> Option<&AutoLock> {
        LazyLock::get(&self.begun).map(|begun| &*begun.auto_lock)
    }
}

impl Begun {
    fn get(&self) -> MutexGuard<'_, Session> {
        self.session.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
