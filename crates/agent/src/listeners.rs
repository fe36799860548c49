use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::notice::Notice;

type Hear = Box<dyn Fn(Notice) + Send>;

/// Those who are told what happens to the session. None of them may keep the others waiting.
#[derive(Default)]
pub(crate) struct Listeners(Mutex<Vec<(u64, Hear)>>);

impl Listeners {
    /// Tells a caller of this id everything, until it leaves.
    pub(crate) fn add(&self, id: u64, hear: impl Fn(Notice) + Send + 'static) {
        self.all().push((id, Box::new(hear)));
    }

    pub(crate) fn remove(&self, id: u64) {
        self.all().retain(|(listener, _)| *listener != id);
    }

    /// Tells everyone, or everyone but the caller whose doing it is.
    pub(crate) fn tell(&self, notice: Notice, but: Option<u64>) {
        for (_, hear) in self.all().iter().filter(|(id, _)| Some(*id) != but) {
            hear(notice);
        }
    }

    fn all(&self) -> MutexGuard<'_, Vec<(u64, Hear)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
