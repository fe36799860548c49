use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use crate::error::StoreError;
use crate::keyring::os::OsKeyring;

/// A call that takes longer is waiting for the user: a healthy keyring answers in milliseconds.
const ASKING_AFTER: Duration = Duration::from_secs(2);
/// How long to wait for a keyring that cannot be prompting the user.
const SILENT_AFTER: Duration = Duration::from_secs(10);
/// How often a wait checks whether it was cancelled.
const LISTEN_EVERY: Duration = Duration::from_millis(100);

/// Waits for keyring calls: reports a wait that has become noticeable, and ends it when the user
/// cancels.
pub struct Patience {
    /// Called with `true` when the wait has become noticeable, with `false` when it is over.
    tell: Box<dyn Fn(bool) + Send + Sync>,
    /// Whether the current wait should end.
    cancelled: AtomicBool,
    /// Number of [`Refusing`] guards alive: while there is one, every wait ends and none begins.
    refusing: AtomicUsize,
    /// Whether the last wait ended because the keyring hangs.
    hangs: AtomicBool,
    /// Number of calls that have not returned, abandoned ones included.
    under_way: Arc<AtomicUsize>,
}

impl Patience {
    /// Waits as long as the keyring may be prompting the user. `tell` is called with `true` once a
    /// wait has lasted 2 s, and with `false` when it is over.
    pub fn new(tell: impl Fn(bool) + Send + Sync + 'static) -> Self {
        Self {
            tell: Box::new(tell),
            cancelled: false.into(),
            refusing: 0.into(),
            hangs: false.into(),
            under_way: Arc::default(),
        }
    }

    /// Ends the current wait, if there is one: its call fails with [`StoreError::Cancelled`].
    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::SeqCst);
    }

    /// Ends the current wait, and refuses every call with [`StoreError::Cancelled`] until the guard
    /// is dropped, so that an operation with several calls does not wait again at the next one.
    #[must_use = "calls are refused only while the guard lives"]
    pub fn refuse(&self) -> Refusing<'_> {
        self.refusing.fetch_add(1, Ordering::SeqCst);
        Refusing(self)
    }

    pub(crate) fn refuses(&self) -> bool {
        self.refusing.load(Ordering::SeqCst) > 0
    }

    /// Whether a call, even an abandoned one, has not returned yet.
    pub(crate) fn has_call_under_way(&self) -> bool {
        self.under_way.load(Ordering::SeqCst) > 0
    }

    /// The error for a new call while another has not returned.
    pub(crate) fn late(&self) -> StoreError {
        if self.hangs.load(Ordering::SeqCst) { StoreError::Silent } else { StoreError::Late }
    }

    /// Counts a call as under way until the guard is dropped. From here on [`Patience::cancel`]
    /// ends its wait, even before that has begun.
    pub(crate) fn begin_call(&self) -> CallUnderWay {
        self.cancelled.store(false, Ordering::SeqCst);
        CallUnderWay::new(&self.under_way)
    }

    /// Waits for the keyring's answer. An error if the wait is cancelled or the keyring hangs.
    pub(crate) fn wait<T>(&self, answer: &Receiver<T>) -> Result<T, StoreError> {
        let waited = self.listen(answer, Some(ASKING_AFTER)).unwrap_or_else(|| {
            (self.tell)(true);
            let waited = self.listen(answer, None).unwrap_or(Err(StoreError::Silent));
            (self.tell)(false);
            waited
        });
        self.hangs.store(matches!(waited, Err(StoreError::Silent)), Ordering::SeqCst);
        waited
    }

    /// Waits for the keyring's answer, or the reason why there is none; `None` once `time` has
    /// passed. Without a `time`, checks regularly whether the keyring may be prompting the user.
    fn listen<T>(&self, answer: &Receiver<T>, time: Option<Duration>) -> Option<Result<T, StoreError>> {
        let began = Instant::now();
        let checks = time.is_none().then(check_keyring);
        loop {
            match answer.recv_timeout(LISTEN_EVERY) {
                Ok(answer) => return Some(Ok(answer)),
                // The call panicked and will not answer.
                Err(RecvTimeoutError::Disconnected) => return Some(Err(StoreError::Silent)),
                Err(RecvTimeoutError::Timeout) => {}
            }
            if self.cancelled.load(Ordering::SeqCst) || self.refuses() {
                return Some(Err(StoreError::Cancelled));
            }
            if let Some(Ok(Err(why))) = checks.as_ref().map(Receiver::try_recv) {
                return Some(Err(why));
            }
            if time.is_some_and(|time| began.elapsed() >= time) {
                return None;
            }
        }
    }
}

/// While it lives, every call that waits with its [`Patience`] fails with
/// [`StoreError::Cancelled`].
pub struct Refusing<'a>(&'a Patience);

impl Drop for Refusing<'_> {
    fn drop(&mut self) {
        self.0.refusing.fetch_sub(1, Ordering::SeqCst);
    }
}

/// Counts one call as under way while it lives.
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

/// Reports every 8 s whether a silent keyring is worth waiting for, until the receiver is dropped.
/// Runs on its own thread, because a bus that hangs blocks this check too.
fn check_keyring() -> Receiver<Result<(), StoreError>> {
    let (report, reports) = mpsc::channel();
    thread::spawn(move || {
        loop {
            thread::sleep(SILENT_AFTER - ASKING_AFTER);
            if report.send(OsKeyring::may_be_asking()).is_err() {
                break;
            }
        }
    });
    reports
}
