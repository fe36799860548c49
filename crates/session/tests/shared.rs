//! A session that several threads share: locking waits for nobody.

use std::sync::Arc;
use std::sync::mpsc::channel;
use std::thread;

use watchword_session::{KeyringProblem, Patience, Problem, Session, Settings, SharedSession, Vault};
use watchword_vault::testing::Fault;
use watchword_vault::{KeyStore, PatientStore, StoreError};

use crate::common::{PIN, Setup, TOTP_LINK, all, items};

struct Shared {
    session: Arc<SharedSession>,
    setup: Setup,
}

impl Shared {
    /// A session that waits for its keyring, as the window's does. Its vault is unlocked.
    fn unlocked() -> Self {
        let setup = Setup::with_vault();
        let patience = Arc::new(Patience::new(|_| {}));
        let begin = {
            let (directories, clock) = (setup.directories(), setup.clock.clone());
            let (keyring, patience) = (setup.keyring.clone(), patience.clone());
            let connect = move || Ok(keyring.clone() as Arc<dyn KeyStore>);
            move || Session::new(directories, clock, Box::new(PatientStore::source(patience, connect)))
        };
        let session = Arc::new(SharedSession::new(patience, begin));
        assert!(session.is_locked(), "nothing is open before the session has begun");
        session.get().unlock(PIN).unwrap();
        assert!(!session.is_locked());
        Self { session, setup }
    }

    /// Adds an account on another thread, and waits until that waits for the keyring.
    fn add_while_keyring_asks(&self) -> thread::JoinHandle<Result<Vault, Problem>> {
        let review = self.session.get().take_in(items(TOTP_LINK)).unwrap();
        self.setup.keyring.fail(Fault::Asks);
        let session = self.session.clone();
        let adding = thread::spawn(move || session.get().accept(&all(&review)).map(|accepted| accepted.vault));
        self.setup.keyring.wait_for_call();
        adding
    }
}

#[test]
fn locking_cancels_a_save_that_waits_for_the_keyring() {
    let shared = Shared::unlocked();
    let adding = shared.add_while_keyring_asks();
    assert!(shared.session.lock());
    assert!(shared.session.is_locked());
    assert_eq!(adding.join().unwrap().unwrap_err(), Problem::Keyring(KeyringProblem::Cancelled));

    shared.setup.keyring.fail(Fault::None);
    let vault = loop {
        match shared.session.get().unlock(PIN) {
            // The call that was given up on is about to come back.
            Err(Problem::Keyring(KeyringProblem::Late)) => thread::yield_now(),
            unlocked => break unlocked.unwrap(),
        }
    };
    assert_eq!(vault.rows.len(), 0, "nothing of the cancelled save is left");
}

#[test]
fn cancelling_a_save_leaves_the_session_unlocked() {
    let shared = Shared::unlocked();
    let adding = shared.add_while_keyring_asks();
    shared.session.cancel();
    assert_eq!(adding.join().unwrap().unwrap_err(), Problem::Keyring(KeyringProblem::Cancelled));
    assert!(!shared.session.is_locked());
    assert_eq!(shared.session.get().review().unwrap().finds.len(), 1);
    shared.setup.keyring.fail(Fault::None);
}

#[test]
fn idle_time_is_kept_while_the_keyring_asks() {
    let shared = Shared::unlocked();
    let Shared { session, setup } = &shared;
    let settings = Settings { lock_after_minutes: Some(5), lock_when_minimised: true, ..Settings::default() };
    session.get().set_settings(settings).unwrap();
    let adding = shared.add_while_keyring_asks();
    let minutes = |minutes: u64| setup.clock.pass(minutes * 60);
    minutes(4);
    assert!(!session.lock_if_idle());
    session.touched();
    minutes(4);
    assert!(!session.lock_if_idle());
    assert!(session.locks_when_minimised());
    minutes(1);
    assert!(session.lock_if_idle());
    assert!(!session.lock_if_idle() && !session.locks_when_minimised(), "it is locked already");
    assert_eq!(adding.join().unwrap().unwrap_err(), Problem::Keyring(KeyringProblem::Cancelled));
    setup.keyring.fail(Fault::None);
}

#[test]
fn idle_time_counts_on_the_boot_clock_as_the_user_has_set_it() {
    let shared = Shared::unlocked();
    let Shared { session, setup } = &shared;
    let never = Settings { lock_after_minutes: None, ..Settings::default() };
    session.get().set_settings(never).unwrap();
    setup.clock.pass(365 * 24 * 60 * 60);
    assert!(!session.lock_if_idle() && !session.locks_when_minimised());
    session.get().set_settings(Settings::default()).unwrap();
    session.touched();
    setup.clock.set_unix(4_000_000_000);
    assert!(!session.lock_if_idle(), "setting the time is not idling");
    setup.clock.pass(5 * 60 - 1);
    assert!(!session.lock_if_idle());
    setup.clock.pass(1);
    assert!(session.lock_if_idle() && session.is_locked(), "five minutes unless the user sets others");
}

#[test]
fn no_call_begins_while_waits_are_refused() {
    let setup = Setup::empty();
    let patience = Arc::new(Patience::new(|_| {}));
    let connect = {
        let keyring = setup.keyring.clone();
        move || Ok(keyring.clone() as Arc<dyn KeyStore>)
    };
    let keyring = PatientStore::source(patience.clone(), connect)().unwrap();
    let refusing = patience.refuse();
    assert_eq!(keyring.get("one").unwrap_err(), StoreError::Cancelled);
    assert_eq!(keyring.set("one", "1").unwrap_err(), StoreError::Cancelled);
    assert_eq!(setup.keyring.calls_made(), 0);
    drop(refusing);
    assert_eq!(keyring.get("one"), Ok(None));
}

#[test]
fn locking_does_not_wait_for_a_session_that_is_being_made() {
    let (going_on, goes_on) = channel::<()>();
    let (beginning, begins) = channel();
    let setup = Setup::empty();
    let (directories, clock) = (setup.directories(), setup.clock);
    let session = Arc::new(SharedSession::new(Arc::new(Patience::new(|_| {})), move || {
        beginning.send(()).unwrap();
        let _ = goes_on.recv();
        Session::new(directories, clock, Box::new(|| Err(StoreError::Absent)))
    }));
    let begun = thread::spawn({
        let session = session.clone();
        move || drop(session.get())
    });
    begins.recv().unwrap();
    assert!(!session.lock() && !session.lock_if_idle() && session.is_locked());
    drop(going_on);
    begun.join().unwrap();
}
