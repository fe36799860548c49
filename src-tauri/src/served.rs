use std::sync::{Mutex, MutexGuard, PoisonError};

use watchword_agent::{Address, Serving};

/// Whether, and where, commands are answered.
#[derive(Default)]
pub(crate) struct Commands(Mutex<Inner>);

#[derive(Default)]
struct Inner {
    /// `None` if the system has no place for it.
    address: Option<Address>,
    /// While it is set, commands are answered.
    serving: Option<Serving>,
    /// Whether a thread is about to set it.
    is_beginning: bool,
}

impl Commands {
    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn set_address(&self, address: Option<Address>) {
        self.inner().address = address;
    }

    /// Returns where to answer, or `None` if that is done or being prepared. [`Commands::set`] has
    /// to follow.
    pub(crate) fn begin(&self) -> Option<Address> {
        let mut inner = self.inner();
        let address = inner.address.clone().filter(|_| inner.serving.is_none() && !inner.is_beginning)?;
        inner.is_beginning = true;
        Some(address)
    }

    pub(crate) fn set(&self, serving: Option<Serving>) {
        let mut inner = self.inner();
        inner.is_beginning = false;
        inner.serving = serving;
    }

    /// Answers no more commands.
    pub(crate) fn end(&self) {
        let serving = self.inner().serving.take();
        drop(serving);
    }
}
