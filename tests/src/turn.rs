use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// The number of desktops that may exist at once. A journey mostly waits, so two cores have time
/// for three; more windows, rendered in software, would starve each other.
const AT_ONCE: usize = 3;

struct Queue {
    /// How many turns were asked for, and how many of them were given, in the same order.
    asked: u64,
    given: u64,
    /// The room that the existing desktops take, of [`AT_ONCE`].
    taken: usize,
}

static QUEUE: Mutex<Queue> = Mutex::new(Queue { asked: 0, given: 0, taken: 0 });
static CHANGED: Condvar = Condvar::new();

/// The permission for a desktop to exist while this value lives.
pub(crate) struct Turn {
    weight: usize,
}

impl Turn {
    /// Waits until there is room for one more desktop.
    pub(crate) fn take() -> Self {
        Self::weighing(1)
    }

    /// Waits until there is no other desktop, and allows none.
    pub(crate) fn take_alone() -> Self {
        Self::weighing(AT_ONCE)
    }

    fn weighing(weight: usize) -> Self {
        let mut queue = queue();
        let number = queue.asked;
        queue.asked += 1;
        // If others could overtake it, a desktop that is to be alone would wait for all of them.
        let has_to_wait = |queue: &mut Queue| queue.given != number || queue.taken + weight > AT_ONCE;
        let mut queue = CHANGED.wait_while(queue, has_to_wait).unwrap_or_else(PoisonError::into_inner);
        queue.given += 1;
        queue.taken += weight;
        CHANGED.notify_all();
        Self { weight }
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        queue().taken -= self.weight;
        CHANGED.notify_all();
    }
}

fn queue() -> MutexGuard<'static, Queue> {
    QUEUE.lock().unwrap_or_else(PoisonError::into_inner)
}
