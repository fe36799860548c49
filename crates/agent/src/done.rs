use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

/// Whether it is time to end.
#[derive(Default)]
pub(crate) struct Done(Mutex<bool>, Condvar);

impl Done {
    pub(crate) fn set(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.1.notify_all();
    }

    pub(crate) fn within(&self, time: Duration) -> bool {
        let done = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.1.wait_timeout_while(done, time, |done| !*done);
        *waited.unwrap_or_else(PoisonError::into_inner).0
    }
}
