use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError, TryLockError};

use watchword_vault::Patience;

use crate::auto_lock::AutoLock;
use crate::session::Session;

type Begin = Box<dyn FnOnce() -> Begun + Send>;

/// A session that several threads work with, one at a time. Locking it waits for nobody: it ends every wait for the keyring.
pub struct SharedSession {
    /// Begun by the first thread that needs it: reaching the keyring takes a while.
    begun: LazyLock<Begun, Begin>,
    patience: Arc<Patience>,
}

struct Begun {
    session: Mutex<Session>,
    auto_lock: Arc<AutoLock>,
}

impl SharedSession {
    /// A session that `begin` makes when it is first needed. Its keyring waits with `patience`.
    pub fn new(patience: Arc<Patience>, begin: impl FnOnce() -> Session + Send + 'static) -> Self {
        let begin = move || {
            let session = begin();
            Begun { auto_lock: session.auto_lock.clone(), session: Mutex::new(session) }
        };
        Self { begun: LazyLock::new(Box::new(begin)), patience }
    }

    /// The session, once no other thread has it.
    pub fn get(&self) -> MutexGuard<'_, Session> {
        self.begun.get()
    }

    /// Ends the wait for the keyring that is on, if one is.
    pub fn cancel(&self) {
        self.patience.cancel();
    }

    /// Locks, and cancels what waits for the keyring. Whether there was anything to lock.
    pub fn lock(&self) -> bool {
        // Nothing is open before the session has begun, which may take as long as the keyring likes.
        let Some(begun) = LazyLock::get(&self.begun) else { return false };
        let _refusing = self.patience.refuse();
        begun.get().lock()
    }

    /// Locks if nothing was touched for as long as the user has set. Whether it locked.
    pub fn lock_if_idle(&self) -> bool {
        self.auto_lock().is_some_and(AutoLock::is_due) && self.lock()
    }

    /// A key or the pointer was used in the window.
    pub fn touched(&self) {
        if let Some(auto_lock) = self.auto_lock() {
            auto_lock.touched();
        }
    }

    /// Whether the vault is open and minimising the window locks it.
    pub fn locks_when_minimised(&self) -> bool {
        self.auto_lock().is_some_and(AutoLock::is_due_when_minimised)
    }

    /// Whether the vault is known to be locked, for a caller that cannot wait until the session is free.
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
