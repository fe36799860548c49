use std::sync::mpsc::{self, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use zeroize::Zeroizing;

use crate::error::StoreError;
use crate::keyring::patience::Patience;
use crate::keyring::store::KeyStore;
use crate::stack::scrubbed;

type Work = Box<dyn FnOnce() + Send>;

/// A store whose calls run on their own thread, so that a caller can abandon one that hangs or
/// prompts the user. Until an abandoned call returns, every other call fails with
/// [`StoreError::Late`] or [`StoreError::Silent`], and guards passed to [`KeyStore::keep`] are
/// kept.
pub struct PatientStore {
    store: Arc<dyn KeyStore>,
    thread: Mutex<Sender<Work>>,
    patience: Arc<Patience>,
}

impl PatientStore {
    /// Calls `connect` on the new thread, and waits for its store with `patience`.
    ///
    /// # Errors
    /// Those of `connect`; [`StoreError::Silent`] or [`StoreError::Cancelled`] if the wait for it
    /// ended; [`StoreError::Late`] or [`StoreError::Silent`] if an earlier call has not returned.
    pub fn connect(
        patience: Arc<Patience>,
        connect: impl FnOnce() -> Result<Arc<dyn KeyStore>, StoreError> + Send + 'static,
    ) -> Result<Self, StoreError> {
        let (work, works) = mpsc::channel::<Work>();
        let worker = move || works.into_iter().for_each(scrubbed);
        thread::Builder::new().name("keyring".into()).spawn(worker).map_err(|_| StoreError::Silent)?;
        let store = Self::call(&work, &patience, connect)?;
        Ok(Self { store, thread: Mutex::new(work), patience })
    }

    /// Returns a function that connects at every call, because a keyring may have started
    /// meanwhile.
    pub fn source(
        patience: Arc<Patience>,
        connect: impl Fn() -> Result<Arc<dyn KeyStore>, StoreError> + Clone + Send + Sync + 'static,
    ) -> impl Fn() -> Result<Arc<dyn KeyStore>, StoreError> + Send + Sync + 'static {
        move || Ok(Arc::new(Self::connect(patience.clone(), connect.clone())?))
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
        if patience.has_call_under_way() {
            return Err(patience.late());
        }
        let (answer, answered) = mpsc::channel();
        let done = patience.begin_call();
        let work = move || {
            let result = call();
            drop(done);
            // The caller may have stopped waiting.
            let _ = answer.send(result);
        };
        thread.send(Box::new(work)).map_err(|_| StoreError::Silent)?;
        patience.wait(&answered)?
    }
}

impl KeyStore for PatientStore {
    fn longest_value(&self) -> usize {
        self.store.longest_value()
    }

    fn get(&self, name: &str) -> Result<Option<Zeroizing<String>>, StoreError> {
        let name = name.to_owned();
        self.ask(move |store| store.get(&name))
    }

    fn get_every(&self, name: &str) -> Result<Vec<Zeroizing<String>>, StoreError> {
        let name = name.to_owned();
        self.ask(move |store| store.get_every(&name))
    }

    fn keep_only(&self, name: &str, value: &str) -> Result<(), StoreError> {
        let (name, value) = (name.to_owned(), Zeroizing::new(value.to_owned()));
        self.ask(move |store| store.keep_only(&name, &value))
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
        if self.patience.has_call_under_way() {
            // The thread runs one thing after another: it drops the guard once the late call has
            // returned.
            let _ = self.thread.lock().unwrap_or_else(PoisonError::into_inner).send(Box::new(move || drop(guard)));
        }
    }

    fn get_all(&self, names: &[String]) -> Result<Vec<Vec<Zeroizing<String>>>, StoreError> {
        let names = names.to_vec();
        self.ask(move |store| store.get_all(&names))
    }
}
