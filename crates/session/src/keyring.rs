use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use watchword_vault::{KeyStore, OsKeyring, StoreError};
use zeroize::Zeroizing;

use crate::session::KeyringSource;
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
    /// The wait that is on is to end.
    cancelled: AtomicBool,
    /// How many threads want every wait to end, and none to begin.
    refusing: AtomicUsize,
    /// The last wait has ended because the keyring hangs.
    hangs: AtomicBool,
    /// Calls that have not come back, those that were given up on among them.
    under_way: Arc<AtomicUsize>,
}

impl Patience {
    /// `tell` is called with `true` when a wait has become noticeable, with `false` when it is over.
    pub fn new(tell: impl Fn(bool) + Send + Sync + 'static) -> Self {
        Self {
            tell: Box::new(tell),
            cancelled: false.into(),
            refusing: 0.into(),
            hangs: false.into(),
            under_way: Arc::default(),
        }
    }

    /// Ends the wait that is on, if one is.
    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::SeqCst);
    }

    /// Ends the wait that is on, and refuses every call until the guard is dropped: what makes several calls must not wait
    /// again at the next one.
    pub(crate) fn refuse(&self) -> Refusing<'_> {
        self.refusing.fetch_add(1, Ordering::SeqCst);
        Refusing(self)
    }

    fn refuses(&self) -> bool {
        self.refusing.load(Ordering::SeqCst) > 0
    }

    fn wait<T>(&self, answer: &Receiver<T>) -> Result<T, StoreError> {
        self.cancelled.store(false, Ordering::SeqCst);
        let waited = self.hear(answer, Some(ASKING_AFTER)).unwrap_or_else(|| {
            (self.tell)(true);
            let waited = self.hear(answer, None).unwrap_or(Err(StoreError::Silent));
            (self.tell)(false);
            waited
        });
        self.hangs.store(matches!(waited, Err(StoreError::Silent)), Ordering::SeqCst);
        waited
    }

    /// What the keyring answers, or why there is no answer; `None` once `time` has passed. Without such a time the keyring is
    /// looked at, whether it may be asking the user.
    fn hear<T>(&self, answer: &Receiver<T>, time: Option<Duration>) -> Option<Result<T, StoreError>> {
        let began = Instant::now();
        let looks = time.is_none().then(look_at_keyring);
        loop {
            match answer.recv_timeout(LISTEN_EVERY) {
                Ok(answer) => return Some(Ok(answer)),
                // The call has panicked: it will not answer.
                Err(RecvTimeoutError::Disconnected) => return Some(Err(StoreError::Silent)),
                Err(RecvTimeoutError::Timeout) => {}
            }
            if self.cancelled.load(Ordering::SeqCst) || self.refuses() {
                return Some(Err(StoreError::Cancelled));
            }
            if let Some(Ok(Err(why))) = looks.as_ref().map(Receiver::try_recv) {
                return Some(Err(why));
            }
            if time.is_some_and(|time| began.elapsed() >= time) {
                return None;
            }
        }
    }
}

/// Every call is refused for as long as this lives.
pub(crate) struct Refusing<'a>(&'a Patience);

impl Drop for Refusing<'_> {
    fn drop(&mut self) {
        self.0.refusing.fetch_sub(1, Ordering::SeqCst);
    }
}

/// Says again and again whether a keyring that has not answered is worth waiting for, until nobody listens. On a thread of its
/// own, since a bus that hangs keeps this waiting too.
fn look_at_keyring() -> Receiver<Result<(), StoreError>> {
    let (say, said) = mpsc::channel();
    thread::spawn(move || {
        loop {
            thread::sleep(SILENT_AFTER - ASKING_AFTER);
            if say.send(OsKeyring::may_be_asking()).is_err() {
                break;
            }
        }
    });
    said
}

type Work = Box<dyn FnOnce() + Send>;

/// A keyring, on a thread of its own: a call that hangs or asks the user can be given up on. It still comes back
/// some day; until then no other is made, and what was given to [`KeyStore::keep`] is kept.
pub(crate) struct Keyring {
    store: Arc<dyn KeyStore>,
    thread: Mutex<Sender<Work>>,
    patience: Arc<Patience>,
}

impl Keyring {
    /// The keyring that `connect` reaches, as a session asks for it.
    pub(crate) fn source(
        patience: Arc<Patience>,
        connect: impl Fn() -> Result<Arc<dyn KeyStore>, StoreError> + Clone + Send + Sync + 'static,
    ) -> KeyringSource {
        Box::new(move || Ok(Arc::new(Self::connect(patience.clone(), connect.clone())?)))
    }

    fn connect(
        patience: Arc<Patience>,
        connect: impl FnOnce() -> Result<Arc<dyn KeyStore>, StoreError> + Send + 'static,
    ) -> Result<Self, StoreError> {
        let (work, works) = mpsc::channel::<Work>();
        let worker = move || works.into_iter().for_each(scrubbed);
        thread::Builder::new().name("keyring".into()).spawn(worker).map_err(|_| StoreError::Silent)?;
        let store = Self::call(&work, &patience, connect)?;
        Ok(Self { store, thread: Mutex::new(work), patience })
    }

    fn ask<T: Send + 'static>(
        &self,
        ask: impl FnOnce(&dyn KeyStore) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner);
        let store = self.store.clone();
        Self::call(&thread, &self.patience, move || ask(&*store))
    }

    fn call<T: Send + 'static>(
        thread: &Sender<Work>,
        patience: &Patience,
        call: impl FnOnce() -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        if patience.refuses() {
            return Err(StoreError::Cancelled);
        }
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
        self.ask(move |store| store.get(&name))
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
        self.ask(move |store| store.set(&name, &value))
    }

    fn delete(&self, name: &str) -> Result<(), StoreError> {
        let name = name.to_owned();
        self.ask(move |store| store.delete(&name))
    }

    fn keep(&self, guard: Box<dyn Send>) {
        if self.patience.under_way.load(Ordering::SeqCst) > 0 {
            // The thread does one thing after the other: it lets go once the late call is back.
            let _ = self.thread.lock().unwrap_or_else(PoisonError::into_inner).send(Box::new(move || drop(guard)));
        }
    }

    fn get_all(&self, names: &[String]) -> Result<Vec<Vec<Zeroizing<String>>>, StoreError> {
        let names = names.to_vec();
        self.ask(move |store| store.get_all(&names))
    }
}
