use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use crate::error::StoreError;
use crate::keyring::os::OsKeyring;

/// A call that takes this long waits for the user: a healthy keyring answers in milliseconds.
const ASKING_AFTER: Duration = Duration::from_secs(2);
/// After this long a keyring that cannot be asking anything is given up on.
const SILENT_AFTER: Duration = Duration::from_secs(10);
/// How soon Cancel is heard.
const LISTEN_EVERY: Duration = Duration::from_millis(100);

/// Tells the user that the keyring keeps them waiting, and hears when they do not want to wait any
/// longer.
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
    /// Waits as long as the keyring may be asking the user something. `tell` is called with `true`
    /// once a wait has lasted 2 s, and with `false` when it is over.
    pub fn new(tell: impl Fn(bool) + Send + Sync + 'static) -> Self {
        Self {
            tell: Box::new(tell),
            cancelled: false.into(),
            refusing: 0.into(),
            hangs: false.into(),
            under_way: Arc::default(),
        }
    }

    /// Ends the wait that is on, if one is: its call fails with [`StoreError::Cancelled`].
    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::SeqCst);
    }

    /// Ends the wait that is on, and refuses every call with [`StoreError::Cancelled`] until the
    /// guard is dropped: what makes several calls must not wait again at the next one.
    #[must_use = "calls are refused only while the guard lives"]
    pub fn refuse(&self) -> Refusing<'_> {
        self.refusing.fetch_add(1, Ordering::SeqCst);
        Refusing(self)
    }

    pub(crate) fn refuses(&self) -> bool {
        self.refusing.load(Ordering::SeqCst) > 0
    }

    /// Whether a call has not come back yet, one that was given up on among them.
    pub(crate) fn has_call_under_way(&self) -> bool {
        self.under_way.load(Ordering::SeqCst) > 0
    }

    /// Why no call can be made while another has not come back.
    pub(crate) fn late(&self) -> StoreError {
        if self.hangs.load(Ordering::SeqCst) { StoreError::Silent } else { StoreError::Late }
    }

    /// Counts a call as under way until the guard is dropped.
    pub(crate) fn begin_call(&self) -> CallUnderWay {
        CallUnderWay::new(&self.under_way)
    }

    /// What the keyring answers; an error once it is given up on.
    pub(crate) fn wait<T>(&self, answer: &Receiver<T>) -> Result<T, StoreError> {
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

    /// What the keyring answers, or why there is no answer; `None` once `time` has passed. Without
    /// such a time the keyring is looked at, whether it may be asking the user.
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

/// Refuses every call that waits with the [`Patience`] for as long as it lives.
pub struct Refusing<'a>(&'a Patience);

impl Drop for Refusing<'_> {
    fn drop(&mut self) {
        self.0.refusing.fetch_sub(1, Ordering::SeqCst);
    }
}

/// One call under way, for as long as it lives.
pub(crate) struct CallUnderWay(Arc<AtomicUsize>);

impl CallUnderWay {
    fn new(count: &Arc<AtomicUsize>) -> Self {
        count.fetch_add(1, Ordering::SeqCst);
        Self(count.clone())
    }
}

impl Drop for CallUnderWay {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

/// Says again and again whether a keyring that has not answered is worth waiting for, until nobody
/// listens. On a thread of its own, since a bus that hangs keeps this waiting too.
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
