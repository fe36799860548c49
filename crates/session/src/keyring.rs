use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use watchword_vault::{KeyStore, OsKeyring, StoreError};
use zeroize::Zeroizing;

use crate::stack::scrubbed;

/// A call that takes this long waits for the user: a healthy keyring answers in milliseconds.
const ASKING_AFTER: Duration = Duration::from_secs(2);
/// After this long a keyring that cannot be asking anything is given up on.
const SILENT_AFTER: Duration = Duration::from_secs(10);
/// How soon Cancel is heard.
const LISTEN_EVERY: Duration = Duration::from_millis(100);

/// Tells the user that the keyring keeps them waiting, and hears when they do not want to wait any longer.
pub struct Patience {
    /// Called with `true` when the wait has become noticeable, with `false` when it is over.
    tell: Box<dyn Fn(bool) + Send + Sync>,
    cancelled: AtomicBool,
    /// The last wait has ended because the keyring hangs.
    hangs: AtomicBool,
    /// Calls that have not come back, those that were given up on among them.
    under_way: Arc<AtomicUsize>,
}

impl Patience {
    /// `tell` is called with `true` when a wait has become noticeable, with `false` when it is over.
    pub fn new(tell: impl Fn(bool) + Send + Sync + 'static) -> Self {
        Self { tell: Box::new(tell), cancelled: false.into(), hangs: false.into(), under_way: Arc::default() }
    }

    /// Ends the wait that is on, if one is.
    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::SeqCst);
    }

    fn wait<T>(&self, answer: &Receiver<T>) -> Result<T, StoreError> {
        self.cancelled.store(false, Ordering::SeqCst);
        if let Ok(answer) = answer.recv_timeout(ASKING_AFTER) {
            return Ok(answer);
        }
        (self.tell)(true);
        let waited = self.wait_for_user(answer);
        self.hangs.store(matches!(waited, Err(StoreError::Silent)), Ordering::SeqCst);
        (self.tell)(false);
        waited
    }

    fn wait_for_user<T>(&self, answer: &Receiver<T>) -> Result<T, StoreError> {
        let mut since = Instant::now();
        loop {
            match answer.recv_timeout(LISTEN_EVERY) {
                Ok(answer) => return Ok(answer),
                // The call has panicked: it will not answer.
                Err(RecvTimeoutError::Disconnected) => return Err(StoreError::Silent),
                Err(RecvTimeoutError::Timeout) => {}
            }
            if self.cancelled.load(Ordering::SeqCst) {
                return Err(StoreError::Cancelled);
            }
            if since.elapsed() > SILENT_AFTER - ASKING_AFTER {
                OsKeyring::may_be_asking()?;
                since = Instant::now();
            }
        }
    }
}

type Work = Box<dyn FnOnce() + Send>;

/// The system's keyring, on a thread of its own: a call that hangs or asks the user can be given up on. It still comes back
/// some day; until then no other is made, and what was given to [`KeyStore::keep`] is kept.
pub(crate) struct Keyring {
    os: Arc<OsKeyring>,
    thread: Mutex<Sender<Work>>,
    patience: Arc<Patience>,
}

impl Keyring {
    pub(crate) fn connect(patience: Arc<Patience>) -> Result<Self, StoreError> {
        let (work, works) = mpsc::channel::<Work>();
        let worker = move || works.into_iter().for_each(scrubbed);
        thread::Builder::new().name("keyring".into()).spawn(worker).map_err(|_| StoreError::Silent)?;
        let os = Self::call(&work, &patience, OsKeyring::connect)?;
        Ok(Self { os: Arc::new(os), thread: Mutex::new(work), patience })
    }

    fn ask<T: Send + 'static>(
        &self,
        ask: impl FnOnce(&OsKeyring) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner);
        let os = self.os.clone();
        Self::call(&thread, &self.patience, move || ask(&os))
    }

    fn call<T: Send + 'static>(
        thread: &Sender<Work>,
        patience: &Patience,
        call: impl FnOnce() -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        if patience.under_way.load(Ordering::SeqCst) > 0 {
            return Err(if patience.hangs.load(Ordering::SeqCst) { StoreError::Silent } else { StoreError::Late });
        }
        let (answer, answered) = mpsc::channel();
        let done = Counted::new(&patience.under_way);
        let work = move || {
            let result = call();
            drop(done);
            // Nobody may be waiting any more.
            let _ = answer.send(result);
        };
        thread.send(Box::new(work)).map_err(|_| StoreError::Silent)?;
        patience.wait(&answered)?
    }
}

/// One call under way, for as long as it lives.
struct Counted(Arc<AtomicUsize>);

impl Counted {
    fn new(count: &Arc<AtomicUsize>) -> Self {
        count.fetch_add(1, Ordering::SeqCst);
        Self(count.clone())
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

impl KeyStore for Keyring {
    fn get(&self, name: &str) -> Result<Option<Zeroizing<String>>, StoreError> {
        let name = name.to_owned();
        self.ask(move |os| os.get(&name))
    }

    fn get_every(&self, name: &str) -> Result<Vec<Zeroizing<String>>, StoreError> {
        let name = name.to_owned();
        self.ask(move |os| os.get_every(&name))
    }

    fn keep_only(&self, name: &str, value: &str) -> Result<(), StoreError> {
        let (name, value) = (name.to_owned(), Zeroizing::new(value.to_owned()));
        self.ask(move |os| os.keep_only(&name, &value))
    }

    fn set(&self, name: &str, value: &str) -> Result<(), StoreError> {
        let (name, value) = (name.to_owned(), Zeroizing::new(value.to_owned()));
        self.ask(move |os| os.set(&name, &value))
    }

    fn delete(&self, name: &str) -> Result<(), StoreError> {
        let name = name.to_owned();
        self.ask(move |os| os.delete(&name))
    }

    fn keep(&self, guard: Box<dyn Send>) {
        if self.patience.under_way.load(Ordering::SeqCst) > 0 {
            // The thread does one thing after the other: it lets go once the late call is back.
            let _ = self.thread.lock().unwrap_or_else(PoisonError::into_inner).send(Box::new(move || drop(guard)));
        }
    }

    fn get_all(&self, names: &[String]) -> Result<Vec<Vec<Zeroizing<String>>>, StoreError> {
        let names = names.to_vec();
        self.ask(move |os| os.get_all(&names))
    }
}
