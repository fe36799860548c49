use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError, TryLockError};

use watchword_vault::Patience;

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
        // No vault is open before the session has started, which may take as long as the keyring
        // needs.
        let Some(begun) = LazyLock::get(&self.begun) else { return false };
        let _refusing = self.patience.refuse();
        begun.get().lock()
    }

    /// Locks if the vault has been idle for the minutes the user set. Returns whether it locked.
    pub fn lock_if_idle(&self) -> bool {
        self.auto_lock().is_some_and(AutoLock::is_due) && self.lock()
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

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;
    use std::thread;

    use watchword_vault::testing::{Fault, ManualClock, MemoryKeyring};
    use watchword_vault::{KeyStore, PatientStore, Settings, StoreError, StoreKind};
    use zeroize::Zeroizing;

    use super::*;
    use crate::directories::Directories;
    use crate::intake::Source;
    use crate::view::{KeyringProblem, Problem, Vault};

    const PIN: &str = "829416 kancil";
    const URI: &str = "otpauth://totp/Example:ayu?secret=GEZDGNBVGY3TQOJQ";

    struct Desk {
        shared: Arc<SharedSession>,
        keyring: Arc<MemoryKeyring>,
        clock: Arc<ManualClock>,
        patience: Arc<Patience>,
        _directory: tempfile::TempDir,
    }

    impl Desk {
        fn new() -> Self {
            let directory = tempfile::tempdir().unwrap();
            let (keyring, clock) = (Arc::<MemoryKeyring>::default(), Arc::<ManualClock>::default());
            let directories = Directories { data: directory.path().join("data"), config: directory.path().into() };
            let patience = Arc::new(Patience::new(|_| {}));
            let begin = {
                let (keyring, clock, patience) = (keyring.clone(), clock.clone(), patience.clone());
                let connect = move || Ok(keyring.clone() as Arc<dyn KeyStore>);
                move || Session::new(directories, clock, Box::new(PatientStore::source(patience, connect)))
            };
            let shared = Arc::new(SharedSession::new(patience.clone(), begin));
            Self { shared, keyring, clock, patience, _directory: directory }
        }

        fn with_vault() -> Self {
            let desk = Self::new();
            desk.shared.get().create(PIN, StoreKind::Keyring).unwrap();
            desk
        }

        /// Adds an account on another thread, and waits until that waits for the keyring.
        fn add_while_keyring_asks(&self) -> thread::JoinHandle<Result<Vault, Problem>> {
            let items = Source::Text(Zeroizing::new(URI.to_owned())).read(|| true);
            let review = self.shared.get().take_in(items).unwrap();
            self.keyring.fail(Fault::Asks);
            let shared = self.shared.clone();
            let adding = thread::spawn(move || shared.get().accept(&[review.finds[0].id]));
            self.keyring.wait_for_call();
            adding
        }
    }

    #[test]
    fn locking_cancels_a_save_that_waits_for_the_keyring() {
        let desk = Desk::with_vault();
        let adding = desk.add_while_keyring_asks();
        assert!(desk.shared.lock());
        assert!(desk.shared.is_locked());
        assert_eq!(adding.join().unwrap().unwrap_err(), Problem::Keyring(KeyringProblem::Cancelled));

        desk.keyring.fail(Fault::None);
        let vault = loop {
            match desk.shared.get().unlock(PIN) {
                // The call that was given up on is about to come back.
                Err(Problem::Keyring(KeyringProblem::Late)) => thread::yield_now(),
                unlocked => break unlocked.unwrap(),
            }
        };
        assert_eq!(vault.rows.len(), 0, "nothing of the cancelled save is left");
    }

    #[test]
    fn idle_time_is_kept_while_the_keyring_asks() {
        let desk = Desk::with_vault();
        let settings = Settings { lock_after_minutes: Some(5), lock_when_minimised: true, ..Settings::default() };
        desk.shared.get().set_settings(settings).unwrap();
        let adding = desk.add_while_keyring_asks();
        let minutes = |minutes: u64| desk.clock.pass(minutes * 60);
        minutes(4);
        assert!(!desk.shared.lock_if_idle());
        desk.shared.touched();
        minutes(4);
        assert!(!desk.shared.lock_if_idle());
        assert!(desk.shared.locks_when_minimised());
        minutes(1);
        assert!(desk.shared.lock_if_idle());
        assert!(!desk.shared.lock_if_idle() && !desk.shared.locks_when_minimised(), "it is locked already");
        assert_eq!(adding.join().unwrap().unwrap_err(), Problem::Keyring(KeyringProblem::Cancelled));
        desk.keyring.fail(Fault::None);
    }

    #[test]
    fn no_call_begins_while_waits_are_refused() {
        let desk = Desk::new();
        let connect = {
            let keyring = desk.keyring.clone();
            move || Ok(keyring.clone() as Arc<dyn KeyStore>)
        };
        let keyring = PatientStore::source(desk.patience.clone(), connect)().unwrap();
        let refusing = desk.patience.refuse();
        assert_eq!(keyring.get("one").unwrap_err(), StoreError::Cancelled);
        assert_eq!(keyring.set("one", "1").unwrap_err(), StoreError::Cancelled);
        assert_eq!(desk.keyring.calls_made(), 0);
        drop(refusing);
        assert_eq!(keyring.get("one"), Ok(None));
    }

    #[test]
    fn locking_does_not_wait_for_a_session_that_is_being_made() {
        let (going_on, goes_on) = channel::<()>();
        let (beginning, begins) = channel();
        let desk = Desk::new();
        let made = desk.shared.clone();
        let shared = Arc::new(SharedSession::new(desk.patience, move || {
            beginning.send(()).unwrap();
            let _ = goes_on.recv();
            let directories = made.get().directories.clone();
            Session::new(directories, Arc::<ManualClock>::default(), Box::new(|| Err(StoreError::Absent)))
        }));
        let begun = thread::spawn({
            let shared = shared.clone();
            move || drop(shared.get())
        });
        begins.recv().unwrap();
        assert!(!shared.lock() && !shared.lock_if_idle() && shared.is_locked());
        drop(going_on);
        begun.join().unwrap();
    }
}
