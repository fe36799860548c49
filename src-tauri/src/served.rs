use std::sync::{Mutex, MutexGuard, PoisonError};

use watchword_agent::{Address, Serving};

/// Whether, and where, commands are answered.
#[derive(Default)]
pub(crate) struct Commands(Mutex<Inner>);

#[derive(Default)]
pub(crate) struct Inner {
    /// Where; `None` if the system has no place for it.
    pub(crate) address: Option<Address>,
    /// While it is set, they are.
    pub(crate) serving: Option<Serving>,
}

impl Commands {
    pub(crate) fn inner(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Answers no more commands.
    pub(crate) fn end(&self) {
        drop(self.inner().serving.take());
    }
}
