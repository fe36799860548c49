use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::caller::Caller;
use crate::face_kind::FaceKind;
use crate::notice::Notice;

/// Those who are told what happens to the session. None of them may keep the others waiting.
#[derive(Default)]
pub(crate) struct Listeners(Mutex<Vec<Listener>>);

struct Listener {
    caller: u64,
    kind: FaceKind,
    hear: Box<dyn Fn(Notice) + Send>,
}

impl Listeners {
    /// Tells a caller everything, until it leaves.
    pub(crate) fn add(&self, caller: &Caller, hear: impl Fn(Notice) + Send + 'static) {
        self.all().push(Listener { caller: caller.id, kind: caller.kind, hear: Box::new(hear) });
    }

    pub(crate) fn remove(&self, caller: u64) {
        self.all().retain(|listener| listener.caller != caller);
    }

    /// Whether there is one of this kind.
    pub(crate) fn has(&self, kind: FaceKind) -> bool {
        self.all().iter().any(|listener| listener.kind == kind)
    }

    /// Tells everyone, or everyone but the caller whose doing it is.
    pub(crate) fn tell(&self, notice: Notice, but: Option<u64>) {
        for listener in self.all().iter().filter(|listener| Some(listener.caller) != but) {
            (listener.hear)(notice);
        }
    }

    fn all(&self) -> MutexGuard<'_, Vec<Listener>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
